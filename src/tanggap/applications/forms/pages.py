"""One form for each page of the citizen's application; its values are what the draft keeps."""

from typing import Any, ClassVar, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from tanggap.applications.domain.asking import RELATIONS
from tanggap.applications.domain.criteria import Criterion
from tanggap.applications.forms import fields
from tanggap.applications.forms.words import CHOOSE, LOST, RELATION_WORDS, SEXES
from tanggap.core.registry import text_of
from tanggap.regions import queries as regions


class PageForm(forms.Form):
    """A page: `hint` stands below its heading; `values` is what is kept, as JSON can carry it."""

    hint: ClassVar[Any] = ""
    use_required_attribute = False

    def values(self) -> dict[str, Any]:
        """Return what the draft keeps of a valid form."""
        return dict(self.cleaned_data)


def _radio(**kwargs: Any) -> forms.ChoiceField:
    messages = {"required": CHOOSE, "invalid_choice": CHOOSE}
    return forms.ChoiceField(widget=forms.RadioSelect, error_messages=messages, **kwargs)


class DistrictForm(PageForm):
    """In which kecamatan."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = _radio(
            label=_("Di kecamatan mana Anda tinggal?"), choices=districts()
        )


class VillageForm(PageForm):
    """In which kelurahan of it."""

    hint = _("Pilih tempat tinggal Anda sekarang, walaupun KTP Anda dari tempat lain.")

    def __init__(self, *args: Any, district: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        below = [(one.code, one.name) for one in regions.villages(district)] if district else []
        self.fields["code"] = _radio(label=_("Di kelurahan atau desa mana?"), choices=below)


class AddressForm(PageForm):
    """The address within the kelurahan."""

    address = forms.CharField(
        label=_("Jalan atau gang, dan nomor rumah"),
        max_length=300,
        error_messages={"required": _("Tulis jalan atau gang tempat Anda tinggal.")},
    )
    rw = fields.unit(label=_("RW"), error_messages={"required": _("Tulis nomor RW.")})
    rt = fields.unit(label=_("RT"), error_messages={"required": _("Tulis nomor RT.")})


class NameForm(PageForm):
    """Who the head of the family is."""

    hint = _("Tulis seperti di Kartu Keluarga.")
    name = forms.CharField(
        label=_("Siapa nama kepala keluarga?"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Tulis nama kepala keluarga.")},
    )


class BirthForm(PageForm):
    """When the head was born, and their sex."""

    date = fields.BirthField(label=_("Tanggal lahir"), help_text=_("Misalnya 15 3 1985."))
    sex = _radio(label=_("Jenis kelamin"), choices=SEXES)

    def values(self) -> dict[str, Any]:
        """Keep the date as text."""
        return {"date": self.cleaned_data["date"].isoformat(), "sex": self.cleaned_data["sex"]}


class NikForm(PageForm):
    """The head's NIK, or why there is none."""

    hint = _("Anda tetap boleh mengajukan walaupun tidak punya NIK.")
    nik = fields.nik(
        label=_("NIK kepala keluarga"),
        required=False,
        help_text=_("16 angka di KTP atau KK. Spasi dan titik tidak masalah."),
    )
    reason = forms.CharField(
        label=_("Jika tidak punya NIK, apa sebabnya?"),
        max_length=200,
        required=False,
        help_text=_("Misalnya: KTP terbakar, belum pernah merekam KTP."),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two."""
        given = super().clean() or {}
        if not self.errors and not given.get("nik") and not given.get("reason"):
            self.add_error("nik", _("Tulis NIK, atau tulis sebabnya jika tidak punya."))
        return given


class CardForm(PageForm):
    """The number of the family card."""

    kk = fields.kk(
        label=_("Nomor Kartu Keluarga (KK)"),
        required=False,
        help_text=_("16 angka di bagian atas KK. Kosongkan jika Anda tidak punya KK."),
    )


class MotherForm(PageForm):
    """The mother's name, which proves later who asks."""

    hint = _("Kami memakainya untuk memastikan bahwa yang bertanya nanti benar Anda.")
    mother_name = forms.CharField(
        label=_("Siapa nama ibu kandung kepala keluarga?"), max_length=120, required=False
    )


class ContactForm(PageForm):
    """How to reach the family."""

    hint = _("Kami memberi kabar lewat nomor ini. Boleh nomor tetangga atau ketua RT.")
    phone = fields.phone(label=_("Nomor telepon"), required=False)
    email = forms.EmailField(
        label=_("Alamat surel"),
        required=False,
        error_messages={"invalid": _("Alamat surel ini tidak lengkap, misalnya nama@contoh.id.")},
    )


class MemberForm(PageForm):
    """Somebody of the family besides the head."""

    name = forms.CharField(
        label=_("Nama"), max_length=120, error_messages={"required": _("Tulis namanya.")}
    )
    relation = forms.ChoiceField(
        label=_("Hubungan dengan kepala keluarga"),
        choices=[("", "—"), *((code, RELATION_WORDS[code]) for code in RELATIONS)],
        error_messages={"required": CHOOSE},
    )
    sex = _radio(label=_("Jenis kelamin"), choices=SEXES, required=False)
    date = fields.BirthField(label=_("Tanggal lahir"), required=False)
    nik = fields.nik(label=_("NIK"), required=False)

    def values(self) -> dict[str, Any]:
        """Keep the date as text."""
        born = self.cleaned_data["date"]
        return {**self.cleaned_data, "date": born.isoformat() if born else ""}


class IncomeForm(PageForm):
    """What the family earned and earns."""

    hint = _("Jumlah penghasilan semua anggota keluarga dalam sebulan. Kira-kira saja boleh.")
    income_before = fields.rupiah(
        label=_("Sebelum keadaan darurat"),
        help_text=_("Misalnya 2.500.000 atau 2,5 juta."),
        error_messages={"required": _("Tulis kira-kira penghasilan sebelumnya. Boleh 0.")},
    )
    income_now = fields.rupiah(
        label=_("Sekarang"),
        error_messages={"required": _("Tulis kira-kira penghasilan sekarang. Boleh 0.")},
    )


class LossForm(PageForm):
    """What happened."""

    lost = forms.MultipleChoiceField(
        label=_("Pilih semua yang sesuai"),
        choices=LOST,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Pilih paling sedikit satu.")},
    )
    story = forms.CharField(
        label=_("Ceritakan jika perlu"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class CriterionForm(PageForm):
    """One criterion of the programme."""

    def __init__(self, *args: Any, criterion: Criterion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(one.code, text_of(one.text)) for one in criterion.choices]
        self.fields["answer"] = _radio(label=text_of(criterion.text), choices=choices)


class PhotoForm(PageForm):
    """A photo, or a word that it comes later."""

    hint = _("Boleh dilewati: petugas dapat memotretnya saat berkunjung.")
    photo = forms.FileField(
        label=_("Foto"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        help_text=_("JPEG, PNG, atau WEBP, paling besar 10 MB. Tempat pemotretan kami hapus."),
    )


class AskedPhotoForm(forms.Form):
    """The photo that an officer asked for."""

    photo = forms.FileField(
        label=_("Foto"),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        help_text=_("JPEG, PNG, atau WEBP, paling besar 10 MB. Tempat pemotretan kami hapus."),
        error_messages={
            "required": _("Pilih atau potret fotonya dahulu."),
            "empty": _("Berkas ini kosong. Potret ulang."),
        },
    )


class DeclarationForm(PageForm):
    """Consent and truth."""

    consent = forms.BooleanField(
        label=_(
            "Saya setuju data ini dipakai untuk menilai dan menyalurkan bantuan, dan dicocokkan "
            "dengan daftar penerima bantuan lain."
        ),
        error_messages={"required": _("Tanpa persetujuan ini kami tidak dapat memeriksa.")},
    )
    truth = forms.BooleanField(
        label=_("Saya menyatakan bahwa semua jawaban ini benar."),
        error_messages={"required": _("Nyatakan bahwa jawaban Anda benar.")},
    )


class CorrectionForm(PageForm):
    """What a citizen may set right until the visit; empty numbers stay as they are."""

    address = forms.CharField(
        label=_("Jalan atau gang, dan nomor rumah"),
        max_length=300,
        error_messages={"required": _("Tulis jalan atau gang tempat Anda tinggal.")},
    )
    rw = fields.unit(label=_("RW"), required=False)
    rt = fields.unit(label=_("RT"), required=False)
    phone = fields.phone(label=_("Nomor telepon"), required=False)
    email = forms.EmailField(label=_("Alamat surel"), required=False)
    nik = fields.nik(
        label=_("NIK kepala keluarga"), required=False, help_text=_("Isi hanya jika keliru.")
    )
    kk = fields.kk(label=_("Nomor KK"), required=False, help_text=_("Isi hanya jika keliru."))


def districts() -> list[tuple[str, str]]:
    """Return the kecamatan of this installation, with the regency's name where there are more."""
    regencies = regions.regencies()
    found: list[tuple[str, str]] = []
    for regency in regencies:
        tail = f", {regency.name}" if len(regencies) > 1 else ""
        found += [(one.code, one.name + tail) for one in regions.children(regency.code)]
    return found


FORMS: Final[dict[str, type[PageForm]]] = {
    "kecamatan": DistrictForm,
    "kelurahan": VillageForm,
    "alamat": AddressForm,
    "nama": NameForm,
    "lahir": BirthForm,
    "nik": NikForm,
    "kk": CardForm,
    "ibu": MotherForm,
    "telepon": ContactForm,
    "penghasilan": IncomeForm,
    "kehilangan": LossForm,
    "foto-kk": PhotoForm,
    "foto-rumah": PhotoForm,
    "pernyataan": DeclarationForm,
}
