"""Which components an award has, and how one knows."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tanggap.overlap import Components


class ComponentsForm(forms.Form):
    """The components of one award, or that they are not known; and the evidence."""

    known = forms.ChoiceField(
        label=_("Apakah komponennya diketahui?"),
        choices=[("ya", _("Ya: yang dicentang, dan tidak ada yang lain")), ("tidak", _("Belum"))],
        widget=forms.RadioSelect,
    )
    codes = forms.MultipleChoiceField(
        label=_("Komponen"), required=False, widget=forms.CheckboxSelectMultiple
    )
    evidence = forms.CharField(
        label=_("Buktinya"),
        max_length=500,
        help_text=_("Misalnya: buku KIA dilihat di kelurahan, 12 Mei 2020."),
    )

    def __init__(self, *args: Any, named: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(code, f"{code} · {name}") for code, name in named.items()]
        self.fields["codes"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Refuse components that are ticked and not known at once."""
        given = super().clean() or {}
        if given.get("known") == "tidak" and given.get("codes"):
            self.add_error("codes", _("Kosongkan pilihan ini bila komponennya belum diketahui."))
        return given

    @property
    def components(self) -> Components:
        """The codes that the award has; None where they are not known."""
        if self.cleaned_data["known"] == "tidak":
            return None
        return frozenset(self.cleaned_data["codes"])
