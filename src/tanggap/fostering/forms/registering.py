"""Becoming a donor."""

from typing import Any, Final

from django import forms
from django.contrib.auth import password_validation
from django.utils.translation import gettext_lazy as _

from tanggap.distribution.services.telling import phone_of
from tanggap.regions import queries as regions

KINDS: Final = [("person", _("Perorangan")), ("organisation", _("Lembaga, perusahaan, komunitas"))]


class RegisterForm(forms.Form):
    """Who wants to look after families."""

    use_required_attribute = False
    kind = forms.ChoiceField(
        label=_("Anda mendaftar sebagai"),
        choices=KINDS,
        initial="person",
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih salah satu.")},
    )
    name = forms.CharField(
        label=_("Nama Anda"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Tulis nama Anda.")},
    )
    organisation = forms.CharField(
        label=_("Nama lembaga"),
        required=False,
        max_length=200,
        help_text=_("Kosongkan jika mendaftar sebagai perorangan."),
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    email = forms.EmailField(
        label=_("Alamat surel"),
        max_length=150,
        help_text=_("Kami mengirim tautan ke alamat ini. Dengan alamat ini pula Anda masuk."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Tulis alamat surel Anda."),
            "invalid": _("Tulis alamat surel yang lengkap, misalnya nama@contoh.id."),
            "max_length": _("Alamat ini terlalu panjang."),
        },
    )
    office = forms.CharField(
        label=_("Kantor tempat bekerja, bagi ASN"),
        required=False,
        max_length=200,
        help_text=_("Misalnya Dinas Sosial Kota Bogor."),
    )
    phone = forms.CharField(
        label=_("Nomor telepon seluler"),
        required=False,
        max_length=20,
        help_text=_("Hanya dilihat petugas bila perlu menghubungi Anda."),
        widget=forms.TextInput(
            attrs={"class": "middling", "inputmode": "tel", "autocomplete": "tel"}
        ),
    )
    agrees = forms.BooleanField(
        label=_("Saya setuju data ini dipakai untuk program keluarga asuh."),
        help_text=_("Data Anda tidak pernah ditunjukkan kepada orang lain tanpa persetujuan Anda."),
        error_messages={"required": _("Tanpa persetujuan ini Anda tidak dapat mendaftar.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["home_code"] = forms.ChoiceField(
            label=_("Kelurahan tempat tinggal"),
            choices=[("", _("Tidak disebut")), *villages()],
            required=False,
            help_text=_("Bila Anda ingin mengasuh keluarga di dekat rumah."),
        )
        self.order_fields(
            ["kind", "name", "organisation", "email", "office", "phone", "home_code", "agrees"]
        )

    def clean_phone(self) -> str:
        """Return the number as +62…, "" for none."""
        typed = str(self.cleaned_data["phone"])
        phone: str = phone_of(typed)
        if typed.strip() and not phone:
            raise forms.ValidationError(
                _("Tulis nomor telepon seluler, misalnya 0812 3456 7890, atau kosongkan.")
            )
        return phone

    def clean(self) -> dict[str, Any]:
        """Ask an organisation for its name; forget it of everybody else."""
        told: dict[str, Any] = super().clean() or {}
        if told.get("kind") != "organisation":
            return {**told, "organisation": ""}
        if not told.get("organisation"):
            self.add_error("organisation", _("Tulis nama lembaganya."))
        return told


class DataForm(RegisterForm):
    """What a donor may change of it."""

    agrees = None  # type: ignore[assignment]
    naming = forms.ChoiceField(
        label=_("Nama Anda di depan keluarga, untuk kesanggupan berikut"),
        choices=[("anonim", _("Tidak disebut")), ("nama", _("Boleh diketahui keluarga"))],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].help_text = _(
            "Alamat baru berlaku setelah Anda membuka tautan yang kami kirim ke sana."
        )


class PasswordForm(forms.Form):
    """The password of a new account."""

    use_required_attribute = False
    password = forms.CharField(
        label=_("Kata sandi"),
        max_length=200,
        strip=False,
        help_text=_("Paling sedikit 12 huruf atau angka. Beberapa kata acak mudah diingat."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": _("Pilih kata sandi.")},
    )

    def clean_password(self) -> str:
        """Return a password that is hard to guess."""
        password = str(self.cleaned_data["password"])
        password_validation.validate_password(password)
        return password


def villages() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the kelurahan in groups of their kecamatan."""
    every = regions.regencies()
    return [
        (
            f"{district.name}, {regency.name}" if len(every) > 1 else district.name,
            [(one.code, one.name) for one in regions.villages(district.code)],
        )
        for regency in every
        for district in regions.children(regency.code)
    ]


def districts(city: str) -> list[tuple[str, str]]:
    """Return the kecamatan of a city."""
    return [(one.code, one.name) for one in regions.children(city)]
