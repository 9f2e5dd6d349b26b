"""Forms of people: searching, opening, changing. Nothing is saved here."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tanggap.accounts.types import Permission
from tanggap.core.actor import Actor
from tanggap.linkage.normalise import read_date
from tanggap.people.forms.places import PlaceField
from tanggap.people.forms.words import purposes
from tanggap.people.types import CorrectedField, PersonStatus, Purpose


class ReasonForm(forms.Form):
    """Why something is done."""

    reason = forms.CharField(label=_("Alasan"), max_length=500)


class SearchForm(forms.Form):
    """A number, or a name with a birth date or a region; always a purpose."""

    number = forms.CharField(
        label=_("NIK, nomor KK, telepon, atau kode orang"), required=False, max_length=40
    )
    name = forms.CharField(label=_("Nama"), required=False, max_length=120)
    birth = forms.CharField(
        label=_("Tanggal lahir"),
        required=False,
        max_length=30,
        help_text=_("Misalnya 15-08-1985, atau tahunnya saja."),
    )
    region = PlaceField(
        label=_("Kelurahan atau kecamatan"),
        required=False,
        levels=(6, 10),
        help_text=_("Ketik namanya, lalu pilih."),
    )
    purpose = forms.ChoiceField(label=_("Keperluan"))

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["purpose"].choices = purposes()  # type: ignore[attr-defined]
        self.fields["region"].open_to(actor, Permission.PERSON_SEARCH)  # type: ignore[attr-defined]

    def clean_purpose(self) -> Purpose:
        """Return the purpose itself."""
        return Purpose(self.cleaned_data["purpose"])

    def clean_birth(self) -> int:
        """Return yyyymmdd, yyyy0000 for a year, 0 for nothing."""
        text = str(self.cleaned_data["birth"]).strip()
        found = read_date(text) if text else 0
        if text and not found:
            raise forms.ValidationError(_("Tulis tanggal seperti 15-08-1985."))
        return found

    def clean(self) -> dict[str, Any]:
        """Insist on a number, or on a name with something beside it."""
        cleaned: dict[str, Any] = super().clean() or {}
        beside = cleaned.get("birth") or cleaned.get("region") or self.errors
        if not cleaned.get("number") and not cleaned.get("name"):
            raise forms.ValidationError(_("Isi nomor, atau nama."))
        if cleaned.get("name") and not cleaned.get("number") and not beside:
            raise forms.ValidationError(_("Tambahkan tanggal lahir atau kelurahan."))
        return cleaned


class PurposeForm(forms.Form):
    """Why a dossier is opened."""

    purpose = forms.ChoiceField(label=_("Keperluan"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["purpose"].choices = purposes()  # type: ignore[attr-defined]


class EvidenceForm(forms.Form):
    """What an officer saw that justifies a change."""

    evidence = forms.CharField(
        label=_("Bukti yang Anda lihat"),
        max_length=500,
        help_text=_("Misalnya: KTP asli, akta kelahiran nomor 123/2020."),
    )


class CorrectionForm(EvidenceForm):
    """A field and its right value."""

    field = forms.ChoiceField(label=_("Isian"))
    value = forms.CharField(label=_("Nilai yang benar"), max_length=200)
    field_order = ["field", "value", "evidence"]  # noqa: RUF012 - Django's own way

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["field"].choices = [(one.value, label) for one, label in _CORRIGIBLE.items()]  # type: ignore[attr-defined]


_CORRIGIBLE = {
    CorrectedField.NAME: _("Nama"),
    CorrectedField.BIRTH: _("Tanggal lahir"),
    CorrectedField.SEX: _("Jenis kelamin (L/P)"),
    CorrectedField.ADDRESS: _("Alamat"),
    CorrectedField.NIK: _("NIK"),
    CorrectedField.KK: _("Nomor KK"),
    CorrectedField.PHONE: _("Telepon"),
}


class StatusForm(EvidenceForm):
    """That a person died or moved, and when."""

    status = forms.ChoiceField(
        label=_("Keadaan"),
        choices=[(PersonStatus.DECEASED, _("Meninggal")), (PersonStatus.MOVED, _("Pindah"))],
    )
    on = forms.DateField(label=_("Sejak tanggal"), widget=forms.DateInput({"type": "date"}))
    field_order = ["status", "on", "evidence"]  # noqa: RUF012 - Django's own way


class SplitForm(EvidenceForm):
    """Which rows are somebody else."""

    rows = forms.TypedMultipleChoiceField(
        label=_("Baris yang sebenarnya orang lain"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )
    field_order = ["rows", "evidence"]  # noqa: RUF012 - Django's own way

    def __init__(self, *args: Any, choices: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rows"].choices = choices  # type: ignore[attr-defined]
