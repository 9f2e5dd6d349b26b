"""What a citizen tells to see their own aid; errors say what to do."""

import re
from datetime import date
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tanggap.core import clock
from tanggap.warga.domain.proof import LETTERS, Told

DIGITS: Final = 16
OLDEST: Final = 1900
_BETWEEN: Final = re.compile(r"[\s.\-/]")
_MONTHS: Final = (
    "jan", "feb", "mar", "apr", "mei", "jun", "jul", "agu", "sep", "okt", "nov", "des",
)  # fmt: skip


def _short(label: Any, **attributes: str) -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": "off", **attributes})
    return forms.CharField(label=label, required=False, max_length=40, widget=widget)


class CheckForm(forms.Form):
    """A number, a birth date in three parts, and the first letters of two names."""

    use_required_attribute = False
    number = _short(gettext_lazy("NIK atau nomor Kartu Keluarga (KK)"), inputmode="numeric")
    day = _short(gettext_lazy("Tanggal"), inputmode="numeric")
    month = _short(gettext_lazy("Bulan"))
    year = _short(gettext_lazy("Tahun"), inputmode="numeric")
    own = _short(gettext_lazy("Tiga huruf pertama nama Anda"), autocapitalize="characters")
    mother = _short(
        gettext_lazy("Tiga huruf pertama nama ibu kandung Anda"), autocapitalize="characters"
    )

    @property
    def date_parts(self) -> list[forms.BoundField]:
        """The three fields of the birth date."""
        return [self["day"], self["month"], self["year"]]

    def clean_number(self) -> str:
        """Return sixteen digits; spaces, dots and dashes do no harm."""
        digits = _BETWEEN.sub("", self.cleaned_data["number"])
        if not digits:
            raise forms.ValidationError(_("Tulis NIK atau nomor KK Anda."))
        if not (digits.isascii() and digits.isdigit()):
            raise forms.ValidationError(_("NIK dan nomor KK hanya berisi angka."))
        if len(digits) != DIGITS:
            raise forms.ValidationError(
                _("NIK dan nomor KK terdiri dari 16 angka; yang Anda tulis %(count)s.")
                % {"count": len(digits)}
            )
        return digits

    def clean_own(self) -> str:
        """Return the letters of the own name."""
        letters = str(self.cleaned_data["own"]).strip()
        if not any(sign.isalpha() for sign in letters):
            raise forms.ValidationError(_("Tulis tiga huruf pertama nama Anda, tanpa gelar."))
        return letters

    def clean(self) -> dict[str, Any]:
        """Read the three parts of the date together; an error stands at the first of them."""
        given = super().clean() or {}
        parts = [_BETWEEN.sub("", given.get(name, "")) for name in ("day", "month", "year")]
        try:
            born = _date(*parts)
        except ValueError:
            words = (
                _("Tanggal lahir ini tidak ada. Tulis misalnya 15 3 1985.")
                if any(parts)
                else _("Tulis tanggal lahir Anda.")
            )
            self.add_error("day", words)
        else:
            given["birth"] = born.year * 10_000 + born.month * 100 + born.day
        return given

    def told(self) -> Told:
        """Return what was told, of a valid form."""
        given = self.cleaned_data
        return Told(birth=given["birth"], own=given["own"], mother=given["mother"][: LETTERS * 4])


def _date(day: str, month: str, year: str) -> date:
    """Return a birth date. Raises ValueError where it is none, or not yet."""
    short = month.casefold()[:3]
    number = _MONTHS.index(short) + 1 if short in _MONTHS else int(month)
    born = date(int(year), number, int(day))
    if born.year < OLDEST or born > clock.today():
        raise ValueError
    return born
