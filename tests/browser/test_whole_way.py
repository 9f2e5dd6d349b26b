"""The whole way of aid on the screens of those who go it, from a mother's phone to the figures.

A family asks from a phone, is visited without a signal, scored, decided on within a quota after a
simulation, and paid by PT Pos, whose answer has failures; one that was refused objects and wins;
the public figures and the audit log show it all.
"""

from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.browser import way_families as families
from tests.browser import way_offices as offices
from tests.browser.visiting import picture
from tests.browser.way_families import (
    CUCU,
    EUIS,
    EVERYBODY,
    PROPOSED,
    RUKMINI,
    TITIN,
    UMI,
    VILLAGE,
    Look,
    workbook,
)
from tests.personas import make_officer

from tanggap.applications.services import openings
from tanggap.assistance.services import seed
from tanggap.core import beats, clock, jobs
from tanggap.core.actor import Actor
from tanggap.people.services import lists, matching, reading
from tanggap.regions import queries as regions
from tanggap.regions import services as region_services
from tanggap.warga.services import counting

pytestmark = pytest.mark.django_db(transaction=True)
CITY = "3271"
NOW = "[aria-current=step]"
RUPIAH = 600_000
DONE = {
    "applications.received": "Pengajuan diterima",
    "verification.visit.reported": "Hasil kunjungan masuk",
    "decisions.plan.approved": "Rencana penetapan disetujui",
    "distribution.file.taken": "Berkas bayar diunduh",
    "distribution.place.passed_on": "Tempat diteruskan ke daftar tunggu",
    "objections.ticket.granted": "Sanggahan dikabulkan",
    "decisions.place.given": "Tempat kosong diberikan",
}
"""What the inspector must find, by code: the words of the log."""

ROLES = (
    "desk_officer", "verifier", "programme_manager", "head_of_office", "payer",
    "complaints_officer", "inspector",
)  # fmt: skip


class Way:
    """The screens of those who go the way, and its stations in order."""

    def __init__(self, village: str, officers: dict[str, Any], open_page: Any, look: Look) -> None:
        self.village, self.officers, self.look = village, officers, look
        self.open_page = open_page
        self.mother, self.umi = open_page("", width="phone"), open_page("", width="phone")
        self.desk, self.phone = open_page("desk_officer"), open_page("verifier", width="phone")
        self.manager, self.head = open_page("programme_manager"), open_page("head_of_office")
        self.payer = open_page("payer")
        self.months = (this_month(), this_month(later=1))

    def families_ask(self) -> None:
        """One from her phone, one at the desk, the others by a workbook of the kelurahan."""
        self.hers = families.ask(self.mother, self.look, RUKMINI)
        self.umis = offices.enter_for(self.desk, self.look, UMI)
        content = workbook(PROPOSED, self.village)
        offices.propose_families(self.desk, self.look, content, len(PROPOSED))

    def they_are_visited_without_a_signal(self) -> None:
        """All of them are as poor as can be, but for Cucu, a little less, and Umi, so it seems."""
        offices.give_visits(self.desk, self.look, self.officers["verifier"])
        needs = {RUKMINI.name: "needy", UMI.name: "well"}
        needs |= {one.name.upper(): "less" if one is CUCU else "needy" for one in PROPOSED}
        offices.visit_offline(self.phone, self.look, needs)

    def the_office_tries_out_and_decides(self) -> None:
        """Six places are proposed after three were tried; another officer approves."""
        offices.make_plan(self.manager, self.look, "Tahap 1", self.months, quota="3")
        offices.vary(self.manager, self.look, "Tahap 1, enam keluarga", quota="6")
        self.plan = offices.propose_plan(self.manager)
        offices.approve_plan(self.head, self.look, self.plan)
        offices.see_row(self.head, self.plan, RUKMINI.name, "Ditetapkan")
        offices.see_row(self.head, self.plan, CUCU.name.upper(), "Menunggu tempat")
        self.look(self.head)
        families.see_status(self.mother, self.hers)
        expect(self.mother.locator(NOW)).to_contain_text("mendapat tempat")
        self.look(self.mother)
        families.leave(self.mother)

    def the_post_pays_some(self) -> None:
        """PT Pos pays four of six; one was not found, one has died."""
        batch = offices.make_batch(self.payer, self.look, self.months[0])
        offices.approve_batch(self.head, self.look, batch)
        sent = offices.bring_to_the_post(self.payer, batch)
        assert len(sent) == 6
        failed = {EUIS.name: "tidak ditemukan di alamat", TITIN.name: "meninggal dunia"}
        answer = offices.answer_of_the_post(sent, failed)
        offices.take_result(self.payer, self.look, batch, answer, "hasil pos.xlsx")
        self.look(self.payer)
        families.check_aid(self.mother, RUKMINI)
        expect(self.mother.get_by_role("main")).to_contain_text("Sudah diterima")
        self.look(self.mother)

    def a_place_goes_on_and_a_payment_is_tried_again(self) -> None:
        """Titin's place goes to Cucu, who waited; Euis gets hers on the second try."""
        work()
        offices.see_row(self.head, self.plan, CUCU.name.upper(), "Ditetapkan")
        batch = offices.make_batch(self.payer, self.look, self.months[0], retry=True)
        offices.approve_batch(self.head, self.look, batch)
        sent = offices.bring_to_the_post(self.payer, batch)
        assert set(sent) == {EUIS.name}
        answer = offices.answer_of_the_post(sent, {})
        offices.take_result(self.payer, self.look, batch, answer, "hasil ulangan.xlsx")

    def a_refused_family_objects_and_wins(self) -> None:
        """Umi is visited again by another officer, and decided on by another head."""
        story = "Suami saya diberhentikan sesudah kunjungan."
        told = families.object_to_it(self.umi, self.look, self.umis, story)
        reason = "Surat pemberhentian dilihat; keluarga dikunjungi lagi."
        offices.grant(self.open_page("complaints_officer"), self.look, reason)
        offices.give_visits(self.desk, self.look, self.officers["other"], UMI.name)
        other = self.open_page("other", width="phone")
        offices.visit_offline(other, self.look, {UMI.name: "needy"})
        offices.make_plan(self.manager, self.look, "Sanggahan", self.months, quota="1")
        plan = offices.propose_plan(self.manager)
        offices.approve_plan(self.head, self.look, plan)
        offices.decide_held(self.open_page("deputy"), self.look, plan, UMI.name)
        families.see_answer(self.umi, self.look, told, reason)
        families.see_status(self.umi, self.umis)
        expect(self.umi.locator(NOW)).to_contain_text("mendapat tempat")

    def everybody_sees_the_figures(self) -> None:
        """Seven families have aid this month: six of the plan, and Umi."""
        counting.count(at=clock.now())  # as the worker does every ten minutes
        page = self.open_page("", width="phone")
        families.see_figures(page, self.look, self.months[0], "7")
        row = families.figures_of(page, self.village)
        assert (row["rumah_tangga"], row["rupiah"]) == ("7", str(7 * RUPIAH))

    def the_inspector_sees_who_did_what(self) -> None:
        """Every step is in the log, and the log is whole."""
        offices.see_in_the_log(self.open_page("inspector"), self.look, DONE)


def work() -> None:
    """Do what the worker does now and then."""
    beats.beat()
    jobs.run_waiting()


def this_month(*, later: int = 0) -> str:
    """Return the month of today, or a later one, as yyyy-mm."""
    today = clock.today()
    year, month = divmod(today.year * 12 + today.month - 1 + later, 12)
    return f"{year}-{month + 1:02d}"


@pytest.fixture
def village(transactional_db: None, tmp_path: Path, settings: Any) -> str:
    """A city whose register knows the families; return the name of their kelurahan."""
    settings.TANGGAP_DATA = tmp_path
    region_services.load(CITY, by=Actor.system("tes"), at=clock.now())
    seed.programmes_and_rules_of_2020(at=clock.now())
    openings.seed(at=clock.now(), open_too=True)
    name = regions.name_of(VILLAGE)
    clerk = Actor.of(make_officer("data_officer"))
    register = lists.receive(
        [workbook(EVERYBODY, name)], file_name="dtsen.xlsx", programme_code="DTSEN",
        region_code=CITY, by=clerk, at=clock.now(),
    )  # fmt: skip
    reading.read(register.pk, progress=lambda _done, _total: None)
    lists.commit(register.pk, by=clerk, at=clock.now())
    jobs.run_waiting()
    matching.run(by=matching.ENGINE)
    return name


@pytest.fixture
def officers(village: str) -> dict[str, Any]:
    """One officer of each role, and a second verifier and approver."""
    others = {"other": make_officer("verifier"), "deputy": make_officer("head_of_office")}
    return {role: make_officer(role) for role in ROLES} | others


@pytest.fixture
def look(check_page: Look) -> Look:
    """Look closely at a screen, and keep a picture where somebody wants one."""
    numbers = count(1)

    def look(page: Page) -> None:
        check_page(page)
        picture(page, f"way-{next(numbers):02d}")

    return look


@pytest.fixture
def way(
    village: str,
    officers: dict[str, Any],
    open_page: Callable[..., Page],
    sign_in: Callable[[Page, Any], None],
    look: Look,
) -> Way:
    """The way, at its start; every officer has a screen of their own."""

    def page_of(role: str, *, width: str = "desk") -> Page:
        page = open_page(width=width)
        if role:
            sign_in(page, officers[role])
        return page

    return Way(village, officers, page_of, look)


def test_aid_goes_its_whole_way(way: Way) -> None:
    way.families_ask()
    way.they_are_visited_without_a_signal()
    way.the_office_tries_out_and_decides()
    way.the_post_pays_some()
    way.a_place_goes_on_and_a_payment_is_tried_again()
    way.a_refused_family_objects_and_wins()
    way.everybody_sees_the_figures()
    way.the_inspector_sees_who_did_what()
