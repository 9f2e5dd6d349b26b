"""Who may bear a name that was asked: nobody is lost, however common its words are."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Exists, OuterRef

from tanggap.accounts.types import Permission
from tanggap.core.actor import Actor
from tanggap.core.scoping import ranges_of, within
from tanggap.people.domain import name_search
from tanggap.people.models import NameVariant, NameWord
from tanggap.regions.queries import subtree_range

MANY: Final = 500
"""People of one word, above which another word of the name has to be there too."""
MOST: Final = 8_000
"""People of one word who are compared; where there are more, the answer is not whole."""


@dataclass(frozen=True, slots=True)
class Words:
    """Asked words, each with what may be written for it: itself, one slip away, its initial."""

    asked: tuple[str, ...]
    spellings: tuple[frozenset[str], ...]

    @property
    def least(self) -> int:
        """How many of the words a name must hold."""
        return name_search.fewest_words(self.asked)

    def stand_in(self, written: Collection[str]) -> bool:
        """Tell whether a written name holds enough of the words."""
        initials = {word[0] for word in written}
        held = sum(
            word in initials if len(word) == 1 else not spellings.isdisjoint(written)
            for word, spellings in zip(self.asked, self.spellings, strict=True)
        )
        return held >= self.least

    def to_look_up(self) -> tuple[list[frozenset[str]], int]:
        """Return the spellings of each word worth looking up, and how many of those a name needs.

        An initial stands for too many names, and is left out where there are other words.
        """
        pairs = zip(self.asked, self.spellings, strict=True)
        whole = [spellings for word, spellings in pairs if len(word) > 1]
        initials = len(self.asked) - len(whole)
        return whole or list(self.spellings), max(1, self.least - initials)


def spelled(words: Iterable[str]) -> Words:
    """Return folded words with the spellings of them that stand in any name; one query."""
    asked = tuple(dict.fromkeys(words))
    variants = {word: name_search.variants(word) for word in asked}
    known: dict[str, set[str]] = {}
    rows = NameVariant.objects.filter(variant__in=sorted(set().union(*variants.values())))
    for variant, key in rows.values_list("variant", "key"):
        known.setdefault(variant, set()).add(key)

    def spellings(word: str) -> frozenset[str]:
        near = {key for one in variants[word] for key in known.get(one, ())}
        alike = {key for key in near if name_search.likeness(word, key) > 0}
        return frozenset({word, word[0]} | alike)

    return Words(asked, tuple(map(spellings, asked)))


def held(actor: Actor, *, birth: int, region_code: str) -> Any:
    """Return the words of names that an officer may search, of a birth (yyyymmdd) and a place."""
    words = NameWord.objects.filter(within(ranges_of(actor, Permission.PERSON_SEARCH)))
    if birth:
        year = birth // 10_000 * 10_000
        words = (
            words.filter(birth__in=[birth, year])
            if birth % 10_000
            else words.filter(birth__gte=year, birth__lt=year + 10_000)
        )
    if region_code:
        low, high = subtree_range(region_code)
        words = words.filter(region_code__gte=low, region_code__lt=high)
    return words


def candidates(words: Words, held_words: Any) -> tuple[set[int], bool]:
    """Return people who may hold enough of the words, and whether these are all of them.

    Who holds k of n words holds one of any n - k + 1 of them, so only the rarest are looked up.
    """
    spellings, least = words.to_look_up()
    holders = [held_words.filter(key__in=sorted(one)) for one in spellings]
    first = [list(query.values_list("person_id", flat=True)[: MANY + 1]) for query in holders]
    places = sorted(range(len(first)), key=lambda place: len(first[place]))
    people: set[int] = set()
    is_whole = True
    for place in places[: len(places) - least + 1]:
        if len(first[place]) <= MANY:
            people.update(first[place])
            continue
        query = holders[place]
        if least > 1:
            others = frozenset().union(*spellings[:place], *spellings[place + 1 :])
            another = held_words.filter(person=OuterRef("person"), key__in=sorted(others))
            query = query.filter(Exists(another))
        found = list(query.values_list("person_id", flat=True)[: MOST + 1])
        people.update(found)
        is_whole = is_whole and len(found) <= MOST
    return people, is_whole
