"""One version of a rule, as a manager proposes it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tanggap.assistance.forms.fields import MonthField
from tanggap.assistance.models import ExclusionRule, Programme
from tanggap.assistance.models.programmes import Unit
from tanggap.regions.pickers import RegionField


class RuleForm(forms.Form):
    """One version of a rule."""

    code = forms.SlugField(
        label=_("Kode aturan"), max_length=40, help_text=_("Misalnya BST-REGULER.")
    )
    between = forms.MultipleChoiceField(
        label=_("Program"),
        help_text=_("Setiap program di sini …"),
        widget=forms.CheckboxSelectMultiple,
    )
    other = forms.MultipleChoiceField(
        label=_("Tidak boleh bersama"),
        help_text=_(
            "… tidak boleh bersama setiap program di sini. PKH/HAMIL berarti: hanya PKH dengan "
            "komponen itu."
        ),
        widget=forms.CheckboxSelectMultiple,
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
    region_code = RegionField(
        label=_("Wilayah"),
        required=False,
        help_text=_("Ketik nama atau kode. Kosong: berlaku di mana saja."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        aid = Programme.objects.filter(kind=Programme.Kind.AID)
        choices = [
            choice
            for p in aid.prefetch_related("components")
            for choice in (
                (p.code, f"{p.code} · {p.name_id}"),
                *((f"{p.code}/{c.code}", f"{p.code}/{c.code} · {c.name}")
                  for c in p.components.all()),
            )
        ]  # fmt: skip
        for side in ("between", "other"):
            self.fields[side].choices = choices  # type: ignore[attr-defined]
