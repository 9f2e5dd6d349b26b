"""What the apps above ask a family for before they show it its own application."""

from django import forms
from django.utils.translation import gettext_lazy as _


class KeyForm(forms.Form):
    """Code and PIN, as the receipt gives them."""

    use_required_attribute = False

    code = forms.CharField(
        label=_("Kode pengajuan"),
        max_length=30,
        widget=forms.TextInput(attrs={"class": "middling", "autocomplete": "off"}),
        help_text=_("Sembilan huruf dan angka, misalnya ABC-DEF-GH1."),
        error_messages={"required": _("Tulis kode pengajuan Anda.")},
    )
    pin = forms.CharField(
        label=_("PIN"),
        max_length=12,
        widget=forms.TextInput(
            attrs={"class": "short", "inputmode": "numeric", "autocomplete": "off"}
        ),
        help_text=_("Enam angka."),
        error_messages={"required": _("Tulis PIN Anda.")},
    )
