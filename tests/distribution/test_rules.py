"""The pure rules: tables, codes, answers, profiles."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanggap.distribution.domain import answers, codes, profiles, states, totals
from tanggap.distribution.types import BatchState, NotAllowed, PaymentState, Reason

SIGNS = st.sampled_from(codes.SIGNS)


@pytest.mark.parametrize(("before", "after"), list(product(BatchState, BatchState)))
def test_only_the_moves_of_the_table_are_made(before, after) -> None:
    try:
        states.check_batch(before, after, by_id=2, prepared_by=1, reason="sebab")
        made = True
    except NotAllowed:
        made = False
    assert made is ((before, after) in states.MOVES)


def test_every_way_out_of_the_draft_leads_past_other_eyes() -> None:
    """Without the moves that need other eyes, nothing is ever sent."""
    reached, ways = {BatchState.DRAFT}, [m for m, n in states.MOVES.items() if not n.other_eyes]
    for _ in BatchState:
        reached |= {after for before, after in ways if before in reached}
    assert reached == {BatchState.DRAFT, BatchState.PROPOSED, BatchState.DROPPED}


def test_who_prepared_and_the_system_are_no_other_eyes() -> None:
    for by in (1, None):
        with pytest.raises(NotAllowed, match="four eyes"):
            states.check_batch(BatchState.PROPOSED, BatchState.APPROVED, by_id=by, prepared_by=1)


def test_nothing_leads_away_from_paid() -> None:
    assert all(before != PaymentState.PAID for before, _ in states.PAYMENT_MOVES)


@pytest.mark.parametrize(
    ("reasons", "living", "may"),
    [
        ([], False, False),
        (["moved"], False, True),
        (["moved"], True, False),
        (["moved", "died"], False, False),
        ([Reason.DOUBLE], False, False),
    ],
)
def test_what_may_be_tried_again(reasons, living, may) -> None:
    assert states.may_retry(reasons, living=living) is may


def test_a_fresh_reference_is_read_back_however_it_is_typed() -> None:
    fresh = codes.new_reference()
    assert codes.read_reference(f" {codes.spelled(fresh).lower()} ") == fresh


@given(st.lists(SIGNS, min_size=8, max_size=8), st.integers(0, 8), SIGNS)
def test_one_wrong_sign_is_always_noticed(body, place, other) -> None:
    reference = "".join(body) + codes.check_sign("".join(body))
    wrong = reference[:place] + other + reference[place + 1 :]
    assert codes.read_reference(wrong) == (reference if wrong == reference else "")


@given(st.binary(min_size=16, max_size=16))
def test_a_signed_code_is_read_back(mac) -> None:
    reference = codes.new_reference()
    assert codes.read_qr(codes.qr_text(reference, mac)) == (reference, codes.signature_of(mac))


ROWS = st.lists(
    st.tuples(st.text("ABC", min_size=3, max_size=3), st.integers(1, 9), st.just("2020-04"),
              st.integers(0, 10**6)),
    unique=True, min_size=1, max_size=6,
)  # fmt: skip


@given(ROWS)
def test_totals_do_not_depend_on_the_order_and_show_every_change(rows) -> None:
    found = totals.of(rows)
    assert totals.of(reversed(rows)) == found
    assert totals.of(rows[1:]).fingerprint != found.fingerprint
    reference, award, month, rupiah = rows[0]
    assert totals.of([(reference, award, month, rupiah + 1), *rows[1:]]) != found


@pytest.mark.parametrize(
    ("text", "outcome", "why"),
    [
        ("Terbayar", "paid", ""),
        ("SUDAH DIBAYAR", "paid", ""),
        ("ACSC", "paid", ""),
        ("Belum dibayar, pindah alamat", "failed", "moved"),
        ("Gagal: penerima meninggal", "failed", "died"),
        ("Tidak ditemukan", "failed", "not_found"),
        ("gagal nama di KTP berbeda", "failed", "name_differs"),
        ("Gagal data ganda", "failed", "double"),
        ("Retur, rekening tutup", "returned", "not_found"),
        ("gagal", "failed", "other"),
        ("entah", "", ""),
    ],
)
def test_the_words_of_payers_are_understood(text, outcome, why) -> None:
    assert answers.outcome_of(text) == outcome
    if outcome in ("failed", "returned"):
        assert answers.reason_of(text) == why


@pytest.mark.parametrize(
    ("text", "rupiah"),
    [
        ("600000", 600_000), ("600.000", 600_000), ("600,000.00", 600_000),
        ("Rp 600.000,00", 600_000), ("", None), ("enam", None), ("-5", None),
    ],
)  # fmt: skip
def test_rupiah_in_every_notation(text, rupiah) -> None:
    assert answers.rupiah_of(text) == rupiah


@pytest.mark.parametrize(
    "text",
    [
        "code = ",
        'code = "a"',
        'code = "a"\nkind = "dove"\nname = {id = "a", en = "a"}',
        'code = "a"\nkind = "csv"\nname = {id = "a", en = "a"}',
        (
            'code = "a"\nkind = "csv"\nname = {id = "a", en = "a"}\n'
            'columns = [{title = "a", value = "password"}]'
        ),
    ],
)
def test_a_channel_that_cannot_be_used_says_so(text) -> None:
    with pytest.raises(profiles.BadProfile):
        profiles.read(text)
