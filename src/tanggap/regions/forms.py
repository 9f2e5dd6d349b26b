"""What administrators type about regions; nothing is saved here."""

from django import forms
from django.utils.translation import gettext_lazy as _


class AliasForm(forms.Form):
    """Another name or an earlier code of a region."""

    name = forms.CharField(label=_("Nama lain"), max_length=120, required=False)
    code = forms.RegexField(
        r"^\d[\d.]{1,12}$",
        label=_("Kode lama"),
        required=False,
        help_text=_("Misalnya kode sebelum pemekaran."),
    )
