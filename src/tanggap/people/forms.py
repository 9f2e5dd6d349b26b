"""Forms of lists and people: they parse and describe, nothing is saved here."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tanggap.language import Sentence
from tanggap.linkage.normalise import read_date
from tanggap.linkage.schema import RAW_FIELDS
from tanggap.people.queries.fields import LABELS
from tanggap.people.types import PURPOSES, CorrectedField, PersonStatus, Purpose

NAME_AND_NIK = "name_and_national_id"


def spoken(sentence: Sentence) -> str:
    """Return a sentence in the language of the request."""
    return sentence.in_language("en" if (get_language() or "id").startswith("en") else "id")


def purposes() -> list[tuple[str, str]]:
    """Return the purposes of a look as choices."""
    return [("", str(_("Pilih keperluan"))), *((p.value, spoken(s)) for p, s in PURPOSES.items())]


class SeveralFiles(forms.ClearableFileInput):
    """A file input that takes several."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of uploaded files, one at least."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Return the files as a list; each is checked as a single one would be."""
        several = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(one, initial) for one in several]


class UploadForm(forms.Form):
    """Files of one programme and one region."""

    files = FilesField(  # type: ignore[assignment]
        label=_("Seret berkas ke sini, atau pilih"),
        help_text=_("Excel, ODS, atau CSV, apa adanya. Paling besar 200 MB per berkas."),
        allow_empty_file=True,
    )
    programme = forms.SlugField(
        label=_("Program"),
        max_length=40,
        help_text=_("Kode program, misalnya PKH, BST, BLT-DD."),
    )
    region = forms.CharField(
        label=_("Wilayah"),
        max_length=13,
        help_text=_("Kode wilayah daftar, misalnya 32.71 untuk Kota Bogor."),
    )
    corrects = forms.TypedChoiceField(
        label=_("Berkas ini memperbaiki"), coerce=int, empty_value=None, required=False
    )

    def __init__(self, *args: Any, corrigible: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["corrects"].choices = [("", _("Tidak, ini daftar baru")), *corrigible]  # type: ignore[attr-defined]

    def clean_programme(self) -> str:
        """Return the code in capitals."""
        return str(self.cleaned_data["programme"]).upper()

    def clean_region(self) -> str:
        """Return the digits of the region."""
        digits = str(self.cleaned_data["region"]).replace(".", "").strip()
        if not digits.isdigit() or len(digits) not in (2, 4, 6, 10):
            raise forms.ValidationError(_("Tulis kode wilayah, misalnya 32.71."))
        return digits


class MappingForm(forms.Form):
    """What each column of a list's sheets is; one field per column."""

    def __init__(self, *args: Any, understood: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sheets: list[dict[str, Any]] = []
        choices = [("", _("tidak dipakai")), *_fields()]
        for number, sheet in enumerate(understood.get("sheets", [])):
            self._add_sheet(number, sheet, choices)

    def _add_sheet(self, number: int, sheet: dict[str, Any], choices: Any) -> None:
        self.fields[f"{number}-read"] = forms.BooleanField(
            label=_("Baca lembar ini"), required=False, initial=sheet["read"]
        )
        self.fields[f"{number}-header"] = forms.CharField(
            label=_("Baris judul kolom"),
            required=False,
            initial=", ".join(map(str, sheet["header_rows"])),
            help_text=_("Nomor baris seperti di Excel; kosongkan bila tidak ada."),
        )
        columns = []
        for column in sheet["columns"]:
            name = f"{number}-{column['letter']}"
            self.fields[name] = forms.ChoiceField(
                label=f"{column['letter']} {column['header']}",
                choices=choices,
                required=False,
                initial=column["field"],
            )
            columns.append((column, name))
        self.sheets.append({"sheet": sheet, "number": number, "columns": columns})

    def rows(self) -> list[dict[str, Any]]:
        """Return the sheets with their bound fields, for the page."""
        return [
            {
                "sheet": one["sheet"],
                "read": self[f"{one['number']}-read"],
                "header": self[f"{one['number']}-header"],
                "columns": [(column, self[name]) for column, name in one["columns"]],
            }
            for one in self.sheets
        ]

    def clean(self) -> dict[str, Any]:
        """Turn header rows into numbers."""
        cleaned: dict[str, Any] = super().clean() or {}
        for one in self.sheets:
            name = f"{one['number']}-header"
            parts = [part for part in str(cleaned.get(name, "")).replace(",", " ").split() if part]
            if not all(part.isdigit() and int(part) > 0 for part in parts):
                self.add_error(name, _("Tulis nomor baris, misalnya 3 atau 3, 4."))
            else:
                cleaned[name] = tuple(int(part) for part in parts)
        return cleaned


def _fields() -> list[tuple[str, str]]:
    names = {name: spoken(LABELS[name]) for name in RAW_FIELDS if name in LABELS}
    others = {name: _OTHERS.get(name, meaning) for name, meaning in RAW_FIELDS.items()}
    both = {NAME_AND_NIK: _("Nama dan NIK dalam satu kolom")}
    return [(name, str(label)) for name, label in (others | names | both).items()]


_OTHERS = {
    "given_name": _("Nama depan"),
    "surname": _("Nama belakang"),
    "birth_date": _("Tanggal lahir"),
    "birth_place_and_date": _("Tempat dan tanggal lahir"),
    "street_number": _("Nomor rumah"),
    "city": _("Kota/kabupaten"),
    "province": _("Provinsi"),
    "postcode": _("Kode pos"),
}


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
    region = forms.CharField(
        label=_("Kelurahan atau kecamatan"),
        required=False,
        max_length=13,
        help_text=_("Kode wilayah, misalnya 32.71.02.1001."),
    )
    purpose = forms.ChoiceField(label=_("Keperluan"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["purpose"].choices = purposes()  # type: ignore[attr-defined]

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

    def clean_region(self) -> str:
        """Return the digits of a kecamatan or kelurahan."""
        digits = str(self.cleaned_data["region"]).replace(".", "").strip()
        if digits and (not digits.isdigit() or len(digits) not in (6, 10)):
            raise forms.ValidationError(_("Tulis kode kecamatan atau kelurahan."))
        return digits

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


class ReasonForm(forms.Form):
    """Why something is done."""

    reason = forms.CharField(label=_("Alasan"), max_length=500)


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
