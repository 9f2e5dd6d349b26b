"""One form for each page of a citizen; `values` is what the sitting keeps of it."""

from typing import Any, ClassVar, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from tanggap.applications import pickers
from tanggap.core.registry import text_of
from tanggap.distribution.services.telling import phone_of
from tanggap.objections.domain.kinds import REPORTS
from tanggap.objections.domain.words import KINDS
from tanggap.objections.services.photos import MOST
from tanggap.regions import queries as regions

CHOOSE: Final = _("Pilih salah satu.")
LONGEST: Final = 2_000
SO_FAR: Final = [("ya", _("Ya, sudah")), ("tidak", _("Belum"))]
ANYBODY: Final = [("ya", _("Ya, ada")), ("tidak", _("Tidak ada"))]


class PageForm(forms.Form):
    """A page of a citizen: `hint` stands below its heading."""

    hint: ClassVar[Any] = ""
    use_required_attribute = False


def _radio(**kwargs: Any) -> forms.ChoiceField:
    messages = {"required": CHOOSE, "invalid_choice": CHOOSE}
    return forms.ChoiceField(widget=forms.RadioSelect, error_messages=messages, **kwargs)


def _story(label: Any, missing: Any, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": missing, "max_length": _("Paling banyak 2.000 huruf.")},
    )


class SeveralFiles(forms.ClearableFileInput):
    """A file input that takes several."""

    allow_multiple_selected = True


class PhotosField(forms.FileField):
    """Some photos in one field; what they are is checked when they are written anew."""

    widget = SeveralFiles(attrs={"multiple": True, "accept": "image/jpeg,image/png,image/webp"})

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Return the files."""
        files = [super(PhotosField, self).clean(one, initial) for one in data or [] if one]
        if len(files) > MOST:
            raise forms.ValidationError(_("Paling banyak tiga foto."))
        return files


class KeyForm(pickers.KeyForm):
    """Code and PIN of an application or a ticket."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Kode")


class ObjectionForm(PageForm):
    """Why a decision is wrong."""

    story = _story(
        _("Mengapa keputusan ini keliru?"),
        _("Tulis mengapa keputusan ini keliru."),
        _("Tulis apa yang tidak sesuai dan apa buktinya. Jangan menulis NIK atau nomor telepon."),
    )
    photos = PhotosField(
        label=_("Foto bukti"),
        required=False,
        help_text=_("Misalnya surat keterangan RT. Paling banyak tiga."),
    )


class KindForm(PageForm):
    """What is reported."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(kind.value, text_of(KINDS[kind])) for kind in REPORTS]
        self.fields["kind"] = _radio(label=_("Apa yang ingin Anda laporkan?"), choices=choices)


class DistrictForm(PageForm):
    """In which kecamatan it happened."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["district"] = _radio(label=_("Di kecamatan mana?"), choices=_districts())


class VillageForm(PageForm):
    """In which kelurahan of it."""

    def __init__(self, *args: Any, district: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        below = [(one.code, one.name) for one in regions.villages(district)] if district else []
        self.fields["region_code"] = _radio(label=_("Di kelurahan atau desa mana?"), choices=below)


class StoryForm(PageForm):
    """What happened, to whom, and where exactly."""

    story = _story(
        _("Apa yang terjadi?"),
        _("Tulis apa yang terjadi."),
        _("Apa, kapan, dan oleh siapa, sejauh Anda tahu. Jangan menulis NIK atau nomor telepon."),
    )
    about = forms.CharField(
        label=_("Tentang siapa atau kantor mana?"),
        required=False,
        max_length=300,
        help_text=_("Misalnya nama penerima dan alamatnya, atau nama kantornya."),
    )
    rw = forms.CharField(
        label="RW",
        required=False,
        max_length=3,
        widget=forms.TextInput(attrs={"class": "short", "inputmode": "numeric"}),
    )
    rt = forms.CharField(
        label="RT",
        required=False,
        max_length=3,
        widget=forms.TextInput(attrs={"class": "short", "inputmode": "numeric"}),
    )

    def clean_rw(self) -> str:
        """Return three digits or nothing."""
        return self._unit("rw")

    def clean_rt(self) -> str:
        """Return three digits or nothing."""
        return self._unit("rt")

    def _unit(self, name: str) -> str:
        text = self.cleaned_data[name].strip()
        if text and not text.isdigit():
            raise forms.ValidationError(_("Tulis nomornya saja, misalnya 3."))
        return text.zfill(3) if text else ""


class ContactForm(PageForm):
    """Who tells it, if they want to say so."""

    hint = _("Petugas tidak memberi tahu siapa pun bahwa Anda yang melapor.")
    who = _radio(
        label=_("Apakah kami boleh menghubungi Anda?"),
        choices=[
            ("anonim", _("Tidak, saya melapor tanpa nama")),
            ("nama", _("Ya, ini nama dan nomor telepon saya")),
        ],
    )
    name = forms.CharField(
        label=_("Nama Anda"), required=False, max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )  # fmt: skip
    phone = forms.CharField(
        label=_("Nomor telepon"),
        required=False,
        max_length=20,
        widget=forms.TextInput(
            attrs={"class": "middling", "inputmode": "tel", "autocomplete": "tel"}
        ),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for name and number of those who want to be called; forget them of the others."""
        told: dict[str, Any] = super().clean() or {}
        if told.get("who") != "nama":
            return {**told, "name": "", "phone": ""}
        if not told.get("name"):
            self.add_error("name", _("Tulis nama Anda, atau pilih melapor tanpa nama."))
        phone = phone_of(told.get("phone", ""))
        if not phone:
            self.add_error("phone", _("Tulis nomor telepon seluler, misalnya 0812 3456 7890."))
        return {**told, "phone": phone}


class SendForm(PageForm):
    """The last page: photos, if there are any, and sending."""

    photos = PhotosField(
        label=_("Foto bukti"),
        required=False,
        help_text=_("Paling banyak tiga. Tempat pemotretan kami hapus dari fotonya."),
    )


class AddForm(PageForm):
    """Information that is added to a ticket."""

    text = _story(_("Tambahkan keterangan"), _("Tulis keterangan Anda."))


class AgainForm(PageForm):
    """Why an answer does not do."""

    text = _story(
        _("Apa yang belum selesai?"), _("Tulis apa yang belum selesai."),
        _("Laporan Anda diperiksa sekali lagi."),
    )  # fmt: skip


class CodeForm(PageForm):
    """The code of a survey."""

    code = forms.CharField(
        label=_("Kode dari pesan"),
        max_length=30,
        widget=forms.TextInput(attrs={"class": "middling", "autocomplete": "off"}),
        help_text=_("Sembilan huruf dan angka, misalnya ABC-DEF-GH1."),
        error_messages={"required": _("Tulis kode yang ada dalam pesan.")},
    )


class AnswersForm(PageForm):
    """The four questions after delivery."""

    received = _radio(label=_("Apakah bantuan ini sudah Anda terima?"), choices=SO_FAR)
    whole = _radio(
        label=_("Apakah jumlahnya penuh?"),
        choices=[("ya", _("Ya, penuh")), ("tidak", _("Tidak, kurang"))],
        help_text=_("Lewati jika bantuan belum diterima."),
    )
    money_asked = _radio(label=_("Apakah ada yang meminta uang atau imbalan?"), choices=ANYBODY)
    wait = _radio(
        label=_("Berapa lama perjalanan dan antreannya?"),
        choices=[
            ("short", _("Kurang dari 30 menit")),
            ("hour", _("30 sampai 60 menit")),
            ("two_hours", _("1 sampai 2 jam")),
            ("longer", _("Lebih dari 2 jam")),
        ],
        required=False,
        help_text=_("Lewati jika bantuan diantar atau belum diterima."),
    )

    def clean(self) -> dict[str, Any]:
        """Ask whether it was whole only of those who received something."""
        told: dict[str, Any] = super().clean() or {}
        if told.get("received") == "tidak":
            self.errors.pop("whole", None)
            told["whole"] = ""
        return told

    def answers(self) -> dict[str, Any]:
        """Return the answers of a valid form as the survey keeps them."""
        told = self.cleaned_data
        received = told["received"] == "ya"
        return {
            "received": received,
            "whole": told["whole"] == "ya" if received else None,
            "money_asked": told["money_asked"] == "ya",
            "wait": told["wait"] if received else "",
        }


def _districts() -> list[tuple[str, str]]:
    """Return the kecamatan of this installation, with the regency's name where there are more."""
    every = regions.regencies()
    return [
        (one.code, f"{one.name}, {regency.name}" if len(every) > 1 else one.name)
        for regency in every
        for one in regions.children(regency.code)
    ]


FORMS: Final[dict[str, type[PageForm]]] = {
    "jenis": KindForm,
    "kecamatan": DistrictForm,
    "kelurahan": VillageForm,
    "cerita": StoryForm,
    "kontak": ContactForm,
}
"""The pages of a report, in their order."""
