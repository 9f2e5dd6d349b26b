"""What an officer should do with a row, in plain words, beside the row itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import polars as pl

from tanggap.intake.formats.grid import LONGEST_CELL
from tanggap.intake.problems import CATALOGUE
from tanggap.language import Language, Sentence
from tanggap.overlap import SAME_TWICE, Overlap
from tanggap.reconcile import status
from tanggap.reconcile.ledger import Ledger
from tanggap.reconcile.tables import household_code, person_code

MOST_PLACES: Final = 6
"""Other rows named beside a row; more are counted. A cell of a hundred places helps nobody."""

MOST_COMPARED: Final = 200
"""Rows of a household that are looked at for one row: a boarding house must not slow the rest."""

HOLD = Sentence(
    "Tahan {own}: keluarga ini sudah menerima {others}. {reason}",
    "Hold {own}: this family already receives {others}. {reason}",
)
KEEP = Sentence(
    "{own} didahulukan; beri tahu pengelola {others}.",
    "{own} comes first; tell the office of {others}.",
)
TWICE = Sentence(
    "Tercatat lebih dari sekali di {own}: bayar satu kali saja.",
    "Listed more than once on {own}: pay once only.",
)
WARN = Sentence(
    "Periksa sebelum membayar: keluarga ini juga di {others}.",
    "Check before paying: this family is also on {others}.",
)
VISIT = Sentence(
    "Periksa di lapangan: {others} sampai di rumah tangga yang sama lewat KK lain atau tanpa KK.",
    "Visit: {others} reaches the same household under another family card, or without one.",
)
COMPARE = Sentence(
    "Bandingkan dengan {place}: mungkin orang yang sama ({chance} %).",
    "Compare with {place}: perhaps the same person ({chance} %).",
)
COMPLETE = Sentence(
    "Lengkapi NIK dari KTP atau KK, lalu periksa lagi. Jangan diputuskan dulu.",
    "Complete the NIK from the identity or family card, then check again. Do not decide yet.",
)
INFORM = Sentence(
    "Pemohon sudah dilayani {aid}. Beri tahu pemohon; tidak perlu bantuan baru.",
    "The applicant is served by {aid}. Tell them; no new aid is due.",
)
ON_AID = Sentence("Sudah menerima {aid}.", "Already receives {aid}.")
NO_AID = Sentence(
    "Belum ada di daftar bantuan mana pun. Periksa apakah keluarga ini terlewat.",
    "On no list of aid yet. Check whether this family was missed.",
)
NOTHING = Sentence("Tidak ada halangan.", "Nothing stands against it.")
SAME_PERSON = Sentence("orang yang sama", "same person")
SAME_HOUSEHOLD = Sentence("serumah", "same household")
PLACE = Sentence("{file}, lembar {sheet}, baris {row}", "{file}, sheet {sheet}, row {row}")
PLACE_WITHOUT_SHEET = Sentence("{file}, baris {row}", "{file}, row {row}")
MORE = Sentence("dan {count} baris lagi", "and {count} more rows")
ACTS: Final = (HOLD, TWICE, KEEP, WARN, VISIT)
"""What an overlap can ask for, the most urgent first."""


@dataclass(frozen=True, slots=True)
class Advice:
    """What is added beside each of n rows; every list has n texts."""

    person: list[str]
    household: list[str]
    status: list[str]
    also_on: list[str]
    suggestion: list[str]
    problems: list[str]

    def beside(self, row: int) -> tuple[str, ...]:
        """Return the texts of one row, in the order of the added columns."""
        return (
            self.person[row],
            self.household[row],
            self.status[row],
            self.also_on[row],
            self.suggestion[row],
            self.problems[row],
        )


def advise(ledger: Ledger, language: Language) -> Advice:
    """Return the advice on every row of the ledger, in one language."""
    rows = ledger.rows
    writer = _Writer(ledger, language)
    return Advice(
        person=[person_code(number) for number in rows["person"].to_list()],
        household=[household_code(number) for number in rows["household"].to_list()],
        status=[
            status.STATUSES[code].label.in_language(language) for code in rows["status"].to_list()
        ],
        also_on=[writer.also_on(row) for row in range(rows.height)],
        suggestion=[writer.suggestion(row) for row in range(rows.height)],
        problems=problem_sentences(ledger.problems, language),
    )


def problem_sentences(problems: pl.Series, language: Language) -> list[str]:
    """Return each row's errors and warnings as sentences; mere information is left out."""
    known: dict[tuple[str, ...], str] = {}
    texts = []
    for codes in problems.to_list():
        key = tuple(codes)
        if key not in known:
            told = [CATALOGUE[code] for code in key if CATALOGUE[code].severity != "info"]
            told.sort(key=lambda problem: problem.severity != "error")
            sentences = (problem.sentence.format(limit=LONGEST_CELL) for problem in told)
            known[key] = " ".join(sentence.in_language(language) for sentence in sentences)
        texts.append(known[key])
    return texts


class _Writer:
    """Writes the sentences of single rows; the columns are kept as lists because that is fast."""

    def __init__(self, ledger: Ledger, language: Language) -> None:
        rows = ledger.rows
        self._language = language
        self._programmes = ledger.programmes
        self._file = rows["file"].to_list()
        self._sheet = rows["sheet"].to_list()
        self._row = rows["row"].to_list()
        self._programme = rows["programme"].to_list()
        self._person = rows["person"].to_list()
        self._household = rows["household"].to_list()
        self._status = rows["status"].to_list()
        self._members: dict[int, list[int]] = {}
        for row, number in enumerate(self._household):
            self._members.setdefault(number, []).append(row)
        self._overlaps = _by_row(ledger.overlaps)
        self._doubts = _doubts_by_row(ledger.review)

    def place(self, row: int) -> str:
        """Return where a row stands: file, sheet and row number."""
        sentence = PLACE if self._sheet[row] else PLACE_WITHOUT_SHEET
        told = sentence.in_language(self._language)
        return told.format(file=self._file[row], sheet=self._sheet[row], row=self._row[row])

    def also_on(self, row: int) -> str:
        """Return the other rows of this row's person and household, the person's own first."""
        own = self._person[row]
        others = [
            other
            for other in self._members[self._household[row]][:MOST_COMPARED]
            if other != row and (self._person[other] == own or self._is_aid(other))
        ]
        others.sort(key=lambda other: self._person[other] != own)
        told = [
            self._told(other, same=self._person[other] == own) for other in others[:MOST_PLACES]
        ]
        if len(others) > MOST_PLACES:
            told.append(self._say(MORE, count=len(others) - MOST_PLACES))
        return "; ".join(told)

    def suggestion(self, row: int) -> str:
        """Return what to do with a row."""
        state = self._status[row]
        if state == status.OVERLAP.code:
            return self._on_overlaps(row)
        if state == status.REVIEW.code:
            other, chance = self._doubts[row]
            return self._say(COMPARE, place=self.place(other), chance=round(chance * 100))
        if state == status.UNKNOWN.code:
            return self._say(COMPLETE)
        aid = self._aid_of(row)
        if state == status.SERVED.code:
            return self._say(INFORM, aid=aid)
        if state == status.REGISTER.code:
            return self._say(ON_AID, aid=aid) if aid else self._say(NO_AID)
        return self._say(NOTHING)

    def _on_overlaps(self, row: int) -> str:
        """Return one sentence per kind of act, each with all programmes that call for it."""
        own = self._programme[row]
        acts: dict[Sentence, list[Overlap]] = {}
        for found in self._overlaps[row]:
            acts.setdefault(_act_on(own, found), []).append(found)
        told = []
        for act in ACTS:
            if act in acts:
                others = sorted({_other_than(own, found) for found in acts[act]})
                reason = acts[act][0].rule.reason.in_language(self._language)
                told.append(self._say(act, own=own, others=", ".join(others), reason=reason))
        return " ".join(told)

    def _told(self, row: int, *, same: bool) -> str:
        tie = self._say(SAME_PERSON if same else SAME_HOUSEHOLD)
        return f"{self._programme[row]}: {self.place(row)} ({tie})"

    def _aid_of(self, row: int) -> str:
        members = self._members[self._household[row]][:MOST_COMPARED]
        return ", ".join(
            sorted({self._programme[other] for other in members if self._is_aid(other)})
        )

    def _is_aid(self, row: int) -> bool:
        return self._programmes[self._programme[row]].is_aid

    def _say(self, sentence: Sentence, **values: object) -> str:
        return sentence.in_language(self._language).format(**values)


def _act_on(own: str, found: Overlap) -> Sentence:
    """Return what an overlap asks of the programme `own`."""
    if found.tie == "household" and found.rule.level != "household":
        return VISIT
    if found.rule.code == SAME_TWICE:
        return TWICE
    if found.action == "warn":
        return WARN
    return KEEP if found.programmes[0] == own else HOLD


def _other_than(own: str, found: Overlap) -> str:
    kept, loses = found.programmes
    return loses if kept == own else kept


def _by_row(overlaps: Sequence[Overlap]) -> dict[int, list[Overlap]]:
    """Return the overlaps of each row, those that block first."""
    found: dict[int, list[Overlap]] = {}
    for overlap in sorted(overlaps, key=lambda overlap: overlap.action != "block"):
        for row in overlap.rows:
            found.setdefault(row, []).append(overlap)
    return found


def _doubts_by_row(review: pl.DataFrame) -> dict[int, tuple[int, float]]:
    """Return for each row the likeliest other row of a doubtful pair whose answer matters."""
    doubts: dict[int, tuple[int, float]] = {}
    for a, b, chance in review.filter("telling").select("a", "b", "probability").iter_rows():
        for row, other in ((a, b), (b, a)):
            if row not in doubts or doubts[row][1] < chance:
                doubts[row] = (other, chance)
    return doubts
