"""What officers type: parsed and described, not saved."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tanggap.assistance.domain import months
from tanggap.assistance.models import ExclusionRule, OverlapCase, Programme
from tanggap.assistance.models.programmes import Unit


class MonthField(forms.CharField):
    """A month such as 2020-04; a month picker where the browser has one."""

    widget = forms.TextInput(attrs={"type": "month", "placeholder": "2020-04"})

    def validate(self, value: str) -> None:
        """Refuse what is no month."""
        super().validate(value)
        if value and not months.is_month(value):
            raise forms.ValidationError(_("Tulis bulan seperti 2020-04."))


class SpanForm(forms.Form):
    """The months that a list is for."""

    first = MonthField(label=_("Dari bulan"))
    last = MonthField(label=_("Sampai bulan"))

    def clean(self) -> dict[str, Any]:
        """Refuse a span that ends before it begins, or takes years."""
        given = super().clean() or {}
        if given.get("first") and given.get("last"):
            count = len(months.span(given["first"], given["last"]))
            if not 1 <= count <= 24:
                raise forms.ValidationError(_("Pilih 1 sampai 24 bulan, yang awal lebih dahulu."))
        return given

    @property
    def months(self) -> tuple[str, ...]:
        """The months chosen."""
        return months.span(self.cleaned_data["first"], self.cleaned_data["last"])


class RuleForm(forms.Form):
    """One version of a rule."""

    code = forms.SlugField(
        label=_("Kode aturan"), max_length=40, help_text=_("Misalnya BST-REGULER.")
    )
    between = forms.MultipleChoiceField(
        label=_("Program"), help_text=_("Setiap program di sini …"), widget=forms.SelectMultiple
    )
    other = forms.MultipleChoiceField(
        label=_("Tidak boleh bersama"),
        help_text=_("… tidak boleh bersama setiap program di sini."),
        widget=forms.SelectMultiple,
    )
    level = forms.ChoiceField(label=_("Berlaku untuk satu"), choices=Unit.choices)
    action = forms.ChoiceField(label=_("Tindakan"), choices=ExclusionRule.Action.choices)
    reason_id = forms.CharField(
        label=_("Alasan, satu kalimat untuk petugas dan warga"), max_length=400
    )
    reason_en = forms.CharField(
        label=_("Alasan dalam bahasa Inggris"), max_length=400, required=False
    )
    basis = forms.CharField(label=_("Dasar hukum"), max_length=400)
    valid_from = MonthField(label=_("Berlaku dari"), required=False)
    valid_to = MonthField(label=_("Sampai"), required=False)
    region_code = forms.RegexField(
        r"^[\d.]{0,13}$",
        label=_("Kode wilayah"),
        required=False,
        help_text=_("Kosong: berlaku di mana saja."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        aid = Programme.objects.filter(kind=Programme.Kind.AID)
        choices = [(p.code, f"{p.code} · {p.name_id}") for p in aid]
        for side in ("between", "other"):
            self.fields[side].choices = choices  # type: ignore[attr-defined]

    def clean_region_code(self) -> str:
        """Return the code as digits."""
        return str(self.cleaned_data["region_code"]).replace(".", "")


class ProgrammeForm(forms.ModelForm):  # type: ignore[type-arg]
    """What a programme is."""

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
            "active_from": _("Bulan pertama"),
            "active_to": _("Bulan terakhir"),
            "region_code": _("Kode wilayah"),
        }


class NewProgrammeForm(ProgrammeForm):
    """A programme that is not there yet."""

    code = forms.SlugField(label=_("Kode"), max_length=40)


class SettlementForm(forms.Form):
    """How to settle a case."""

    outcome = forms.ChoiceField(
        label=_("Penyelesaian"), choices=OverlapCase.Outcome.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("Alasan dan bukti"), widget=forms.Textarea(attrs={"rows": 3}), max_length=1000
    )
    decree = forms.CharField(
        label=_("Nomor surat keputusan"),
        required=False,
        max_length=120,
        help_text=_("Wajib bila keduanya boleh."),
    )

    def name_sides(self, one: str, other: str) -> dict[str, Any]:
        """Let the choices name the two awards; return what each choice is called."""
        keep = _("Pertahankan %(award)s")
        named = {
            "keep_one": keep % {"award": one},
            "keep_other": keep % {"award": other},
            "keep_both": OverlapCase.Outcome.KEEP_BOTH.label,
        }
        self.fields["outcome"].choices = [*named.items()]  # type: ignore[attr-defined]
        return named

    def clean(self) -> dict[str, Any]:
        """Insist on the decree of an exception."""
        given = super().clean() or {}
        if given.get("outcome") == "keep_both" and not given.get("decree", "").strip():
            self.add_error("decree", _("Sebutkan nomor surat keputusan."))
        return given


class ReasonForm(forms.Form):
    """Why something is refused or opened again."""

    reason = forms.CharField(label=_("Alasan"), max_length=500)
