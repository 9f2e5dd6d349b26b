"""Forms of lists: uploading, correcting what was understood. Nothing is saved here."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from tanggap.accounts.types import Permission
from tanggap.core.actor import Actor
from tanggap.core.registry import choices
from tanggap.linkage.schema import RAW_FIELDS
from tanggap.people import vault
from tanggap.people.domain import recognising
from tanggap.people.forms.places import PlaceField, own_place
from tanggap.people.forms.words import spoken
from tanggap.people.queries.fields import LABELS

NAME_AND_NIK: Final = "name_and_national_id"


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
        allow_empty_file=True,
    )
    programme = forms.ChoiceField(
        label=_("Program"),
        required=False,
        help_text=_("Setiap berkas boleh dari program lain; pilih hanya bila namanya tidak jelas."),
    )
    region = PlaceField(
        label=_("Wilayah"),
        levels=(2, 4, 6, 10),
        help_text=_("Nama atau kode wilayah daftar, misalnya Kota Bogor atau 32.71."),
    )
    corrects = forms.TypedChoiceField(
        label=_("Berkas ini memperbaiki"), coerce=int, empty_value=None, required=False
    )

    def __init__(
        self, *args: Any, actor: Actor, corrigible: list[tuple[int, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        most = _("Excel, ODS, atau CSV, apa adanya. Paling besar %(megabytes)d MB per berkas.")
        self.fields["files"].help_text = most % {"megabytes": vault.most_megabytes()}
        self.fields["files"].widget.attrs |= _told_before_sending()
        programmes = recognising.known(choices.of("programmes"))
        self.offered = [code for code, _label in programmes]
        self.fields["programme"].choices = [  # type: ignore[attr-defined]
            ("", _("Kenali dari nama berkas")),
            *programmes,
        ]
        self.fields["corrects"].choices = [("", _("Tidak, ini daftar baru")), *corrigible]  # type: ignore[attr-defined]
        self.fields["region"].open_to(actor, Permission.LIST_IMPORT)  # type: ignore[attr-defined]
        self.fields["region"].initial = own_place(actor, Permission.LIST_IMPORT)

    def programme_of(self, file_name: str) -> str | None:
        """Return the programme of one of the files; None where its name does not tell."""
        given = self.cleaned_data
        return given["programme"] or recognising.programme_of(
            file_name, given["region"], self.offered
        )


def _told_before_sending() -> dict[str, str]:
    """Return what the page says by itself, before anything is sent, and while it is."""
    megabytes = {"megabytes": vault.most_megabytes()}
    too_large = _("“{name}” lebih besar dari %(megabytes)d MB. Bagilah menjadi beberapa berkas.")
    too_many = _("Bersama-sama lebih besar dari %(megabytes)d MB. Unggah bergantian.")
    return {
        "data-most": str(vault.most_bytes()),
        "data-too-large": too_large % megabytes,
        "data-too-many": too_many % megabytes,
        "data-sending": str(_("Mengirim berkas")),
        "data-not-sent": str(_("Berkas belum terkirim. Periksa sambungan, lalu unggah lagi.")),
    }


class MappingForm(forms.Form):
    """What each column of a list's sheets is; one field per column."""

    def __init__(self, *args: Any, understood: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sheets: list[dict[str, Any]] = []
        meanings = [("", _("tidak dipakai")), *_fields()]
        for number, sheet in enumerate(understood.get("sheets", [])):
            self._add_sheet(number, sheet, meanings)

    def _add_sheet(self, number: int, sheet: dict[str, Any], meanings: Any) -> None:
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
                choices=meanings,
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
    names = [(name, spoken(LABELS[name])) for name in RAW_FIELDS if name in LABELS]
    return [*names, (NAME_AND_NIK, spoken(LABELS[NAME_AND_NIK]))]
