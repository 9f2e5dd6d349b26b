"""A region typed by its name or code, with the officer's own regions offered while typing."""

import re
from collections.abc import Collection, Sequence
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from tanggap.core.actor import Actor
from tanggap.core.scoping import Range, ranges_of
from tanggap.regions.queries import dotted, resolve_within, within_ranges

MOST_OFFERED: Final = 1_000
_CODE_AT_END: Final = re.compile(r"\(([\d.]+)\)\s*$")


class PlaceInput(forms.TextInput):
    """A text box that offers regions while one types."""

    template_name = "people/widgets/place.html"
    offered: Sequence[str] = ()

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Tie the box to its list of regions."""
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"]["list"] = f"{name}-regions"
        context["offered"] = self.offered
        return context


class PlaceField(forms.CharField):
    """Gives the digits of a region's code; regions beyond the officer's own are refused."""

    widget = PlaceInput

    def __init__(self, *, levels: Collection[int], **kwargs: Any) -> None:
        super().__init__(max_length=160, **kwargs)
        self.levels = levels
        self.ranges: list[Range] = []

    def open_to(self, actor: Actor, permission: str) -> None:
        """Offer and take the regions where an officer holds a permission."""
        self.ranges = ranges_of(actor, permission)
        regions = within_ranges(self.ranges, self.levels, most=MOST_OFFERED)
        self.widget.offered = [f"{name} ({dotted(code)})" for code, name in regions]

    def clean(self, value: Any) -> str:
        """Return the digits; "" for nothing. Raises ValidationError with what to do instead."""
        text = str(super().clean(value)).strip()
        if not text:
            return ""
        marked = _CODE_AT_END.search(text)
        digits = (marked[1] if marked else text).replace(".", "").strip()
        if not digits.isdigit():
            digits = resolve_within(text, self.ranges, self.levels)
        if len(digits) not in self.levels:
            raise forms.ValidationError(
                _("Wilayah ini tidak ditemukan, atau ada beberapa yang bernama sama. Pilih dari "
                  "daftar yang muncul saat mengetik, atau tulis kodenya.")
            )  # fmt: skip
        if not any(low <= digits < high for low, high in self.ranges):
            raise forms.ValidationError(_("Anda tidak bertugas di wilayah ini."))
        return digits


def own_place(actor: Actor, permission: str) -> str:
    """Return the one region where an officer holds a permission, as the box shows it; else ""."""
    ranges = ranges_of(actor, permission)
    if len(ranges) != 1 or not ranges[0][0]:
        return ""
    found = within_ranges(ranges, {len(ranges[0][0])}, most=1)
    code, name = found[0] if found else (ranges[0][0], "")
    return f"{name} ({dotted(code)})" if name else dotted(code)
