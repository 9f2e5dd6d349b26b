"""What crosses the border of this app: states, verdicts, purposes, and answers of queries."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from tanggap.language import Sentence


class ListState(StrEnum):
    """Where an imported list stands."""

    RECEIVED = "received"  # the file is kept, nothing is read yet
    UNREADABLE = "unreadable"
    STAGED = "staged"  # rows are read and wait for somebody to commit or discard them
    COMMITTED = "committed"
    DISCARDED = "discarded"
    UNDONE = "undone"


class RecordState(StrEnum):
    """Where one row of a list stands."""

    STAGED = "staged"
    CURRENT = "current"
    REPLACED = "replaced"  # by the same row of a corrected file
    WITHDRAWN = "withdrawn"  # its list was undone


class RunKind(StrEnum):
    """Whom a run of the matching looks at."""

    FULL = "full"  # everybody
    PLACED = "placed"  # new rows, among those that they may meet


class PersonStatus(StrEnum):
    """Whether a person still counts here."""

    ALIVE = "alive"
    DECEASED = "deceased"
    MOVED = "moved"
    REDIRECTED = "redirected"  # all rows went to another person; the old code leads there
    VACANT = "vacant"  # all rows were withdrawn


class Verdict(StrEnum):
    """What an officer decided about two rows."""

    SAME = "same"
    DIFFERENT = "different"
    SAME_HOUSEHOLD = "same_household"  # two persons under one roof


class PairStatus(StrEnum):
    """Where a doubtful pair stands."""

    OPEN = "open"
    DECIDED = "decided"
    ESCALATED = "escalated"
    CLOSED = "closed"  # later evidence settled it


class Purpose(StrEnum):
    """Why somebody looks for a person or opens a dossier."""

    DISTRIBUTION = "distribution"
    VERIFICATION = "verification"
    COMPLAINT = "complaint"
    REVIEW = "review"
    CORRECTION = "correction"
    INSPECTION = "inspection"


PURPOSES: dict[Purpose, Sentence] = {
    Purpose.DISTRIBUTION: Sentence("Penyaluran bantuan", "Handing out aid"),
    Purpose.VERIFICATION: Sentence("Verifikasi lapangan", "Verification in the field"),
    Purpose.COMPLAINT: Sentence("Aduan warga", "A citizen's complaint"),
    Purpose.REVIEW: Sentence("Memeriksa data yang meragukan", "Review of doubtful data"),
    Purpose.CORRECTION: Sentence("Perbaikan data", "Correcting data"),
    Purpose.INSPECTION: Sentence("Pemeriksaan", "Inspection"),
}


class CorrectedField(StrEnum):
    """What an officer may set against all lists."""

    NAME = "name"
    BIRTH = "birth"
    SEX = "sex"
    ADDRESS = "address"
    NIK = "nik"
    KK = "kk"
    PHONE = "phone"
    STATUS = "status"
    HEAD = "head"


@dataclass(frozen=True, slots=True)
class PersonFound:
    """One answer of a search; numbers are masked. `score` is between 0 and 1."""

    code: str
    name: str
    birth: str
    sex: str
    region_code: str
    nik_masked: str
    status: PersonStatus
    score: float
    why: Sentence


class PeopleFound(list[PersonFound]):
    """The answers of a search, the best first; `is_whole` is False where others may match too."""

    def __init__(self, people: Iterable[PersonFound], *, is_whole: bool) -> None:
        super().__init__(people)
        self.is_whole = is_whole


@dataclass(frozen=True, slots=True)
class StagedIdentity:
    """Who a row of a staged list would be.

    `person_id` is somebody known, None for somebody new; rows of one `group` would be one person.
    `household_id` and `family_id` likewise. `has_number` says whether a possible NIK stands in
    the row; `doubtful` that an officer should look at it first.
    """

    record_id: int
    person_id: int | None
    group: int
    household_id: int | None
    household_group: int
    family_id: int | None
    has_number: bool
    doubtful: bool
    probability: float


@dataclass(frozen=True, slots=True)
class SourceOfValue:
    """One value of a field and the rows or the officer that give it."""

    value: str
    record_ids: tuple[int, ...]
    corrected: bool = False


@dataclass(frozen=True, slots=True)
class FieldView:
    """A field of a dossier: the best value, where it comes from, and what others say."""

    field: str
    label: Sentence
    best: str
    source: str
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordView:
    """One row of a list as the dossier shows it, numbers masked."""

    record_id: int
    list_id: int
    list_name: str
    programme: str
    sheet: str
    row: int
    cells: dict[str, str]
    probability: float | None
    linked_by: str
    linked_at: datetime | None
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RelativeView:
    """Another member of the family or household."""

    code: str
    name: str
    birth: str
    relation: str
    status: PersonStatus
    since: datetime
    until: datetime | None
    is_head: bool = False


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One thing that happened to the person."""

    at: datetime
    by: str
    what: Sentence
    reason: str = ""
    undo: str = ""  # what to undo, as "decision:5" or "correction:7"; empty where nothing


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that is known of one person, for one officer with one purpose; numbers are masked."""

    person_id: int
    code: str
    name: str
    status: PersonStatus
    region_code: str
    fields: tuple[FieldView, ...]
    records: tuple[RecordView, ...]
    family_code: str
    family: tuple[RelativeView, ...]
    household_code: str
    household: tuple[RelativeView, ...]
    history: tuple[HistoryEntry, ...]
    former_codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ListDifference:
    """What a corrected file changes: row by row, and rows that are new or gone."""

    changed: tuple[tuple[int, dict[str, tuple[str, str]]], ...] = ()
    added: int = 0
    same: int = 0
    missing: tuple[int, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class PersonSummary:
    """One person as other apps may hold it: no number, no name."""

    person_id: int
    code: str
    status: PersonStatus
    region_code: str
    family_id: int | None
    household_id: int | None
    died_on: date | None = None


@dataclass(frozen=True, slots=True)
class ListedHousehold:
    """A household of which somebody stands in a list, and its region (Kemendagri digits)."""

    household_id: int
    region_code: str


@dataclass(frozen=True, slots=True)
class PairOfRows:
    """A doubtful pair and its two rows."""

    pair_id: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class ListQuality:
    """How many current rows of a committed list have which problems (codes of `intake`)."""

    list_id: int
    region_code: str
    file_name: str
    programme_code: str
    rows_by_problems: dict[tuple[str, ...], int]


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a number belongs to now, for the rules of the apps above; no number in it.

    `birth` is yyyymmdd (0 unknown), `name_words` the folded words of the name.
    """

    person_id: int
    code: str
    birth: int
    name_words: tuple[str, ...]
    region_code: str
    status: PersonStatus
    family_id: int | None
    household_id: int | None
