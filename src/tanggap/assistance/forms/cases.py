"""Which cases to show, and how to settle one."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tanggap.assistance.models import ExclusionRule, OverlapCase, Programme
from tanggap.assistance.queries.cases import Wanted
from tanggap.core.actor import Actor
from tanggap.regions.pickers import RegionField

ALL = "semua"
STATUSES = (
    ("waiting", _("belum selesai")),
    ("untouched", _("belum diusulkan")),
    ("found", _("ditemukan, tanpa yang gugur")),
    *((status.value, status.label) for status in OverlapCase.Status),
    (ALL, _("semua")),
)
WHOSE = (("", _("siapa pun")), ("saya", _("saya")), ("kosong", _("belum ada")))


class CasesForm(forms.Form):
    """The filters of the list; they stand in the address."""

    keadaan = forms.ChoiceField(label=_("Keadaan"), choices=STATUSES, required=False)
    aturan = forms.ChoiceField(label=_("Aturan"), required=False)
    program = forms.ChoiceField(label=_("Program"), required=False)
    wilayah = RegionField(label=_("Wilayah"), required=False, help_text="")
    petugas = forms.ChoiceField(label=_("Penanggung jawab"), choices=WHOSE, required=False)

    def __init__(self, data: Any) -> None:
        given = data.copy()
        given.setdefault("keadaan", "waiting")
        super().__init__(given)
        blocking = ExclusionRule.objects.filter(
            status=ExclusionRule.Status.APPROVED, action=ExclusionRule.Action.BLOCK
        )
        rules = [(code, code) for code in blocking.values_list("code", flat=True)]
        self.fields["aturan"].choices = [("", _("semua aturan")), *rules]  # type: ignore[attr-defined]
        aid = [(p.code, p.code) for p in Programme.objects.filter(kind=Programme.Kind.AID)]
        self.fields["program"].choices = [("", _("semua program")), *aid]  # type: ignore[attr-defined]

    def wanted(self, actor: Actor) -> Wanted:
        """Return what is asked for; a filter that cannot be is left out and told at its field."""
        given = self.cleaned_data if self.is_valid() or self.cleaned_data else {}
        status = given.get("keadaan", "waiting")
        whose = {"saya": actor.user_id, "kosong": 0}.get(given.get("petugas", ""))
        return Wanted(
            status="" if status == ALL else status,
            rule=given.get("aturan", ""),
            programme=given.get("program", ""),
            region_code=given.get("wilayah", ""),
            assigned_to=whose,
        )

    def narrows(self) -> bool:
        """Tell whether more than the usual list was asked for."""
        return any(self.cleaned_data.get(n) for n in ("aturan", "program", "wilayah", "petugas"))


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

    def name_sides(self, one: str, other: str) -> None:
        """Let the choices name the two awards."""
        keep = _("Pertahankan %(award)s")
        outcomes = OverlapCase.Outcome
        self.fields["outcome"].choices = [  # type: ignore[attr-defined]
            (outcomes.KEEP_ONE, keep % {"award": one}),
            (outcomes.KEEP_OTHER, keep % {"award": other}),
            (outcomes.KEEP_BOTH, outcomes.KEEP_BOTH.label),
        ]

    def name_of(self, outcome: str) -> str:
        """Return the words of a choice; empty for none."""
        choices = dict(self.fields["outcome"].choices)  # type: ignore[attr-defined]
        return str(choices.get(outcome, ""))

    def clean(self) -> dict[str, Any]:
        """Insist on the decree of an exception."""
        given = super().clean() or {}
        if given.get("outcome") == "keep_both" and not given.get("decree", "").strip():
            self.add_error("decree", _("Sebutkan nomor surat keputusan."))
        return given
