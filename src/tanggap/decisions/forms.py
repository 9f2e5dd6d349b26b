"""What officers type about plans: parsed and described, not saved."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tanggap.assistance.queries import programmes
from tanggap.decisions.domain.span import months
from tanggap.regions import queries as regions


class NewPlanForm(forms.Form):
    """For what and for when a plan is."""

    name = forms.CharField(label=_("Nama rencana"), max_length=120)
    programme = forms.ChoiceField(label=_("Program"))
    region_code = forms.ChoiceField(label=_("Wilayah"))
    first = forms.CharField(
        label=_("Dari bulan"), widget=forms.TextInput(attrs={"type": "month"}), max_length=7
    )
    last = forms.CharField(
        label=_("Sampai bulan"), widget=forms.TextInput(attrs={"type": "month"}), max_length=7
    )
    amount = forms.IntegerField(
        label=_("Rupiah setiap bulan"),
        min_value=0,
        max_value=10**9,
        help_text=_("Nol untuk barang tanpa harga."),
    )

    def __init__(self, *args: Any, places: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        aid = [(one.code, f"{one.code} · {one.name}") for one in programmes.aid()]
        self.fields["programme"].choices = aid  # type: ignore[attr-defined]
        self.fields["region_code"].choices = [  # type: ignore[attr-defined]
            (code, regions.name_of(code)) for code in places
        ]

    def clean(self) -> dict[str, Any]:
        """Refuse months that are none, or run backwards."""
        given = super().clean() or {}
        if given.get("first") and given.get("last"):
            given["months"] = months(given["first"], given["last"])
            if not given["months"]:
                self.add_error("last", _("Pilih 1 sampai 24 bulan, yang awal lebih dahulu."))
        return given


class DecreeForm(forms.Form):
    """The decree that an approved plan becomes."""

    number = forms.CharField(label=_("Nomor surat keputusan"), max_length=120)
    on = forms.DateField(
        label=_("Tanggal surat"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    basis = forms.CharField(
        label=_("Dasar hukum"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        help_text=_("Satu dasar hukum setiap baris."),
    )
    signatory = forms.CharField(label=_("Nama pejabat penanda tangan"), max_length=120)
    office = forms.CharField(label=_("Jabatan"), max_length=120)


class TierForm(forms.Form):
    """From how much money on how many officers must approve."""

    from_rupiah = forms.IntegerField(
        label=_("Mulai dari (rupiah)"), min_value=0, max_value=10**15 - 1
    )
    officers = forms.IntegerField(
        label=_("Pejabat yang harus menyetujui"),
        min_value=0,
        max_value=5,
        help_text=_("Nol menghapus jenjang ini."),
    )
