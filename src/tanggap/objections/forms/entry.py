"""What an officer types for somebody who comes in person, phones, or wrote a letter."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from tanggap.applications.queries import codes
from tanggap.core.registry import text_of
from tanggap.distribution.services.telling import phone_of
from tanggap.objections.domain.kinds import REPORTS
from tanggap.objections.domain.words import KINDS
from tanggap.objections.forms.public import PhotosField

OWN: Final = "own"
CHANNELS: Final = [
    ("person", _("Datang sendiri")),
    ("phone", _("Menelepon")),
    ("paper", _("Surat atau formulir kertas")),
]
CHOOSE: Final = {"required": _("Pilih salah satu.")}


class EntryForm(forms.Form):
    """A whole objection or report on one page.

    An objection of a family to its own decision names its application; then place and name are
    those of the application.
    """

    channel = forms.ChoiceField(
        label=_("Cara menyampaikan"), choices=CHANNELS, widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )  # fmt: skip
    came_on = forms.DateField(
        label=_("Diterima pada"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Batas jawaban dihitung dari hari ini."),
        error_messages={"required": _("Isi tanggalnya.")},
    )
    kind = forms.ChoiceField(label=_("Hal yang disampaikan"), error_messages=CHOOSE)
    code = forms.CharField(
        label=_("Kode pengajuan keluarga itu"), required=False, max_length=30,
        help_text=_("Hanya untuk sanggahan atas keputusan tentang keluarganya sendiri."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    seen = forms.BooleanField(
        label=_("Saya sudah mencocokkan KTP atau data diri pemohon itu."), required=False
    )
    region_code = forms.ChoiceField(
        label=_("Kelurahan atau desa"),
        required=False,
        help_text=_("Perlu, kecuali untuk sanggahan atas keputusan tentang keluarganya sendiri."),
    )
    rw = forms.CharField(label="RW", required=False, max_length=3)
    rt = forms.CharField(label="RT", required=False, max_length=3)
    story = forms.CharField(
        label=_("Kejadiannya"), max_length=2_000, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Dengan kata-kata warga itu. Jangan menulis NIK atau nomor telepon."),
        error_messages={"required": _("Tulis apa yang disampaikan warga itu.")},
    )  # fmt: skip
    about = forms.CharField(
        label=_("Tentang siapa atau kantor mana?"), required=False, max_length=300
    )
    name = forms.CharField(
        label=_("Nama warga"), required=False, max_length=120,
        help_text=_("Kosong: tanpa nama. Ia tetap mendapat kode dan PIN."),
    )  # fmt: skip
    phone = forms.CharField(label=_("Nomor telepon"), required=False, max_length=20)
    photos = PhotosField(
        label=_("Foto surat atau bukti"), required=False, help_text=_("Paling banyak tiga.")
    )

    def __init__(
        self, *args: Any, places: Sequence[tuple[str, str]], today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["came_on"].initial = today
        own = (OWN, _("Sanggahan atas keputusan tentang keluarganya sendiri"))
        reports = [(kind.value, text_of(KINDS[kind])) for kind in REPORTS]
        self.fields["kind"].choices = [("", "—"), own, *reports]  # type: ignore[attr-defined]
        self.fields["region_code"].choices = [("", "—"), *places]  # type: ignore[attr-defined]

    def clean_came_on(self) -> date:
        """Refuse a day that is still to come."""
        found: date = self.cleaned_data["came_on"]
        if found > self.today:
            raise forms.ValidationError(_("Tanggal ini belum tiba."))
        return found

    def clean_rw(self) -> str:
        """Return three digits or nothing."""
        return self._unit("rw")

    def clean_rt(self) -> str:
        """Return three digits or nothing."""
        return self._unit("rt")

    def clean(self) -> dict[str, Any]:
        """Ask for what the kind needs: code and identity of an own objection, a place else."""
        told: dict[str, Any] = super().clean() or {}
        if told.get("kind") == OWN:
            told["code"] = codes.read_code(told.get("code", ""))
            if not told["code"]:
                self.add_error("code", _("Tulis kode pengajuannya, misalnya ABC-DEF-GH1."))
            if not told.get("seen"):
                self.add_error("seen", _("Cocokkan dahulu bahwa pengajuan itu miliknya."))
        elif told.get("kind") and not told.get("region_code"):
            self.add_error("region_code", _("Pilih kelurahan tempat kejadiannya."))
        phone = phone_of(told.get("phone", ""))
        if told.get("phone") and not phone:
            self.add_error("phone", _("Tulis nomor telepon seluler, misalnya 0812 3456 7890."))
        return {**told, "phone": phone}

    def _unit(self, name: str) -> str:
        text = self.cleaned_data[name].strip()
        if text and not text.isdigit():
            raise forms.ValidationError(_("Tulis nomornya saja, misalnya 3."))
        return text.zfill(3) if text else ""
