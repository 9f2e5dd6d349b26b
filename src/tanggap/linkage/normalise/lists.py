"""The growing word lists of one normalisation, empty or begun by records that are known."""

from dataclasses import dataclass, field

from tanggap.linkage.normalise.vocabulary import WordList
from tanggap.linkage.schema import Records


@dataclass(frozen=True, slots=True)
class Lists:
    """One word list per field; name and mother share theirs."""

    names: WordList = field(default_factory=WordList)
    streets: WordList = field(default_factory=WordList)
    places: WordList = field(default_factory=WordList)
    villages: WordList = field(default_factory=WordList)
    districts: WordList = field(default_factory=WordList)
    houses: WordList = field(default_factory=WordList)
    occupations: WordList = field(default_factory=WordList)

    @classmethod
    def of(cls, known: Records) -> "Lists":
        """Begin with the words of known records, so that their codes stay true."""
        return cls(
            WordList(known.name_words.words),
            WordList(known.street_words.words),
            WordList(known.places),
            WordList(known.villages),
            WordList(known.districts),
            WordList(known.houses),
            WordList(known.occupations),
        )
