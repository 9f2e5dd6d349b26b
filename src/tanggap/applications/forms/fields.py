"""Fields that read what people type, whatever blanks, dots and dashes stand in it."""

from collections.abc import Callable
from datetime import date
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from tanggap.applications.domain import typed
from tanggap.applications.domain.typed import Mistyped
from tanggap.core import clock

WORDS: Final = {
    "nik": {
        "letters": _("NIK hanya berisi angka."),
        "short": _("NIK kurang dari 16 angka. Periksa kembali di KTP atau KK."),
        "long": _("NIK lebih dari 16 angka. Periksa kembali di KTP atau KK."),
        "impossible": _("NIK ini tidak mungkin benar. Periksa kembali angkanya satu per satu."),
    },
    "kk": {
        "letters": _("Nomor KK hanya berisi angka."),
        "short": _("Nomor KK kurang dari 16 angka. Lihat di bagian atas Kartu Keluarga."),
        "long": _("Nomor KK lebih dari 16 angka. Lihat di bagian atas Kartu Keluarga."),
        "impossible": _("Nomor KK ini tidak mungkin benar. Periksa kembali angkanya."),
    },
    "phone": {
        "letters": _("Nomor telepon hanya berisi angka."),
        "short": _("Nomor telepon ini terlalu pendek."),
        "long": _("Nomor telepon ini terlalu panjang."),
    },
    "rupiah": {"no_number": _("Tulis jumlah rupiah, misalnya 1.500.000.")},
    "unit": {
        "letters": _("Tulis nomornya saja, misalnya 3."),
        "missing": _("Tulis nomornya, misalnya 3."),
        "long": _("Nomor ini terlalu besar."),
    },
    "date": {
        "missing": _("Isi tanggal, bulan, dan tahun lahir."),
        "no_date": _("Tanggal ini tidak ada. Periksa tanggal, bulan, dan tahunnya."),
        "year": _("Tulis tahun dengan empat angka, misalnya 1985."),
        "future": _("Tanggal lahir tidak boleh sesudah hari ini."),
        "old": _("Tahun lahir ini terlalu lama. Periksa tahunnya."),
    },
}


class TypedField(forms.CharField):
    """A text that `domain.typed` reads; what it cannot read is told in words of its kind."""

    def __init__(
        self, kind: str, read: Callable[[str], Any], *, short: bool = False, **kwargs: Any
    ) -> None:
        width = "short" if short else "middling"
        attributes = {"inputmode": "numeric", "class": width, "autocomplete": "off"}
        kwargs.setdefault("widget", forms.TextInput(attrs=attributes))
        kwargs.setdefault("max_length", 60)
        super().__init__(**kwargs)
        self.kind, self.read = kind, read

    def clean(self, value: Any) -> Any:
        """Return what was read, "" for nothing."""
        text = super().clean(value)
        if not text:
            return ""
        try:
            return self.read(text)
        except Mistyped as fault:
            raise forms.ValidationError(WORDS[self.kind].get(fault.code, "")) from fault


class DateWidget(forms.MultiWidget):
    """Day, month and year as three boxes, which every phone can fill."""

    template_name = "applications/public/date.html"

    def __init__(self) -> None:
        parts: dict[str, forms.Widget | type[forms.Widget]] = {
            name: forms.TextInput(attrs={"inputmode": "numeric", "maxlength": size, "class": width})
            for name, size, width in (("d", 2, "short"), ("m", 10, "short"), ("y", 4, "short"))
        }
        super().__init__(parts)

    def decompress(self, value: Any) -> list[Any]:
        """Return the three parts of a date or of its ISO text."""
        if isinstance(value, str) and value:
            value = date.fromisoformat(value)
        return [value.day, value.month, value.year] if isinstance(value, date) else ["", "", ""]

    def id_for_label(self, id_: str) -> str:
        """Point to the first box."""
        return f"{id_}_d"


class BirthField(forms.MultiValueField):
    """A birth date."""

    def __init__(self, **kwargs: Any) -> None:
        parts = [forms.CharField(required=False, max_length=8) for _part in range(3)]
        super().__init__(parts, widget=DateWidget(), require_all_fields=False, **kwargs)

    def clean(self, value: Any) -> date | None:
        """Return the date, None where nothing was typed and nothing is needed."""
        parts = [str(part or "").strip() for part in (value or ["", "", ""])]
        if not any(parts) and not self.required:
            return None
        try:
            return typed.read_date(*parts, today=clock.today())
        except Mistyped as fault:
            raise forms.ValidationError(WORDS["date"][fault.code]) from fault

    def compress(self, data_list: Any) -> None:
        """Not used: `clean` reads the three parts together."""


def nik(**kwargs: Any) -> TypedField:
    """A field for a NIK."""
    return TypedField("nik", typed.read_nik, **kwargs)


def kk(**kwargs: Any) -> TypedField:
    """A field for the number of a family card."""
    return TypedField("kk", typed.read_kk, **kwargs)


def phone(**kwargs: Any) -> TypedField:
    """A field for a telephone number."""
    widget = forms.TextInput(attrs={"inputmode": "tel", "class": "middling", "autocomplete": "tel"})
    return TypedField("phone", typed.read_phone, widget=widget, **kwargs)


def rupiah(**kwargs: Any) -> TypedField:
    """A field for whole rupiah."""
    return TypedField("rupiah", typed.read_rupiah, **kwargs)


def unit(**kwargs: Any) -> TypedField:
    """A field for an RT or RW."""
    return TypedField("unit", typed.read_unit, short=True, **kwargs)
