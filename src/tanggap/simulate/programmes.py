"""The eight lists of the city: who is on them, rightly or not, and who is written down."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

from tanggap.simulate.families import NOBODY, Kind, Role
from tanggap.simulate.names import FEMALE
from tanggap.simulate.noise import Noise, rate
from tanggap.simulate.town import Town


class Programme(IntEnum):
    """The lists, in the order in which West Java's "doors" of aid opened in April 2020."""

    DTSEN = 0
    PKH = 1
    BPNT = 2
    BST = 3
    BLT = 4
    PROV_JABAR = 5
    KOTA = 6
    ONLINE = 7


CODES: Final = ("DTSEN", "PKH", "BPNT", "BST", "BLT", "PROV-JABAR", "KOTA", "ONLINE")


@dataclass(frozen=True, slots=True)
class Admission:
    """Chance of a family to be on a list, by what it already has.

    `register` where the family is in DTSEN, `outside` where it is not, `twice` the share of
    these chances that is left for a family that another exclusive list already holds: the
    overlap that the rules of 2020 forbid.
    """

    register: float
    outside: float
    twice: float


# The shares give 35 % of the rows to DTSEN, PKH 7, BPNT 10, BST 11, BLT 12, province 8, city 9
# and online 9. By the rules of 2020 PKH and BPNT go together; BST, BLT, province and city exclude
# both and one another. How often they overlapped was never published; KPK found regular
# recipients who got BST or BLT as well.
_ADMISSION: Final[dict[Programme, Admission]] = {
    Programme.PKH: Admission(0.74, 0.03, 1.0),
    Programme.BPNT: Admission(0.86, 0.08, 1.0),
    Programme.BST: Admission(0.44, 0.35, 0.62),
    Programme.BLT: Admission(0.56, 0.54, 0.70),
    Programme.PROV_JABAR: Admission(0.30, 0.52, 0.58),
    Programme.KOTA: Admission(0.32, 0.60, 0.60),
    Programme.ONLINE: Admission(0.30, 0.60, 0.66),
}
_IN_REGISTER: Final = 0.39
_COMFORTABLE: Final = 0.90  # families above this welfare rank are on no list, but for mistakes
_MISTAKEN: Final = 0.25

# Who is written down: shares of the head, the spouse and a grown child, where the family has them.
_CLAIMANTS: Final[dict[Programme, tuple[float, float, float]]] = {
    Programme.PKH: (0.14, 0.85, 0.01),  # the pengurus is the mother
    Programme.BPNT: (0.80, 0.19, 0.01),
    Programme.BST: (0.86, 0.12, 0.02),
    Programme.BLT: (0.92, 0.07, 0.01),
    Programme.PROV_JABAR: (0.78, 0.18, 0.04),
    Programme.KOTA: (0.88, 0.11, 0.01),
    Programme.ONLINE: (0.62, 0.29, 0.09),
}


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of the lists: the position of the person in the town and the programme."""

    person: NDArray[np.int64]
    programme: NDArray[np.int8]

    def __len__(self) -> int:
        """Return how many rows there are."""
        return len(self.person)


def enrol(town: Town, noise: Noise, rng: np.random.Generator) -> Rows:
    """Put the town's families on the lists; rows come household by household."""
    registered = _registered(town, rng)
    parts = [_whole_families(town, registered, noise, rng)]
    held = np.zeros(len(registered), dtype=bool)
    comfort = np.where(town.welfare > _COMFORTABLE, _MISTAKEN, 1.0)
    for programme, admission in _ADMISSION.items():
        chance = np.where(registered, admission.register, admission.outside) * comfort
        chance = np.where(held, chance * admission.twice, chance)
        chosen = rng.random(len(registered)) < chance * _fits(town, programme)
        held |= chosen & (programme > Programme.BPNT)
        person = _claimants(town, programme, np.flatnonzero(chosen), rng)
        parts.append(Rows(person, np.full(len(person), programme, dtype=np.int8)))
    rows = Rows(
        np.concatenate([p.person for p in parts]), np.concatenate([p.programme for p in parts])
    )
    return _by_household(town, _with_doubles(rows, noise, rng))


def _registered(town: Town, rng: np.random.Generator) -> NDArray[np.bool_]:
    """Put the poor in the register, with the mistakes of any means test."""
    chance = 1 / (1 + np.exp((town.welfare - _IN_REGISTER) * 9))
    return np.asarray(rng.random(len(chance)) < chance * 0.92)


def _whole_families(
    town: Town, registered: NDArray[np.bool_], noise: Noise, rng: np.random.Generator
) -> Rows:
    """List the register's families with all members, less the few that were left out."""
    members = town.members
    left_out = rng.random(len(members.role)) < rate(noise, "member_left_out")
    here = registered[members.family] & ~(left_out & (members.role != Role.HEAD))
    person = np.flatnonzero(here)
    return Rows(person, np.full(len(person), Programme.DTSEN, dtype=np.int8))


def _fits(town: Town, programme: Programme) -> NDArray[np.float64]:
    """Return how well a family fits the target group (a factor on its chance)."""
    families = town.families
    if programme == Programme.PKH:  # components: pregnant women, children, elderly, disabled
        has_component = (families.children > 0) | (families.head_age >= 60)
        return np.where(has_component, 1.0, 0.25)
    boarder = families.kind == Kind.BOARDER
    if programme == Programme.PROV_JABAR:  # also migrants without a local identity card
        return np.where(boarder, 1.3, 1.0)
    return np.where(boarder, 0.6, 1.0)


def _claimants(
    town: Town, programme: Programme, families: NDArray[np.int64], rng: np.random.Generator
) -> NDArray[np.int64]:
    """Return the person written down for each of the families."""
    members = town.members
    heads = np.flatnonzero(members.role == Role.HEAD)
    head = heads[families]
    spouse = members.spouse[head]
    grown = _grown_child(town)[families]
    chance = rng.random(len(families))
    _, by_spouse, by_child = _CLAIMANTS[programme]
    person = np.where((chance < by_spouse) & (spouse != NOBODY), spouse, head)
    return np.where((chance > 1 - by_child) & (grown != NOBODY), grown, person).astype(np.int64)


def _grown_child(town: Town) -> NDArray[np.int64]:
    """Return for every family the position of a child of 18 or more, or NOBODY."""
    grown = np.full(len(town.families.kind), NOBODY, dtype=np.int64)
    adults = np.flatnonzero((town.members.role == Role.CHILD) & (town.age >= 18))
    grown[town.members.family[adults]] = adults
    return grown


def _with_doubles(rows: Rows, noise: Noise, rng: np.random.Generator) -> Rows:
    """Write some rows twice in the same list, as happens when an RT hands in its names again."""
    again = np.flatnonzero(rng.random(len(rows)) < rate(noise, "row_twice"))
    return Rows(
        np.concatenate([rows.person, rows.person[again]]),
        np.concatenate([rows.programme, rows.programme[again]]),
    )


def _by_household(town: Town, rows: Rows) -> Rows:
    order = np.lexsort((rows.programme, rows.person, town.household[rows.person]))
    return Rows(rows.person[order], rows.programme[order])


def is_member(town: Town, rows: Rows) -> NDArray[np.bool_]:
    """Return which rows are about someone else than the head of the family."""
    return np.asarray(town.members.role[rows.person] != Role.HEAD)


def is_wife(town: Town, rows: Rows) -> NDArray[np.bool_]:
    """Return which rows are about the wife of the head."""
    members = town.members
    wife = (members.role == Role.SPOUSE) & (members.sex == FEMALE)
    return np.asarray(wife[rows.person])
