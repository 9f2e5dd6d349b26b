"""What the app hears from below and hangs into the house, at start."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tanggap.accounts.types import Permission
from tanggap.assistance import dossier, list_panel
from tanggap.assistance.models import Programme
from tanggap.assistance.services import ledger, lists, seed, stakes, tallies
from tanggap.core import beats, clock, events
from tanggap.core.registry import (
    DemoStep,
    audit_presenters,
    choices,
    demo_steps,
    dossier_panels,
    list_panels,
    navigation,
)
from tanggap.language import Sentence
from tanggap.people.events import (
    ListChanged,
    ListLinked,
    ListUndoing,
    PeopleRelinked,
    ReviewQueueChanged,
    RowsReplaced,
    UndoRefused,
)

RULES = Sentence("program dan aturan tahun 2020", "the programmes and rules of 2020")
AUDITED = {
    "assistance.programme.created": Sentence("Program dibuat", "Programme created"),
    "assistance.programme.changed": Sentence("Program diubah", "Programme changed"),
    "assistance.round.saved": Sentence("Tahap program disimpan", "Round of a programme saved"),
    "assistance.component.saved": Sentence(
        "Komponen program disimpan", "Component of a programme saved"
    ),
    "assistance.rule.proposed": Sentence("Aturan diusulkan", "Rule proposed"),
    "assistance.rule.approved": Sentence("Aturan disetujui", "Rule approved"),
    "assistance.rule.refused": Sentence("Usulan aturan ditolak", "Rule proposal refused"),
    "assistance.rules.installed": Sentence(
        "Program dan aturan 2020 dipasang", "Programmes and rules of 2020 installed"
    ),
    "assistance.award.granted": Sentence("Bantuan ditetapkan", "Aid awarded"),
    "assistance.award.ended": Sentence("Bantuan dihentikan", "Aid ended"),
    "assistance.award.components_corrected": Sentence(
        "Komponen bantuan dibetulkan", "Components of aid corrected"
    ),
    "assistance.list.months_chosen": Sentence("Bulan daftar dipilih", "Months of a list chosen"),
    "assistance.list.awarded": Sentence("Bantuan dicatat dari daftar", "Aid recorded from a list"),
    "assistance.list.months_proposed": Sentence(
        "Bulan diusulkan untuk daftar tersimpan", "Months proposed for a committed list"
    ),
    "assistance.list.months_dropped": Sentence(
        "Usulan bulan daftar dibuang", "Proposed months of a list dropped"
    ),
    "assistance.list.months_given": Sentence(
        "Bulan diberikan kepada daftar tersimpan", "Months given to a committed list"
    ),
    "assistance.list.returned": Sentence("Daftar dikembalikan", "List handed back"),
    "assistance.check.asked": Sentence("Ditanya: boleh diberi?", "Asked: may it be given?"),
    "assistance.case.assigned": Sentence("Kasus diambil atau dilepas", "Case taken or put back"),
    "assistance.case.proposed": Sentence("Penyelesaian diusulkan", "Settlement proposed"),
    "assistance.case.settled": Sentence("Penyelesaian disetujui", "Settlement approved"),
    "assistance.case.sent_back": Sentence("Usulan penyelesaian ditolak", "Settlement sent back"),
    "assistance.case.reopened": Sentence("Kasus dibuka kembali", "Case reopened"),
}


def connect() -> None:
    """Subscribe to who is who, name the acts, offer the screens."""
    events.subscribe(PeopleRelinked, _relinked)
    events.subscribe(ListLinked, _linked)
    events.subscribe(ListUndoing, _undoing)
    events.subscribe(ListChanged, _changed)
    events.subscribe(RowsReplaced, _replaced)
    events.subscribe(ReviewQueueChanged, _doubted)
    beats.add("case-tallies", tallies.look)
    for code, label in AUDITED.items():
        audit_presenters.add(code, label)
    dossier_panels.add(dossier.panel())
    list_panels.add(list_panel.panel())
    choices.offer("programmes", _programmes)
    demo_steps.add("rules", DemoStep(30, RULES, _add_rules))
    navigation.add(
        _("Boleh diberi?"),
        "assistance:check",
        Permission.AWARD_CHECK,
        35,
        icon="message-question",
    )
    navigation.add(
        _("Tumpang tindih"), "assistance:cases", Permission.CASE_VIEW, 40, icon="arrows-diff"
    )
    navigation.add(
        _("Program dan aturan"), "assistance:rules", Permission.PROGRAMME_VIEW, 50, icon="table"
    )


def _programmes() -> list[tuple[str, str]]:
    return [(one.code, f"{one.code}: {one.name}") for one in Programme.objects.all()]


def _add_rules() -> None:
    seed.programmes_and_rules_of_2020(at=clock.now())


def _relinked(event: PeopleRelinked) -> None:
    ledger.recompute(person_ids=event.person_ids, at=clock.now())


def _linked(event: ListLinked) -> None:
    lists.award_rows(list_id=event.list_id, at=clock.now())
    stakes.value_pairs_of_list(event.list_id)


def _doubted(event: ReviewQueueChanged) -> None:
    stakes.value_pairs(event.pair_ids)


def _changed(event: ListChanged) -> None:
    lists.judge_anew(list_id=event.list_id, corrects=event.corrects)


def _replaced(event: RowsReplaced) -> None:
    lists.follow(event.pairs)


def _undoing(event: ListUndoing) -> None:
    try:
        lists.undo(list_id=event.list_id, at=clock.now())
    except lists.MoneyWasPaid as reason:
        raise UndoRefused from reason
    transaction.on_commit(lambda: _restore_corrected(event.list_id))


def _restore_corrected(list_id: int) -> None:
    """Give the rows that an undone correction had replaced their awards back."""
    lists.award_rows_of_corrected(list_id=list_id, at=clock.now())
