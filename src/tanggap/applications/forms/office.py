"""What officers type: assisted entry, reasons, proposals, criteria, openings."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from tanggap.applications.domain.criteria import Criteria
from tanggap.applications.forms import fields
from tanggap.applications.forms.pages import MemberForm
from tanggap.applications.forms.words import LOST, SEXES
from tanggap.core.registry import text_of
from tanggap.regions import queries as regions

ANSWER: Final = "kriteria-"


class EntryForm(forms.Form):
    """A citizen's whole application on one page, for an officer who types it with them."""

    region_code = forms.ChoiceField(label=_("Kelurahan"))
    rw = fields.unit(label=_("RW"))
    rt = fields.unit(label=_("RT"))
    address = forms.CharField(label=_("Jalan atau gang, dan nomor rumah"), max_length=300)
    head_name = forms.CharField(label=_("Nama kepala keluarga"), max_length=120)
    head_birth_date = fields.BirthField(label=_("Tanggal lahir"))
    head_sex = forms.ChoiceField(label=_("Jenis kelamin"), choices=SEXES, widget=forms.RadioSelect)
    nik = fields.nik(label=_("NIK kepala keluarga"), required=False)
    no_nik_reason = forms.CharField(
        label=_("Sebab tidak punya NIK"), max_length=200, required=False
    )
    kk = fields.kk(label=_("Nomor KK"), required=False)
    mother_name = forms.CharField(label=_("Nama ibu kandung"), max_length=120, required=False)
    phone = fields.phone(label=_("Nomor telepon"), required=False)
    email = forms.EmailField(label=_("Alamat surel"), required=False)
    income_before = fields.rupiah(label=_("Penghasilan keluarga sebelumnya, sebulan"))
    income_now = fields.rupiah(label=_("Penghasilan keluarga sekarang, sebulan"))
    lost = forms.MultipleChoiceField(
        label=_("Apa yang terjadi"), choices=LOST, widget=forms.CheckboxSelectMultiple
    )
    story = forms.CharField(
        label=_("Keterangan"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    consent = forms.BooleanField(
        label=_("Pemohon hadir, setuju datanya dipakai, dan menyatakan jawabannya benar.")
    )

    def __init__(self, *args: Any, criteria: Criteria, places: list[tuple[str, str]], **kw: Any):
        super().__init__(*args, **kw)
        self.fields["region_code"].choices = [("", "—"), *places]  # type: ignore[attr-defined]
        consent = self.fields.pop("consent")
        for one in criteria.criteria:
            choices = [(choice.code, text_of(choice.text)) for choice in one.choices]
            self.fields[ANSWER + one.code] = forms.ChoiceField(
                label=text_of(one.text), choices=choices, widget=forms.RadioSelect
            )
        self.fields["consent"] = consent

    def clean(self) -> dict[str, Any]:
        """Ask for a NIK or the reason why there is none."""
        given = super().clean() or {}
        if "nik" not in self.errors and not given.get("nik") and not given.get("no_nik_reason"):
            self.add_error("nik", _("Tulis NIK, atau sebabnya jika tidak punya."))
        return given

    def answers(self) -> dict[str, str]:
        """Return the answers to the criteria by code."""
        return {
            name.removeprefix(ANSWER): value
            for name, value in self.cleaned_data.items()
            if name.startswith(ANSWER)
        }


class EntryMemberForm(MemberForm):
    """A member on the officer's page: a row that was left blank counts as none."""


MEMBERS: Final = forms.formset_factory(EntryMemberForm, extra=4, max_num=30)


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(
        label=_("Alasan"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


class ProposalForm(forms.Form):
    """A workbook, and for which programme and place."""

    file = forms.FileField(
        label=_("Berkas usulan"),
        help_text=_("Excel, ODS, atau CSV; paling besar 20 MB dan 5.000 baris."),
    )
    programme = forms.ChoiceField(label=_("Program"))
    region_code = forms.ChoiceField(label=_("Kelurahan pengusul"))

    def __init__(
        self,
        *args: Any,
        programmes: list[tuple[str, str]],
        places: list[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["programme"].choices = programmes  # type: ignore[attr-defined]
        self.fields["region_code"].choices = [("", "—"), *places]  # type: ignore[attr-defined]


class CriteriaForm(forms.Form):
    """A new version of the criteria, as TOML text: the same form in which they are shipped."""

    name = forms.CharField(label=_("Nama"), max_length=200)
    text = forms.CharField(
        label=_("Kriteria"),
        max_length=60_000,
        widget=forms.Textarea(attrs={"rows": 26, "spellcheck": "false", "class": "code"}),
        help_text=_(
            "Setiap kriteria: code, weight, kind (yes_no atau choice), text, dan choices dengan "
            "points 0 sampai 100. Pengajuan lama tetap memakai versi lamanya."
        ),
    )


class OpeningForm(forms.Form):
    """From when to when a programme takes applications."""

    opens_on = forms.DateField(
        label=_("Dibuka pada"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    closes_on = forms.DateField(
        label=_("Hari terakhir"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Kosongkan jika belum ditentukan."),
    )

    def clean(self) -> dict[str, Any]:
        """Refuse a span that ends before it begins."""
        given = super().clean() or {}
        first, last = given.get("opens_on"), given.get("closes_on")
        if first and last and last < first:
            self.add_error("closes_on", _("Hari terakhir tidak boleh sebelum hari pertama."))
        return given


def places_within(ranges: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the kelurahan in which an officer may enter applications, with their kecamatan."""
    found = []
    for regency in regions.regencies():
        for district in regions.children(regency.code):
            found += [
                (one.code, f"{one.name}, {district.name}")
                for one in regions.villages(district.code)
                if any(low <= one.code < high for low, high in ranges)
            ]
    return found
