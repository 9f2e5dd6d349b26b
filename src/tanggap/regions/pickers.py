"""The field by which officers name a region: by name or by code, with suggestions as they type.

Without JavaScript it is a plain text field: a name that only one region has, or a code, is
enough; otherwise the answer lists the regions that were perhaps meant, each with its code.
"""

import re
from typing import Any, Final

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tanggap.regions import queries

CODE_AT_THE_END: Final = re.compile(
    r"(?:^|·|\()\s*(\d{2}(?:[. ]?\d{2}){0,2}(?:[. ]?\d{4})?)\s*\)?\s*$"
)
MOST_NAMED: Final = 5
EMPTY_HELP: Final = _("Ketik nama atau kode, misalnya Bogor Selatan atau 32.71.01.")


class RegionInput(forms.TextInput):
    """A text field whose suggestions come from the regions that are loaded."""

    template_name = "regions/picker.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Add the list of suggestions and where they come from."""
        own = f"{(attrs or {}).get('id', f'id_{name}')}-usulan"
        here = {"list": own, "autocomplete": "off", "data-regions": reverse("regions:search")}
        context = super().get_context(name, value, {**(attrs or {}), **here})
        return {**context, "suggestions": own}


class RegionField(forms.CharField):
    """A region that is loaded, as the digits of its code; empty is the whole country.

    Takes "32.71.01", "327101", "Bogor Selatan", an alias, or what a suggestion wrote.
    """

    widget = RegionInput

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", EMPTY_HELP)
        super().__init__(*args, **kwargs)

    def clean(self, value: Any) -> str:
        """Return the digits. Raises ValidationError with the regions that were perhaps meant."""
        text = " ".join(str(super().clean(value)).split())
        return code_of(text) if text else ""

    def prepare_value(self, value: Any) -> Any:
        """Show a code with its name, anything else as it was typed."""
        if isinstance(value, str) and value.isdigit() and queries.exists(value):
            return labels({value})[value]
        return value


def code_of(text: str) -> str:
    """Return the code of the one region that a text names. Raises ValidationError."""
    coded = CODE_AT_THE_END.search(text)
    found = queries.resolve(coded[1].replace(" ", "") if coded else text)
    if found:
        return found
    if coded:
        raise forms.ValidationError(_("Wilayah dengan kode ini tidak ada."))
    near = queries.search(text, most=MOST_NAMED)
    if len(near) == 1:
        return near[0].code
    if not near:
        raise forms.ValidationError(_("Wilayah ini tidak ada di antara wilayah yang dimuat."))
    raise forms.ValidationError(
        _("Ada beberapa wilayah yang mirip. Tulis salah satu: %(names)s."),
        params={"names": "; ".join(one.label for one in near)},
    )


def labels(codes: set[str]) -> dict[str, str]:
    """Return what the field shows for codes: "Bogor Selatan, Kota Bogor · 32.71.01"."""
    return {one.code: one.label for one in queries.described(codes)}
