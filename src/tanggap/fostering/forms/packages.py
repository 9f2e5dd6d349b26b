"""What an officer types about a package."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from tanggap.fostering.types import PackageDraft

MOST: Final = 100_000_000
KINDS: Final = [
    ("cash", _("Uang")),
    ("goods", _("Barang")),
    ("school", _("Biaya sekolah anak yatim atau piatu")),
]


class PackageForm(forms.Form):
    """What is given, how often, and what it is worth."""

    use_required_attribute = False
    kind = forms.ChoiceField(
        label=_("Jenis"), choices=KINDS, initial="cash", widget=forms.RadioSelect,
        help_text=_("Biaya sekolah boleh bersamaan dengan bantuan pemerintah; yang lain tidak."),
    )  # fmt: skip
    name_id = forms.CharField(
        label=_("Nama paket"), max_length=120,
        error_messages={"required": _("Tulis nama paketnya.")},
    )  # fmt: skip
    name_en = forms.CharField(
        label=_("Nama dalam bahasa Inggris"), max_length=120, required=False,
        help_text=_("Kosongkan bila sama."),
    )  # fmt: skip
    contents = forms.CharField(
        label=_("Isi"), max_length=300, required=False,
        help_text=_("Untuk barang dan sekolah: apa saja, berapa banyak, setiap bulan."),
    )  # fmt: skip
    months = forms.IntegerField(
        label=_("Berapa bulan"), min_value=1, max_value=36,
        widget=forms.TextInput(attrs={"class": "short", "inputmode": "numeric"}),
        error_messages={
            "required": _("Tulis jumlah bulan, misalnya 2."),
            "invalid": _("Tulis jumlah bulan dengan angka, misalnya 2."),
        },
    )  # fmt: skip
    amount = forms.CharField(
        label=_("Rupiah setiap bulan"), max_length=20,
        widget=forms.TextInput(attrs={"class": "short", "inputmode": "numeric"}),
        error_messages={"required": _("Tulis rupiahnya, misalnya 500.000.")},
    )  # fmt: skip

    def clean_amount(self) -> int:
        """Return rupiah as a number; dots and Rp are read as people write them."""
        typed = str(self.cleaned_data["amount"]).strip().removeprefix("Rp").strip()
        digits = typed.replace(".", "").replace(" ", "")
        if not (digits.isascii() and digits.isdigit() and 1_000 <= int(digits) <= MOST):
            raise forms.ValidationError(
                _("Tulis rupiah bulat antara 1.000 dan 100.000.000, misalnya 500.000.")
            )
        return int(digits)

    def clean(self) -> dict[str, Any]:
        """Ask what goods are: without that nobody knows what is promised."""
        told: dict[str, Any] = super().clean() or {}
        if told.get("kind") == "goods" and not told.get("contents", "").strip():
            self.add_error("contents", _("Tulis barangnya dan banyaknya, misalnya beras 10 kg."))
        return told

    def draft(self) -> PackageDraft:
        """Return what was typed."""
        told = self.cleaned_data
        return PackageDraft(
            kind=told["kind"], name_id=told["name_id"].strip(),
            name_en=told["name_en"].strip() or told["name_id"].strip(),
            months=told["months"], amount=told["amount"], contents=told["contents"].strip(),
        )  # fmt: skip


class PackageChangeForm(PackageForm):
    """The same, for a package that is there; its kind stays."""

    kind = None  # type: ignore[assignment]

    def __init__(self, *args: Any, kind_of_package: str, **more: Any) -> None:
        super().__init__(*args, **more)
        self._kind = kind_of_package

    def clean(self) -> dict[str, Any]:
        """Ask the same of it as of a new one; the kind is the package's own."""
        self.cleaned_data["kind"] = self._kind
        return super().clean()
