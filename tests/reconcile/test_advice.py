"""What is said beside a row."""

from typing import Any

import pytest

from tanggap.linkage.schema import Quality
from tanggap.reconcile.advice import advise

NIK_A, NIK_B, KK_A, KK_B = (
    "3271010101800001",
    "3271014101800002",
    "3271010101100001",
    "3271010101100002",
)


def test_each_side_of_an_overlap_is_told_its_part(city: Any) -> None:
    advice = advise(city[0], "id")
    assert advice.suggestion[0] == "PKH didahulukan; beri tahu pengelola BST."
    assert advice.suggestion[1].startswith("Tahan BST: keluarga ini sudah menerima PKH.")
    assert advice.status[1] == "Tumpang tindih"


def test_other_places_of_the_person_come_before_the_household(city: Any) -> None:
    also_on = advise(city[0], "id").also_on[0].split("; ")
    assert also_on[0] == "DTSEN: DTSEN.xlsx, lembar Data, baris 5 (orang yang sama)"
    assert also_on[-1] == "BST: BST.xlsx, lembar Data, baris 3 (serumah)"


def test_no_nik_asks_for_one_and_says_why(city: Any) -> None:
    advice = advise(city[0], "id")
    assert advice.suggestion[2].startswith("Lengkapi NIK")
    assert advice.problems[2].startswith("NIK kosong")


def test_a_registered_family_without_aid_is_not_forgotten(city: Any) -> None:
    advice = advise(city[0], "id")
    assert advice.suggestion[3] == "Sudah menerima BST, PKH."
    assert advice.suggestion[5].startswith("Belum ada di daftar bantuan mana pun.")


def test_an_applicant_already_served_is_only_informed(city: Any) -> None:
    assert advise(city[0], "en").suggestion[4].startswith("The applicant is served by BST, PKH.")


def test_two_family_cards_call_for_a_visit(judged: Any, row: Any) -> None:
    ledger, _ = judged(row("PKH", 0, 0, NIK_A, KK_A), row("BST", 1, 0, NIK_B, KK_B))
    assert all(text.startswith("Periksa di lapangan") for text in advise(ledger, "id").suggestion)


def test_twice_on_one_list_is_paid_once(judged: Any, row: Any) -> None:
    ledger, _ = judged(row("BST", 0, 0, NIK_A, KK_A), row("BST", 0, 0, NIK_A, KK_A))
    assert (
        advise(ledger, "id").suggestion[0]
        == "Tercatat lebih dari sekali di BST: bayar satu kali saja."
    )


def test_a_doubt_names_the_other_row_and_the_chance(judged: Any, row: Any) -> None:
    ledger, _ = judged(row("PKH", 0, 0, NIK_A), row("BST", 1, 1, NIK_B), review=[(0, 1, 0.62)])
    told = advise(ledger, "id").suggestion
    assert (
        told[0]
        == "Bandingkan dengan BST.xlsx, lembar Data, baris 3: mungkin orang yang sama (62 %)."
    )


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_problem_reads_as_a_sentence(judged: Any, row: Any, language: Any) -> None:
    ledger, _ = judged(*(row("PKH", n, n, quality=bit) for n, bit in enumerate(Quality)))
    for text in advise(ledger, language).problems:
        assert "{" not in text


def test_a_crowded_household_is_cut_short(judged: Any, row: Any) -> None:
    ledger, _ = judged(*(row("PKH", n, 0, kk=KK_A) for n in range(30)))
    assert advise(ledger, "id").also_on[0].endswith("dan 23 baris lagi")
