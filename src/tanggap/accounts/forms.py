"""What administrators and officers type; nothing is saved here."""

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib.auth.validators import ASCIIUsernameValidator
from django.utils.translation import gettext_lazy as _

from tanggap.accounts.roles import GIVABLE
from tanggap.accounts.services.emergency import LONGEST, SHORTEST_REASON
from tanggap.regions.queries import dotted, exists

HOURS = range(1, int(LONGEST / timedelta(hours=1)) + 1)


class RegionCodeField(forms.CharField):
    """A Kemendagri code, with or without dots; empty is the whole country."""

    def clean(self, value: Any) -> str:
        """Return the digits of a region that is loaded."""
        code = str(super().clean(value)).replace(".", "").replace(" ", "")
        if code and not (code.isdigit() and exists(code)):
            raise forms.ValidationError(_("Wilayah dengan kode ini tidak ada."))
        return code

    def prepare_value(self, value: Any) -> Any:
        """Show a code as people write it."""
        return dotted(value) if isinstance(value, str) and value.isdigit() else value


class UserForm(forms.Form):
    """A new account."""

    display_name = forms.CharField(label=_("Nama"), max_length=150)
    username = forms.CharField(
        label=_("Nama pengguna"),
        max_length=60,
        validators=[ASCIIUsernameValidator()],
        help_text=_("Huruf, angka, titik, atau garis; dipakai untuk masuk."),
    )
    email = forms.EmailField(label=_("Surel"), required=False)
    region_code = RegionCodeField(
        label=_("Wilayah kerja"), required=False, help_text=_("Kode wilayah, misalnya 32.71.01.")
    )


class RoleForm(forms.Form):
    """A role to give."""

    role = forms.ChoiceField(label=_("Peran"), choices=[(role.code, role.name) for role in GIVABLE])
    region_code = RegionCodeField(
        label=_("Wilayah"),
        required=False,
        help_text=_("Peran berlaku di wilayah ini dan semua di bawahnya."),
    )
    reason = forms.CharField(label=_("Dasar"), required=False, max_length=300)


class EmergencyForm(forms.Form):
    """A break-glass."""

    region_code = RegionCodeField(label=_("Wilayah"), required=False)
    hours = forms.TypedChoiceField(
        label=_("Lama (jam)"), coerce=int, choices=[(n, f"{n}") for n in HOURS]
    )
    reason = forms.CharField(
        label=_("Alasan"),
        min_length=SHORTEST_REASON,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Dibaca inspektur. Tulis keadaan daruratnya."),
    )


class ReasonForm(forms.Form):
    """Why an account is closed, opened, or loses its second factor."""

    reason = forms.CharField(label=_("Alasan"), min_length=5, max_length=300)
