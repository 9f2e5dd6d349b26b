"""The question at the counter: who, which programme, which months."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tanggap.assistance.forms.fields import SpanForm
from tanggap.assistance.models import Programme
from tanggap.assistance.queries import components as parts
from tanggap.linkage.normalise import read_date
from tanggap.overlap import Components, programme_of
from tanggap.regions.pickers import RegionField

DISTRICT = 6  # digits of the code of a kecamatan


class CheckForm(SpanForm):
    """A number or code, or a name with a birth date or region; a programme; months."""

    who = forms.CharField(
        label=_("NIK, nomor KK, atau kode orang"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "text"}),
    )
    name = forms.CharField(label=_("Nama"), required=False, max_length=120)
    birth = forms.CharField(
        label=_("Tanggal lahir"),
        required=False,
        max_length=30,
        help_text=_("Misalnya 15-08-1985, atau tahunnya saja."),
    )
    region = RegionField(label=_("Kelurahan atau kecamatan"), required=False)
    programme = forms.ChoiceField(label=_("Program"))
    components = forms.MultipleChoiceField(
        label=_("Komponen yang dimiliki"),
        required=False,
        help_text=_("Hanya yang sudah pasti. Kosong: belum diketahui."),
        widget=forms.CheckboxSelectMultiple,
    )
    field_order = ("who", "name", "birth", "region", "programme", "first", "last", "components")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        aid = Programme.objects.filter(kind=Programme.Kind.AID)
        choices = [(p.code, f"{p.code} · {p.name}") for p in aid]
        self.fields["programme"].choices = choices  # type: ignore[attr-defined]
        self.fields["components"].choices = parts.offered()  # type: ignore[attr-defined]

    def clean_birth(self) -> int:
        """Return the date as yyyymmdd (a year as yyyy0000), 0 for none."""
        text = self.cleaned_data["birth"].strip()
        if not text:
            return 0
        found = read_date(text)
        if not found:
            raise forms.ValidationError(_("Tulis tanggal seperti 15-08-1985, atau tahunnya saja."))
        return found

    def clean(self) -> dict[str, Any]:
        """Insist on somebody to look for."""
        given = super().clean() or {}
        if not (given.get("who") or given.get("name")) and not self.errors:
            self.add_error("who", _("Tulis nomor atau kode orangnya, atau namanya."))
        beside = given.get("who") or given.get("birth") or len(given.get("region", "")) >= DISTRICT
        if given.get("name") and not beside and not self.errors:
            self.add_error("birth", _("Tambahkan tanggal lahir atau kelurahan."))
        chosen = given.get("components") or ()
        if any(programme_of(member) != given.get("programme") for member in chosen):
            self.add_error("components", _("Pilih komponen dari program yang ditanyakan saja."))
        return given

    @property
    def known_components(self) -> Components:
        """The codes that were ticked; None where nothing is known."""
        chosen = self.cleaned_data["components"]
        return frozenset(member.partition("/")[2] for member in chosen) or None
