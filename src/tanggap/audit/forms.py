"""What an inspector looks for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tanggap.audit.queries import Filters
from tanggap.core.registry import audit_presenters


class FilterForm(forms.Form):
    """The filters of the log."""

    kode = forms.ChoiceField(label=_("Tindakan"), required=False)
    pelaku = forms.CharField(label=_("Pelaku"), required=False, max_length=150)
    subjek = forms.CharField(
        label=_("Subjek"), required=False, max_length=120, help_text=_("Misalnya person:17")
    )
    wilayah = forms.CharField(label=_("Kode wilayah"), required=False, max_length=13)
    dari = forms.DateField(
        label=_("Dari"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    sampai = forms.DateField(
        label=_("Sampai"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        codes = sorted((audit_presenters.text(code), code) for code in audit_presenters.codes())
        choices = [("", _("semua")), *((code, text) for text, code in codes)]
        self.fields["kode"].choices = choices  # type: ignore[attr-defined]

    def clean_wilayah(self) -> str:
        """Return the digits of the code."""
        code = str(self.cleaned_data["wilayah"]).replace(".", "")
        if code and not code.isdigit():
            raise forms.ValidationError(_("Kode wilayah berupa angka."))
        return code

    def filters(self, *, codes: tuple[str, ...] = ()) -> Filters:
        """Return what is looked for, of these codes; everything, where the form is not valid."""
        if not self.is_valid():
            return Filters(codes=codes)
        typed = self.cleaned_data
        return Filters(
            code=typed["kode"],
            codes=codes,
            actor_name=typed["pelaku"].strip(),
            subject=typed["subjek"].strip(),
            region_code=typed["wilayah"],
            since=typed["dari"],
            until=typed["sampai"],
        )
