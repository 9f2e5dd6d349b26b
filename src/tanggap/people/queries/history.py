"""What happened to a person: links that came and went, decisions, corrections."""

import re

from tanggap.language import Sentence
from tanggap.people.models import Correction, HouseholdMembership, Link, MatchDecision, Person
from tanggap.people.types import CorrectedField, HistoryEntry, PersonStatus, Verdict

MOST = 100
ENGINE = "pencocokan"
_BY_MACHINE = re.compile(r"decision$|undo decision:|list:")
"""Reasons that the services write; what they say stands in an entry of its own."""
_VERDICTS = {
    Verdict.SAME: Sentence("Diputuskan orang yang sama", "Decided to be one person"),
    Verdict.DIFFERENT: Sentence("Diputuskan orang berbeda", "Decided to be two people"),
    Verdict.SAME_HOUSEHOLD: Sentence("Diputuskan serumah", "Decided to share a household"),
}
_FIELDS = {
    CorrectedField.NAME: Sentence("Nama dibetulkan", "Name corrected"),
    CorrectedField.BIRTH: Sentence("Tanggal lahir dibetulkan", "Birth date corrected"),
    CorrectedField.SEX: Sentence("Jenis kelamin dibetulkan", "Sex corrected"),
    CorrectedField.ADDRESS: Sentence("Alamat dibetulkan", "Address corrected"),
    CorrectedField.NIK: Sentence("NIK dibetulkan", "NIK corrected"),
    CorrectedField.KK: Sentence("Nomor KK dibetulkan", "Family card corrected"),
    CorrectedField.PHONE: Sentence("Telepon dibetulkan", "Telephone corrected"),
    CorrectedField.HEAD: Sentence("Dijadikan kepala keluarga", "Made head of the family"),
}
_STATES = {
    PersonStatus.DECEASED: Sentence("Dicatat meninggal", "Recorded as deceased"),
    PersonStatus.MOVED: Sentence("Dicatat pindah", "Recorded as moved"),
}
_TAKEN_BACK = Sentence("{what} (kemudian dibatalkan)", "{what} (taken back later)")
_CAME = Sentence("Baris {row} dari {list} masuk", "Row {row} of {list} came")
_WENT = Sentence("Baris {row} dari {list} keluar", "Row {row} of {list} left")
_MOVED = Sentence("Rumah tangga berubah", "Household changed")
_SPLIT = Sentence("Orang dipisah", "Person split")


def of(person: Person) -> tuple[HistoryEntry, ...]:
    """Return what happened to a person, the newest first."""
    links = list(
        Link.objects.filter(person=person).select_related("record__list", "made_by")[:MOST]
    )
    entries = [*_links(links), *_decisions(links), *_corrections(person), *_households(person)]
    return tuple(sorted(entries, key=lambda entry: entry.at, reverse=True)[:MOST])


def _links(links: list[Link]) -> list[HistoryEntry]:
    entries = []
    for link in links:
        place = {"row": link.record.row, "list": link.record.list.file_name}
        by = link.made_by.get_full_name() if link.made_by else ENGINE
        why = "" if _BY_MACHINE.match(link.reason) else link.reason
        entries.append(HistoryEntry(link.created_at, by, _CAME.format(**place), why))
        if link.superseded_at is not None:
            entries.append(HistoryEntry(link.superseded_at, "", _WENT.format(**place)))
    return entries


def _decisions(links: list[Link]) -> list[HistoryEntry]:
    records = [link.record_id for link in links]
    known = MatchDecision.objects.filter(low_id__in=records) | MatchDecision.objects.filter(
        high_id__in=records
    )
    entries: dict[str, HistoryEntry] = {}
    for one in known.filter(undone_at=None).select_related("by").order_by("pk"):
        split = one.pair_id is None
        entries[one.batch] = HistoryEntry(
            at=one.at,
            by=one.by.get_full_name() if one.by else ENGINE,
            what=_SPLIT if split else _VERDICTS[Verdict(one.verdict)],
            reason=one.reason,
            undo=f"split:{one.batch}" if split else f"decision:{one.pk}",
        )
    return list(entries.values())


def _corrections(person: Person) -> list[HistoryEntry]:
    return [
        HistoryEntry(
            at=one.at,
            by=one.by.get_full_name() if one.by else ENGINE,
            what=_corrected(one),
            reason=one.evidence,
            undo=f"correction:{one.pk}" if one.undone_at is None else "",
        )
        for one in Correction.objects.filter(person=person).select_related("by")
    ]


def _corrected(one: Correction) -> Sentence:
    field = CorrectedField(one.field)
    what = _STATES[PersonStatus(one.value)] if field is CorrectedField.STATUS else _FIELDS[field]
    if one.undone_at is None:
        return what
    return Sentence(_TAKEN_BACK.id.format(what=what.id), _TAKEN_BACK.en.format(what=what.en))


def _households(person: Person) -> list[HistoryEntry]:
    moves = HouseholdMembership.objects.filter(person=person).order_by("pk")[1:]
    return [HistoryEntry(one.created_at, "", _MOVED) for one in moves]
