"""What officers type: parsed and described, not saved."""

from tanggap.assistance.forms.cases import CasesForm, SettlementForm
from tanggap.assistance.forms.fields import MonthField, ReasonForm, SpanForm
from tanggap.assistance.forms.programmes import (
    ComponentForm,
    LateMonthsForm,
    NewProgrammeForm,
    ProgrammeForm,
    RoundForm,
)
from tanggap.assistance.forms.rules import RuleForm

__all__ = [
    "CasesForm",
    "ComponentForm",
    "LateMonthsForm",
    "MonthField",
    "NewProgrammeForm",
    "ProgrammeForm",
    "ReasonForm",
    "RoundForm",
    "RuleForm",
    "SettlementForm",
    "SpanForm",
]
