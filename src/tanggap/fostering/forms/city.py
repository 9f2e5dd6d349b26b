"""What officers type about the city's account and the gifts in it."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from tanggap.core import clock
from tanggap.fostering.types import AccountDraft, Handing, Transfer

MOST: Final = 1_000_000_000
HOW: Final = [
    ("Tunai di kelurahan", _("Tunai di kelurahan")),
    ("Tunai di rumah keluarga", _("Tunai di rumah keluarga")),
    ("Transfer ke rekening keluarga", _("Transfer ke rekening keluarga")),
    ("Kantor Pos", _("Kantor Pos")),
]
BACK: Final = [
    ("Transfer ke rekening asal", _("Transfer ke rekening asal")),
    ("Tunai dengan tanda terima", _("Tunai dengan tanda terima")),
]
_DAY: Final = {"required": _("Isi tanggalnya."), "invalid": _("Isi tanggalnya.")}


def _day(label: Any, **told: Any) -> forms.DateField:
    return forms.DateField(
        label=label, error_messages=_DAY,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), **told,
    )  # fmt: skip


class AccountForm(forms.Form):
    """The account into which donors pay."""

    use_required_attribute = False
    bank = forms.CharField(
        label=_("Bank atau saluran"), max_length=80,
        error_messages={"required": _("Tulis nama banknya.")},
    )  # fmt: skip
    number = forms.CharField(
        label=_("Nomor rekening"), max_length=34,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": _("Tulis nomor rekeningnya.")},
    )  # fmt: skip
    again = forms.CharField(
        label=_("Nomor rekening, sekali lagi"), max_length=34,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": _("Tulis nomornya sekali lagi.")},
    )  # fmt: skip
    holder = forms.CharField(
        label=_("Atas nama"), max_length=120, help_text=_("Persis seperti di buku rekening."),
        error_messages={"required": _("Tulis atas nama siapa rekening ini.")},
    )  # fmt: skip
    basis = forms.CharField(
        label=_("Dasar hukum"), max_length=200,
        help_text=_("Keputusan yang menetapkan rekening ini, dengan nomor dan tahunnya."),
        error_messages={"required": _("Tulis keputusan yang menetapkan rekening ini.")},
    )  # fmt: skip
    note = forms.CharField(
        label=_("Keterangan untuk donatur"), max_length=300, required=False,
        help_text=_("Misalnya jam layanan, atau biaya antarbank."),
    )  # fmt: skip
    valid_from = _day(_("Berlaku mulai"))

    def clean_number(self) -> str:
        """Return the digits; spaces, dots and dashes are how people read them out."""
        return _digits(self.cleaned_data["number"])

    def clean_valid_from(self) -> Any:
        """Take a day from today on."""
        day = self.cleaned_data["valid_from"]
        if day < clock.today():
            raise forms.ValidationError(_("Tanggal ini sudah lewat."))
        return day

    def clean(self) -> dict[str, Any]:
        """Let the number be typed twice the same."""
        told = super().clean() or {}
        if told.get("number") and told.get("again"):
            try:
                same = _digits(told["again"]) == told["number"]
            except forms.ValidationError:
                same = False
            if not same:
                self.add_error("again", _("Kedua nomor ini tidak sama. Periksa lagi."))
        return told

    def draft(self, region_code: str) -> AccountDraft:
        """Return what was typed."""
        told = self.cleaned_data
        return AccountDraft(
            region_code=region_code, bank=told["bank"].strip(), number=told["number"],
            holder=told["holder"].strip(), basis=told["basis"].strip(),
            valid_from=told["valid_from"], note=told["note"].strip(),
        )  # fmt: skip


class TransferForm(forms.Form):
    """A line of the bank's statement."""

    use_required_attribute = False
    amount = forms.CharField(
        label=_("Rupiah yang masuk"), max_length=20,
        widget=forms.TextInput(attrs={"class": "short", "inputmode": "numeric"}),
        error_messages={"required": _("Tulis rupiahnya, misalnya 500.000.")},
    )  # fmt: skip
    on = _day(_("Tanggal di rekening koran"))
    line = forms.CharField(
        label=_("Nomor transaksi di rekening koran"), max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Tulis nomor transaksinya.")},
    )  # fmt: skip

    def clean_amount(self) -> int:
        """Return rupiah as a number; dots and Rp are read as people write them."""
        typed = str(self.cleaned_data["amount"]).strip().removeprefix("Rp").strip()
        digits = typed.replace(".", "").replace(" ", "")
        if not (digits.isascii() and digits.isdigit() and 1 <= int(digits) <= MOST):
            raise forms.ValidationError(_("Tulis rupiah bulat, misalnya 500.000."))
        return int(digits)

    def told(self) -> Transfer:
        """Return what was typed."""
        given = self.cleaned_data
        return Transfer(given["amount"], given["on"], given["line"].strip())


class HandingForm(forms.Form):
    """How a gift left the city's hands."""

    use_required_attribute = False
    on = _day(_("Tanggal"))
    how = forms.ChoiceField(label=_("Dengan cara apa"), choices=HOW)
    receipt = forms.CharField(
        label=_("Nomor tanda terima atau bukti"), max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Tulis nomor tanda terima atau buktinya.")},
    )  # fmt: skip

    def __init__(self, *args: Any, back: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if back:
            self.fields["how"].choices = BACK  # type: ignore[attr-defined]

    def told(self) -> Handing:
        """Return what was typed."""
        given = self.cleaned_data
        return Handing(given["on"], given["how"], given["receipt"])


def _digits(typed: str) -> str:
    found = "".join(sign for sign in typed if sign not in " .-")
    if not (found.isascii() and found.isdigit() and 6 <= len(found) <= 20):
        raise forms.ValidationError(_("Nomor rekening terdiri atas 6 sampai 20 angka."))
    return found
