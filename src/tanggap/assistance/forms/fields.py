"""Fields and short forms that several screens share."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tanggap.assistance.domain import months

MOST_MONTHS = 24


class MonthField(forms.CharField):
    """A month such as 2020-04; a month picker where the browser has one."""

    widget = forms.TextInput(attrs={"type": "month"})

    def validate(self, value: str) -> None:
        """Refuse what is no month."""
        super().validate(value)
        if value and not months.is_month(value):
            raise forms.ValidationError(_("Tulis bulan seperti 2020-04."))


class SpanForm(forms.Form):
    """The months that something is for."""

    first = MonthField(label=_("Dari bulan"))
    last = MonthField(label=_("Sampai bulan"))

    def clean(self) -> dict[str, Any]:
        """Refuse a span that ends before it begins, or takes years."""
        given = super().clean() or {}
        if given.get("first") and given.get("last"):
            count = len(months.span(given["first"], given["last"]))
            if not 1 <= count <= MOST_MONTHS:
                raise forms.ValidationError(_("Pilih 1 sampai 24 bulan, yang awal lebih dahulu."))
        return given

    @property
    def months(self) -> tuple[str, ...]:
        """The months chosen."""
        return months.span(self.cleaned_data["first"], self.cleaned_data["last"])


class ReasonForm(forms.Form):
    """Why something is refused or opened again."""

    reason = forms.CharField(label=_("Alasan"), max_length=500)
