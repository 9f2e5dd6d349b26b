"""What a donor pledges, and how they answer."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from tanggap.fostering.forms.registering import districts, villages
from tanggap.fostering.types import Wishes

CHOOSE: Final = _("Pilih salah satu.")
DEGREES: Final = [
    ("", _("Tidak perlu")),
    ("wish", _("Sebaiknya")),
    ("firm", _("Harus")),
]
NAMING: Final = [
    ("anonim", _("Tanpa nama: keluarga hanya tahu ada yang mengasuh")),
    ("nama", _("Dengan nama: keluarga boleh tahu nama saya")),
]
WAYS: Final = [
    ("kota", _("Lewat rekening kota, tanpa nama")),
    ("langsung", _("Langsung, dipertemukan kelurahan")),
]
PEOPLE: Final = ("children", "elderly", "disabled")


class PledgeForm(forms.Form):
    """So many families, a package each, from a month on, with wishes."""

    use_required_attribute = False
    families = forms.IntegerField(
        label=_("Untuk berapa keluarga?"),
        min_value=1,
        max_value=500,
        widget=forms.TextInput(attrs={"class": "short", "inputmode": "numeric"}),
        error_messages={
            "required": _("Tulis jumlah keluarga, misalnya 1."),
            "invalid": _("Tulis jumlah keluarga dengan angka, misalnya 3."),
            "min_value": _("Paling sedikit satu keluarga."),
            "max_value": _("Paling banyak 500 keluarga dalam satu kesanggupan."),
        },
    )
    children = forms.ChoiceField(label=_("Ada anak"), choices=DEGREES, required=False)
    elderly = forms.ChoiceField(label=_("Ada lansia"), choices=DEGREES, required=False)
    disabled = forms.ChoiceField(
        label=_("Ada penyandang disabilitas"), choices=DEGREES, required=False
    )
    place_firm = forms.BooleanField(label=_("Hanya di wilayah yang saya pilih"), required=False)
    naming = forms.ChoiceField(
        label=_("Dengan nama atau tanpa nama?"),
        choices=NAMING,
        widget=forms.RadioSelect,
        error_messages={"required": CHOOSE},
    )
    wants_meeting = forms.BooleanField(
        label=_("Saya ingin bertemu dengan keluarga (ijab kabul)"),
        required=False,
        help_text=_("Kelurahan yang mengatur, bila keluarga bersedia."),
    )

    def __init__(
        self,
        *args: Any,
        packages: list[tuple[str, str]],
        months: list[tuple[str, str]],
        city: str,
        home_code: str = "",
        has_account: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.home_code = home_code
        self.fields["package"] = _radio(_("Apa yang ingin Anda berikan?"), packages)
        self.fields["first_month"] = forms.ChoiceField(
            label=_("Mulai bulan apa?"), choices=months, error_messages={"required": CHOOSE}
        )
        self.fields["districts"] = forms.MultipleChoiceField(
            label=_("Kecamatan"),
            choices=districts(city),
            required=False,
            widget=forms.CheckboxSelectMultiple,
            help_text=_("Boleh lebih dari satu. Kosongkan jika di mana saja."),
        )
        self.fields["village"] = forms.ChoiceField(
            label=_("Atau satu kelurahan"),
            choices=[("", _("Tidak disebut")), *villages()],
            required=False,
        )
        if has_account:
            self.fields["way"] = forms.ChoiceField(
                label=_("Bagaimana pemberian sampai?"), choices=WAYS, required=False,
                widget=forms.RadioSelect,
                help_text=_("Barang selalu langsung. Tidak memilih: tanpa nama lewat rekening "
                            "kota, dengan nama langsung."),
            )  # fmt: skip
        if home_code:
            self.fields["near"] = forms.ChoiceField(
                label=_("Dekat rumah saya"), choices=DEGREES, required=False
            )
        self.order_fields(
            [
                "package", "families", "first_month", "districts", "village", "place_firm",
                "near", *PEOPLE, "naming", "way", "wants_meeting",
            ]
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Let nobody be named, or meet, through the city's account."""
        told: dict[str, Any] = super().clean() or {}
        if told.get("way") == "kota":
            if told.get("naming") == "nama":
                self.add_error("way", _("Lewat rekening kota selalu tanpa nama. Pilih langsung, "
                                        "atau tanpa nama."))  # fmt: skip
            elif told.get("wants_meeting"):
                self.add_error("way", _("Untuk bertemu keluarga, pilih langsung."))
        return told

    def goes_through_the_city(self, *, is_goods: bool) -> bool:
        """Tell the way of a valid form: of a gift without a name the city's, unless chosen else."""
        told = self.cleaned_data
        if "way" not in self.fields or is_goods:
            return False
        usual = told["naming"] == "anonim" and not told["wants_meeting"]
        return bool(told["way"] == "kota" or (not told["way"] and usual))

    def wishes(self) -> Wishes:
        """Return the wishes of a valid form."""
        told = self.cleaned_data
        regions = (*told["districts"], *([told["village"]] if told["village"] else []))
        firm = {name for name in (*PEOPLE, "near") if told.get(name) == "firm"}
        if regions and told["place_firm"]:
            firm.add("regions")
        return Wishes(
            regions=regions,
            near=self.home_code if told.get("near") else "",
            firm=frozenset(firm),
            **{name: bool(told[name]) for name in PEOPLE},
        )


class ReasonForm(forms.Form):
    """Why something ends."""

    use_required_attribute = False
    reason = forms.CharField(
        label=_("Mengapa?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Tulis alasannya, satu kalimat cukup.")},
    )


class WithdrawForm(ReasonForm):
    """Why a pledge is taken back, and what becomes of families that are looked after."""

    keep = forms.ChoiceField(
        label=_("Keluarga yang sudah Anda asuh"),
        choices=[
            ("ya", _("tetap saya asuh sampai paketnya lengkap")),
            ("tidak", _("dicarikan orang tua asuh lain; saya berhenti sekarang")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": CHOOSE},
    )
    field_order = ("keep", "reason")


class SentForm(forms.Form):
    """That an instalment was sent, and by which proof."""

    use_required_attribute = False
    reference = forms.CharField(
        label=_("Nomor bukti transfer atau catatan penyerahan"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"class": "middling", "autocomplete": "off"}),
    )
    proof = forms.FileField(
        label=_("Foto atau PDF bukti"),
        required=False,
        help_text=_("JPEG, PNG, WebP, atau PDF, paling besar 5 MB."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,application/pdf"}),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for the one or the other."""
        told: dict[str, Any] = super().clean() or {}
        if not self.errors and not told.get("reference") and not told.get("proof"):
            self.add_error("reference", _("Tulis nomornya, atau unggah fotonya."))
        return told


class ReportForm(forms.Form):
    """What is wrong, in words that an officer reads."""

    use_required_attribute = False
    text = forms.CharField(
        label=_("Apa yang terjadi?"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Tulis apa yang terjadi.")},
    )


class NumberForm(forms.Form):
    """The number of a certificate."""

    use_required_attribute = False
    nomor = forms.CharField(
        label=_("Nomor piagam"),
        max_length=40,
        widget=forms.TextInput(attrs={"class": "middling", "autocomplete": "off"}),
        help_text=_("Misalnya JA-00012-7K3M9QWX."),
        error_messages={"required": _("Tulis nomornya.")},
    )


def _radio(label: Any, choices: list[tuple[str, str]]) -> forms.ChoiceField:
    messages = {"required": CHOOSE, "invalid_choice": CHOOSE}
    return forms.ChoiceField(
        label=label, choices=choices, widget=forms.RadioSelect, error_messages=messages
    )
