"""What administrators and officers type; nothing is saved here."""

from datetime import datetime, time, timedelta

from django import forms
from django.contrib.auth.validators import ASCIIUsernameValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tanggap.accounts.roles import GIVABLE
from tanggap.accounts.services.emergency import LONGEST, SHORTEST_REASON
from tanggap.regions.pickers import RegionField

HOURS = range(1, int(LONGEST / timedelta(hours=1)) + 1)


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
    region_code = RegionField(label=_("Wilayah kerja"), required=False)


class RoleForm(forms.Form):
    """A role to give."""

    role = forms.ChoiceField(label=_("Peran"), choices=[(role.code, role.name) for role in GIVABLE])
    region_code = RegionField(
        label=_("Wilayah"),
        required=False,
        help_text=_(
            "Ketik nama atau kode. Peran berlaku di wilayah ini dan semua di bawahnya; "
            "kosong: seluruh Indonesia."
        ),
    )
    until = forms.DateField(
        label=_("Sampai tanggal"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Untuk tugas sementara; berakhir sendiri pada akhir hari itu."),
    )
    reason = forms.CharField(
        label=_("Dasar"),
        required=False,
        max_length=300,
        help_text=_("Misalnya nomor surat tugas."),
    )

    def clean_until(self) -> datetime | None:
        """Return the end of the day in Jakarta. Raises ValidationError for a day that is over."""
        day = self.cleaned_data["until"]
        if day is None:
            return None
        if day < timezone.localdate():
            raise forms.ValidationError(_("Tanggal ini sudah lewat."))
        return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))


class EmergencyForm(forms.Form):
    """A break-glass."""

    region_code = RegionField(label=_("Wilayah"), required=False)
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


class UserSearchForm(forms.Form):
    """Which accounts to show."""

    cari = forms.CharField(
        label=_("Nama, nama pengguna, atau surel"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    wilayah = RegionField(label=_("Wilayah"), required=False, help_text="")
    peran = forms.ChoiceField(
        label=_("Peran"),
        required=False,
        choices=[("", _("semua peran")), *((role.code, role.name) for role in GIVABLE)],
    )
