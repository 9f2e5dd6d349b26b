"""A married child who stayed: two cards in one house, and a father's rare name in both."""

import polars as pl
import pytest

from tanggap.linkage import link

Family = list[tuple[str, ...]]
COLUMNS = (
    "programme", "national_id", "family_id", "name", "birth_date", "mother_name", "address",
    "village",
)  # fmt: skip
HOUSE, ANOTHER_HOUSE = "Jl. Mawar No. 12 RT 03/05", "Jl. Mawar No. 17 RT 03/05"
PARENTS, CHILDREN = "3271011203050011", "3271011703180042"


def family(card: str, *people: tuple[str, str, str], address: str = HOUSE) -> Family:
    """Two lists of one family; people are (name, birth date dd-mm-yyyy, mother's name)."""
    return [
        (
            programme,
            f"327101{birth[:2]}{birth[3:5]}{birth[8:]}{card[-3:]}{place}",
            card,
            name,
            birth,
            mother,
            address,
            "KATULAMPA",
        )
        for programme in ("PKH", "BPNT")
        for place, (name, birth, mother) in enumerate(people)
    ]


def homes_of(*families: Family) -> list[int]:
    """Link the families among six hundred others; return the home of each one's first person."""
    first_names = ["ASEP", "UJANG", "DEDE", "ENTIN", "NENG", "RINA", "YAYAT", "IMAS", "SITI", "EDI"]
    last_names = ["SUPRIATNA", "HIDAYAT", "LESTARI", "KURNIAWAN", "RAHAYU", "SITI", "SAPUTRA"]
    others = [
        row
        for number in range(600)
        for row in family(
            f"3271011203060{number:03}",
            (f"{first_names[number % 10]} {last_names[number % 7]}", "05-06-1970", ""),
            address=f"Jl. Anggrek No. {number + 1} RT 01/0{number % 9 + 1}",
        )
    ]
    rows = [row for family_rows in families for row in family_rows]
    household = link(pl.DataFrame(rows + others, schema=COLUMNS, orient="row")).household
    assert set(household.tolist()) == set(range(household.max() + 1))
    starts = [sum(len(earlier) for earlier in families[:n]) for n in range(len(families))]
    return [int(household[start]) for start in starts]


def parents() -> Family:
    return family(
        PARENTS, ("WAWAN TIRTAWANGSA", "04-02-1961", ""), ("ROHAYATI KANDAGA", "09-11-1964", "")
    )


@pytest.mark.parametrize(
    ("name", "mother", "address", "together"),
    [
        ("GILANG TIRTAWANGSA", "", HOUSE, True),  # the father's last word
        ("GILANG", "ROHAYATI KANDAGA", HOUSE, True),  # the list names the mother
        ("GILANG", "", HOUSE, False),  # tenants, for all we know
        ("GILANG SITI", "SITI", HOUSE, False),  # a word that everybody bears
        ("GILANG TIRTAWANGSA", "", ANOTHER_HOUSE, False),
    ],
)
def test_two_cards_of_one_house_are_one_home_where_rare_words_say_so(
    name: str, mother: str, address: str, together: bool
) -> None:
    parent_rows = [(*row[:3], f"{row[3]} SITI", *row[4:]) for row in parents()]
    with_common_word = parent_rows if "SITI" in name else parents()
    child = family(
        CHILDREN, (name, "21-08-1988", mother), ("YUNI", "14-03-1990", ""), address=address
    )
    home, childs_home = homes_of(with_common_word, child)
    assert (home == childs_home) is together
