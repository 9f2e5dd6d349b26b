"""Forms of lists and people: they parse and describe, nothing is saved here."""

from tanggap.people.forms.lists import MappingForm, UploadForm
from tanggap.people.forms.persons import (
    CorrectionForm,
    EvidenceForm,
    PurposeForm,
    ReasonForm,
    SearchForm,
    SplitForm,
    StatusForm,
)
from tanggap.people.forms.words import spoken

__all__ = [
    "CorrectionForm",
    "EvidenceForm",
    "MappingForm",
    "PurposeForm",
    "ReasonForm",
    "SearchForm",
    "SplitForm",
    "StatusForm",
    "UploadForm",
    "spoken",
]
