"""What officers type about visits and meetings."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from tanggap.applications.queries.visiting import Criteria
from tanggap.core.registry import text_of
from tanggap.verification.domain import drawing
from tanggap.verification.domain.answers import LONGEST_NOTE, MOST_PHOTOS
from tanggap.verification.models import Attempt

RW_DIGITS: Final = 3


def rw_of(text: str) -> str:
    """Return the number of an RW as it is kept (003), "" where there is none."""
    digits = re.sub(r"\D", "", text)
    return digits[-RW_DIGITS:].zfill(RW_DIGITS) if digits else ""


def _day(label: Any) -> forms.DateField:
    return forms.DateField(
        label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


class OfficerForm(forms.Form):
    """Who visits, and until when; officers stand with the visits that they still have to make."""

    officer = forms.TypedChoiceField(label=_("Petugas"), coerce=int)
    due_on = _day(_("Paling lambat"))

    def __init__(
        self, *args: Any, officers: Sequence[tuple[int, str]], today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["officer"].choices = officers  # type: ignore[attr-defined]

    def clean_due_on(self) -> date:
        """Refuse a day that is over."""
        found: date = self.cleaned_data["due_on"]
        if found < self.today:
            raise forms.ValidationError(_("Tanggal ini sudah lewat. Pilih hari ini atau nanti."))
        return found


class UnmetForm(forms.Form):
    """Why nobody was met, and when the officer comes again; no new day after the last attempt."""

    uuid = forms.UUIDField(widget=forms.HiddenInput)
    why = forms.ChoiceField(
        label=_("Apa yang terjadi?"),
        choices=Attempt.Why.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih apa yang terjadi.")},
    )
    next_on = _day(_("Datang lagi pada"))
    note = forms.CharField(
        label=_("Catatan"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, is_last: bool, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        if is_last:
            del self.fields["next_on"]
        else:
            told = _("Isi tanggal datang lagi.")
            self.fields["next_on"].error_messages["required"] = told

    def clean_next_on(self) -> date:
        """Refuse a day that is over."""
        found: date = self.cleaned_data["next_on"]
        if found < self.today:
            raise forms.ValidationError(_("Tanggal ini sudah lewat. Pilih hari ini atau nanti."))
        return found


class DrawForm(forms.Form):
    """A draw of second visits."""

    share = forms.IntegerField(
        label=_("Bagian yang diundi (persen)"), min_value=drawing.LEAST, max_value=drawing.MOST
    )
    due_on = _day(_("Dikunjungi paling lambat"))
    region_code = forms.ChoiceField(label=_("Wilayah"))

    def __init__(self, *args: Any, regions: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["region_code"].choices = regions  # type: ignore[attr-defined]


class MeetingForm(forms.Form):
    """A new meeting."""

    region_code = forms.ChoiceField(label=_("Kelurahan atau desa"))
    rw = forms.CharField(
        label="RW", max_length=3, required=False, help_text=_("Kosong: seluruh kelurahan.")
    )
    held_on = _day(_("Tanggal musyawarah"))
    place = forms.CharField(label=_("Tempat musyawarah"), max_length=200)
    chair = forms.CharField(label=_("Pemimpin musyawarah"), max_length=120)
    secretary = forms.CharField(label=_("Notulis"), max_length=120)
    attendees = forms.IntegerField(label=_("Jumlah yang hadir"), min_value=1, max_value=5_000)

    def __init__(self, *args: Any, regions: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["region_code"].choices = regions  # type: ignore[attr-defined]

    def clean_rw(self) -> str:
        """Return three digits or nothing."""
        return rw_of(self.cleaned_data["rw"])


class SeveralFiles(forms.ClearableFileInput):
    """A file input that takes several."""

    allow_multiple_selected = True


class PhotosField(forms.FileField):
    """Several photos in one field; what they are is checked when they are written anew."""

    widget = SeveralFiles(attrs={"multiple": True, "accept": "image/jpeg,image/png,image/webp"})

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Return the files."""
        files = [super(PhotosField, self).clean(one, initial) for one in data or [] if one]
        if len(files) > MOST_PHOTOS:
            raise forms.ValidationError(_("Paling banyak empat foto."))
        return files


class ReportForm(forms.Form):
    """A report for browsers without scripts: a question for each criterion, note and photos."""

    uuid = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, criteria: Criteria, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.codes = [one.code for one in criteria.criteria]
        for one in criteria.criteria:
            self.fields[self.field_of(one.code)] = forms.ChoiceField(
                label=text_of(one.text),
                choices=[(choice.code, text_of(choice.text)) for choice in one.choices],
                widget=forms.RadioSelect,
                error_messages={"required": _("Pilih satu jawaban: ") + text_of(one.text)},
            )
        self.fields["note"] = forms.CharField(
            label=_("Catatan"),
            required=False,
            max_length=LONGEST_NOTE,
            widget=forms.Textarea(attrs={"rows": 3}),
        )
        self.fields["photos"] = PhotosField(
            label=_("Foto rumah"), required=False, help_text=_("Paling banyak empat.")
        )

    @staticmethod
    def field_of(code: str) -> str:
        """Return the name of a criterion's field."""
        return f"kriteria-{code}"

    def answers(self) -> dict[str, str]:
        """Return the answers by criterion."""
        return {code: self.cleaned_data[self.field_of(code)] for code in self.codes}
