"""A rule book from TOML: what it says, and what is said where it is wrong."""

from pathlib import Path

import pytest

from tanggap.overlap import UnusableRules, load_rules, parse_rules, rules_of_2020

OWN = """
[[programme]]
code = "BERAS"
name = { id = "Beras", en = "Rice" }
door = 1
payments = [{ from = "2021-01", to = "2021-03", monthly = 100_000 }]

[[programme]]
code = "TUNAI"
name = "Tunai"

[[rule]]
code = "SATU"
between = ["BERAS"]
and = ["TUNAI"]
reason = "Satu saja."
basis = "Perwali contoh"
"""


@pytest.mark.parametrize(
    ("one", "another", "rule"),
    [
        ("PKH", "BPNT", None),
        ("BST", "PKH", "BST-REGULER"),
        ("BPNT", "BST", "BST-REGULER"),
        ("BANPRES", "PRAKERJA", "BANPRES-REGULER"),
        ("BLT-DD", "BST", "BLT-DD"),
        ("BLT-DD", "PRAKERJA", "BLT-DD"),
        ("BST", "PRAKERJA", None),
        ("KOTA", "PROV-JABAR", "SATU-PINTU-TUNAI"),
        ("KOTA", "BST", "SATU-PINTU-TUNAI"),
        ("KOTA", "BPNT", "SATU-PINTU-BARANG"),
        ("PKH", "PKH", "DUA-KALI"),
        ("DTSEN", "PKH", None),
        ("DTSEN", "DTSEN", None),
        ("PENGAJUAN", "BST", None),
    ],
)
def test_the_rules_of_2020(one: str, another: str, rule: str | None) -> None:
    found = rules_of_2020().between(one, another)
    assert (found.code if found else None) == rule


def test_food_and_city_cash_only_warn() -> None:
    found = rules_of_2020().between("KOTA", "BPNT")
    assert found is not None
    assert found.action == "warn"


def test_every_rule_says_why_in_both_languages_and_cites_its_basis() -> None:
    for rule in rules_of_2020().rules:
        assert rule.reason.id
        assert rule.reason.en
        assert rule.reason.id != rule.reason.en
        assert rule.basis


def test_a_book_of_ones_own_stands_alone(tmp_path: Path) -> None:
    path = tmp_path / "aturan.toml"
    path.write_text(OWN, "utf-8")
    book = load_rules(path)
    assert set(book.programmes) == {"BERAS", "TUNAI"}
    assert book.between("BERAS", "TUNAI") is not None
    assert book.between("BERAS", "BERAS") is None


def test_a_book_may_extend_the_one_of_2020() -> None:
    book = parse_rules("extends = true\n" + OWN)
    assert {"BERAS", "PKH"} <= set(book.programmes)
    assert book.between("BERAS", "BERAS") is not None


def test_a_rule_of_one_region_is_silent_elsewhere() -> None:
    book = parse_rules(OWN + 'region = "32.71"\n')
    assert book.at("3271").between("BERAS", "TUNAI") is not None
    assert book.at("3510").between("BERAS", "TUNAI") is None
    assert book.at("").between("BERAS", "TUNAI") is not None


NAMED = '[[programme]]\ncode = "X"\nname = "X"\n'


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("[[programme", "TOML"),
        ("programme = 3", "programme"),
        ('[[programme]]\nname = "X"', "code"),
        ('[[programme]]\ncode = "X"', "name"),
        (NAMED + 'unit = "kampung"', "unit"),
        (NAMED + 'door = "satu"', "door"),
        (
            NAMED + 'payments = [{ from = "2020-13", to = "2020-12" }]',
            "2020-04",
        ),
        (
            NAMED + 'payments = [{ from = "2020-05", to = "2020-04" }]',
            "from",
        ),
        (OWN.replace('["TUNAI"]', '["TUNAY"]'), "TUNAY"),
        (OWN.replace('["TUNAI"]', '"TUNAI"'), "and"),
        (OWN.replace('basis = "Perwali contoh"', ""), "basis"),
    ],
)
def test_a_mistake_is_told_in_a_sentence(text: str, part: str) -> None:
    with pytest.raises(UnusableRules) as caught:
        parse_rules(text, name="aturan.toml")
    assert "aturan.toml" in caught.value.sentence.id
    assert part in caught.value.sentence.id
    assert part in caught.value.sentence.en


def test_a_missing_file_is_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UnusableRules, match=r"tidak-ada\.toml"):
        load_rules(tmp_path / "tidak-ada.toml")
