"""Households of a register that no aid reaches, narrowed by place, kind and how long known."""

from datetime import date, timedelta

import pytest
from tests.personas import actor_with

from tanggap.assistance.queries import behind
from tanggap.core import clock
from tanggap.fostering.domain.households import kinds
from tanggap.fostering.queries import registers
from tanggap.fostering.queries.registers import Wanted
from tanggap.people.queries import homes
from tanggap.people.queries.homes import Known

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("births", "found"),
    [
        ((20150101, 19800101), {"children"}),
        ((20081125,), {"children", "alone"}),
        ((20081124, 19661125), set()),
        ((19661124, 0), {"elderly"}),
        ((19670000, 20090000), {"children"}),
        ((0,), {"alone"}),
    ],
)
def test_what_birth_dates_tell(births: tuple[int, ...], found: set[str]) -> None:
    told = kinds(births, today=TODAY)
    assert told == found


@pytest.mark.django_db
def test_the_list_is_narrowed_and_goes_on_where_it_stopped(monkeypatch) -> None:
    today = clock.today()
    rows = [behind.HouseholdRow(n, f"RT-{n}", "3271011001", (), ()) for n in range(1, 251)]

    def some(actor, *, region, after):
        assert region == "327101"
        return [one for one in rows if one.household_id > after][: behind.PAGE]

    def known(numbers):
        return {
            n: Known(
                (20200101, 19900101) if n % 3 else (19500101,),
                today - timedelta(days=200 if n % 2 else 10),
            )
            for n in numbers
        }

    monkeypatch.setattr(behind, "households_without_aid", some)
    monkeypatch.setattr(homes, "known", known)
    actor = actor_with("desk_officer")
    wanted = Wanted(region_code="327101", kind="elderly", months=3)
    first = registers.page(actor, wanted, today=today)
    assert [one.household_id for one in first.rows] == list(range(3, 250, 6))
    assert first.after is None
    everyone = Wanted(region_code="327101")
    page, seen = registers.page(actor, everyone, today=today), []
    while page.after is not None:
        seen += [one.household_id for one in page.rows]
        page = registers.page(actor, everyone, after=page.after, today=today)
    assert [*seen, *(one.household_id for one in page.rows)] == list(range(1, 251))
