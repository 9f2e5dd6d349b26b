"""What a programme is, the months of its rounds, its components."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tanggap.assistance.forms.fields import MonthField, SpanForm
from tanggap.assistance.models import Programme
from tanggap.regions.pickers import RegionField

MOST_RUPIAH = 1_000_000_000


class ProgrammeForm(forms.ModelForm):  # type: ignore[type-arg]
    """What a programme is."""

    active_from = MonthField(label=_("Bulan pertama"), required=False)
    active_to = MonthField(label=_("Bulan terakhir"), required=False)
    region_code = RegionField(
        label=_("Wilayah"),
        required=False,
        help_text=_("Ketik nama atau kode. Kosong: berlaku di mana saja."),
    )

    class Meta:
        model = Programme
        fields = (
            "name_id", "name_en", "kind", "source", "benefit", "unit", "amount", "door",
            "active_from", "active_to", "region_code",
        )  # fmt: skip
        labels = {  # noqa: RUF012 - Django reads a dict
            "name_id": _("Nama"),
            "name_en": _("Nama dalam bahasa Inggris"),
            "kind": _("Jenis"),
            "source": _("Sumber dana"),
            "benefit": _("Bentuk bantuan"),
            "unit": _("Satu untuk setiap"),
            "amount": _("Rupiah setiap bulan"),
            "door": _("Urutan pintu"),
        }
        help_texts = {  # noqa: RUF012 - Django reads a dict
            "amount": _("Nilai barang dihitung dalam rupiah."),
            "door": _("Angka kecil didahulukan bila dua bantuan berbenturan."),
        }

    def clean_amount(self) -> int | None:
        """Refuse what no family is paid in a month."""
        amount: int | None = self.cleaned_data["amount"]
        if amount is not None and not 0 <= amount <= MOST_RUPIAH:
            raise forms.ValidationError(_("Tulis rupiah tanpa sen, misalnya 600000."))
        return amount

    def clean(self) -> dict[str, Any]:
        """Refuse a programme that ends before it begins."""
        given = super().clean() or {}
        if given.get("active_to") and given["active_to"] < given.get("active_from", ""):
            self.add_error("active_to", _("Bulan terakhir lebih awal daripada bulan pertama."))
        return given


class NewProgrammeForm(ProgrammeForm):
    """A programme that is not there yet."""

    code = forms.SlugField(
        label=_("Kode"), max_length=40, help_text=_("Singkat, misalnya BST atau BANSOS-KOTA.")
    )
    field_order = ("code",)


class RoundForm(SpanForm):
    """The months of a round, and what it pays in each of them."""

    amount = forms.IntegerField(
        label=_("Rupiah setiap bulan"), min_value=0, max_value=MOST_RUPIAH, required=False
    )


class LateMonthsForm(RoundForm):
    """For which programme and months a list is, and what it pays where that differs."""

    programme = forms.ChoiceField(label=_("Program"))
    field_order = ("programme", "first", "last", "amount")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        aid = Programme.objects.filter(kind=Programme.Kind.AID)
        choices = [(p.code, f"{p.code} · {p.name}") for p in aid]
        self.fields["programme"].choices = choices  # type: ignore[attr-defined]
        self.fields["amount"].help_text = _("Kosong: menurut programnya.")


class ComponentForm(forms.Form):
    """A part of a programme with a condition of its own."""

    code = forms.SlugField(label=_("Kode"), max_length=40, help_text=_("Misalnya HAMIL."))
    name = forms.CharField(
        label=_("Nama"), max_length=200, help_text=_("Misalnya ibu hamil atau anak SD.")
    )
    amount = forms.IntegerField(
        label=_("Rupiah setiap bulan"), min_value=0, max_value=MOST_RUPIAH, required=False
    )
