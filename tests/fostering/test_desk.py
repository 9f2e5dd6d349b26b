"""The desk: who waits, one family, one donor, one match, what is late, and the figures."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.applications.conftest import asking
from tests.assistance.conftest import make_family, make_person
from tests.fostering.conftest import (
    CITY,
    actor_of,
    fresh,
    make_candidate,
    make_donor,
    make_match,
    make_pledge,
)
from tests.personas import actor_with, make_officer

from tanggap.applications import services as applications
from tanggap.applications.models import Application
from tanggap.applications.services import openings
from tanggap.applications.services.receiving import APPLICANT
from tanggap.assistance.services import ledger
from tanggap.core import clock
from tanggap.fostering import panel
from tanggap.fostering.models import Candidate, Habit, Match, Package
from tanggap.fostering.queries import figures
from tanggap.fostering.services import accepting, families, giving, meetings, safety
from tanggap.fostering.services.families import FAMILY
from tanggap.fostering.types import Entry, NotAllowed
from tanggap.objections.models import Ticket

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rules")]
ENTRY = Entry(how="Ibu setuju di rumah, disaksikan Bu RT.", shown=("region", "people"))


@pytest.fixture
def visited() -> Callable[..., int]:
    """Make a visited application, known to the registry unless said otherwise."""
    openings.seed(at=clock.now(), open_too=True, since=timedelta(days=30))

    def make(score: int = 700, *, known: bool = True, **told: Any) -> int:
        at = clock.now() - timedelta(days=10)
        got = applications.receive(asking(**told), by=APPLICANT, at=at)
        family = make_family()
        rows = Application.objects.unscoped(reason="test")
        rows.filter(pk=got.application_id).update(
            status="visited", score=score, person_id=make_person(family) if known else None,
            family_id=family.pk if known else None, desk_answer="clear",
        )  # fmt: skip
        return got.application_id

    return make


@pytest.fixture
def active() -> Match:
    pledge = make_pledge()
    made = make_match(make_candidate(), pledge)
    return accepting.accept(made.pk, by=actor_of(pledge.donor), at=clock.now())


def page_of(role: str, client: Client, name: str, *args: Any, **more: Any) -> str:
    client.force_login(make_officer(role, region=CITY))
    return client.get(reverse(f"fostering:{name}", args=args), **more).content.decode()


def act(client: Client, match: Match, name: str, **told: Any) -> None:
    url = reverse("fostering:match_act", args=[match.pk])
    assert client.post(url, {"langkah": name, **told}).status_code == 302


class TestEntering:
    def test_a_visited_family_without_aid_is_asked_and_enters(self, visited, client) -> None:
        number = visited(head_name="Rukmini Contoh")
        assert "Rukmini Contoh" in page_of("desk_officer", client, "waiting")
        told = {
            "how": "Ibu setuju di rumah.", "told_all": "on", "purpose": "aid", "children": "on",
            "shown": ["region", "people"], "story": "Hubungi 081234567890 atau saya.",
        }  # fmt: skip
        client.post(reverse("fostering:enter", args=[number]), told)
        one = Candidate.objects.unscoped(reason="test").get(application_id=number)
        assert (one.state, one.score, one.shown) == ("waiting", 700, ["region", "people"])
        assert "081234567890" not in one.story
        assert one.waiting_since == clock.today() - timedelta(days=10)
        assert [given.how for given in one.consents.all()] == ["Ibu setuju di rumah."]
        assert "Rukmini Contoh" not in page_of("desk_officer", client, "waiting")

    def test_without_consent_nobody_enters(self, visited, client) -> None:
        number = visited()
        client.force_login(make_officer("desk_officer", region=CITY))
        answer = client.post(reverse("fostering:enter", args=[number]), {"purpose": "aid"})
        assert answer.status_code == 422
        assert "Tulis bagaimana keluarga ini setuju." in answer.content.decode()

    def test_a_family_with_aid_is_not_listed_and_cannot_enter(self, visited, client) -> None:
        number = visited(head_name="Sudah Dibantu")
        rows = Application.objects.unscoped(reason="test").filter(pk=number)
        person = rows.get().person_id
        month = f"{clock.today():%Y-%m}"
        by = actor_with("programme_manager")
        ledger.award(person_id=person, programme="PKH", months=[month], by=by, at=clock.now())
        rows.update(person_id=person)  # the desk looks anew, and this NIK is nobody's
        assert "Sudah Dibantu" not in page_of("desk_officer", client, "waiting")
        desk = actor_with("desk_officer")
        with pytest.raises(NotAllowed, match="aided"):
            families.enter(application_id=number, told=ENTRY, by=desk, at=clock.now())

    def test_whom_the_registry_does_not_know_is_handed_to_its_keepers(self, visited, client):
        visited(known=False)
        assert "belum di registri" in page_of("desk_officer", client, "waiting")
        answer = client.post(reverse("fostering:hand_over"), follow=True)
        assert "1 keluarga diserahkan kepada petugas data." in answer.content.decode()

    def test_a_family_enters_once(self, visited) -> None:
        number, desk = visited(), actor_with("desk_officer")
        families.enter(application_id=number, told=ENTRY, by=desk, at=clock.now())
        with pytest.raises(NotAllowed, match="state"):
            families.enter(application_id=number, told=ENTRY, by=desk, at=clock.now())

    def test_what_a_family_writes_is_read_before_it_is_shown(self, client) -> None:
        one = make_candidate()
        families.write_story(candidate_id=one.pk, story="Kami berempat.", at=clock.now())
        assert (fresh(one).story, fresh(one).story_unread) == ("", "Kami berempat.")
        assert "Kami berempat." in page_of("desk_officer", client, "change", one.pk)
        url = reverse("fostering:change", args=[one.pk])
        client.post(url, {"story": "Kami berempat.", "shown": ["story"]})
        assert (fresh(one).story, fresh(one).story_unread) == ("Kami berempat.", "")

    def test_a_family_leaves_at_any_time_and_takes_its_number_along(self, active, client) -> None:
        family = active.candidate
        page_of("desk_officer", client, "candidate", family.pk)
        url = reverse("fostering:leave", args=[family.pk])
        client.post(url, {"teks": "Sudah bekerja lagi, kata Bapak."})
        assert (fresh(family).state, fresh(active).state) == ("left", "ended")
        assert fresh(family).sealed_phone is None


class TestMatches:
    def test_the_match_tells_everything(self, active, client) -> None:
        page = page_of("foster_coordinator", client, "match", active.pk)
        for words in ("Berjalan", "Rp500.000", "Riwayat", active.candidate.code):
            assert words in page

    def test_an_officer_who_asked_confirms_an_instalment(self, active, client) -> None:
        one = active.instalments.first()
        page_of("desk_officer", client, "match", active.pk)
        act(client, active, "received", tahap=one.pk)
        assert (fresh(one).state, fresh(one).received_by) == ("received", "officer")

    def test_an_instalment_of_another_match_is_not_touched(self, active, client) -> None:
        pledge = make_pledge()
        made = make_match(make_candidate(), pledge)
        other = accepting.accept(made.pk, by=actor_of(pledge.donor), at=clock.now())
        page_of("desk_officer", client, "match", active.pk)
        act(client, active, "received", tahap=other.instalments.first().pk)
        assert fresh(other.instalments.first()).state == "due"

    def test_a_coordinator_ends_a_match_with_a_reason(self, active, client) -> None:
        page_of("foster_coordinator", client, "match", active.pk)
        act(client, active, "end", teks="")
        assert fresh(active).state == "active"
        act(client, active, "end", teks="Alamat tidak benar.")
        assert fresh(active).state == "ended"

    def test_the_inspector_looks_and_changes_nothing(self, active, client) -> None:
        assert "Hentikan…" not in page_of("inspector", client, "match", active.pk)
        act(client, active, "end", teks="Coba.")
        assert fresh(active).state == "active"

    def test_both_sides_and_an_approved_donor_are_needed_to_meet(self, active, client) -> None:
        donor = active.slot.pledge.donor
        page = page_of("foster_coordinator", client, "match", active.pk)
        assert "donatur belum disetujui petugas" in page
        act(client, active, "agree", teks="Ibu setuju di rumah.")
        safety.agree_to_contact(
            active.pk, how="halaman donatur", donor=donor, by=actor_of(donor), at=clock.now()
        )
        day = clock.today() + timedelta(days=7)
        told = {"day": f"{day:%Y-%m-%d}", "hour": "09:00", "place": "Kantor Kelurahan"}
        meet = reverse("fostering:meet", args=[active.pk])
        assert client.post(meet, told).status_code == 422
        client.post(
            reverse("fostering:judge", args=[donor.pk]),
            {"langkah": "good", "teks": "KTP dan tujuan diperiksa."},
        )
        assert client.post(meet, told).status_code == 302
        assert active.introductions.get().place == "Kantor Kelurahan"
        assert safety.look_at_contact(active.pk, by=actor_of(donor), at=clock.now())
        act(client, active, "withdraw")
        assert active.introductions.get().state == "cancelled"
        with pytest.raises(NotAllowed, match="consent"):
            safety.look_at_contact(active.pk, by=actor_of(donor), at=clock.now())

    @pytest.mark.parametrize("side", ["family", "donor"])
    def test_one_side_alone_agrees_to_no_meeting(self, active, coordinator, side) -> None:
        donor = active.slot.pledge.donor
        safety.judge_donor(
            donor_id=donor.pk, good=True, reason="KTP diperiksa.", by=coordinator, at=clock.now()
        )
        told = {"donor": donor, "by": actor_of(donor)} if side == "donor" else {"by": FAMILY}
        safety.agree_to_contact(active.pk, how="halaman sendiri", at=clock.now(), **told)
        with pytest.raises(NotAllowed, match="consent"):
            meetings.plan(
                active.pk, meets_at=clock.now() + timedelta(days=2), place="Kelurahan",
                by=coordinator, at=clock.now(),
            )  # fmt: skip
        with pytest.raises(NotAllowed, match="consent"):
            safety.look_at_contact(active.pk, by=actor_of(donor), at=clock.now())
        assert not active.introductions.exists()

    def test_nobody_approves_themselves(self) -> None:
        user = make_officer("foster_coordinator", region=CITY)
        donor = make_donor(user)
        with pytest.raises(NotAllowed, match="four eyes"):
            safety.judge_donor(
                donor_id=donor.pk, good=True, reason="Saya sendiri.", by=actor_of(donor),
                at=clock.now(),
            )  # fmt: skip

    def test_thanks_reach_the_donor_through_an_officer(self, active, client) -> None:
        safety.thank(active.pk, text="Terima kasih banyak.", by=FAMILY, at=clock.now())
        assert "Terima kasih banyak." in page_of("desk_officer", client, "thanks")
        one = active.thanks.get()
        client.post(reverse("fostering:pass_on", args=[one.pk]), {"langkah": "pass"})
        assert fresh(one).state == "passed"

    def test_abuse_is_read_by_the_inspectorate_only(self, active, client) -> None:
        page_of("desk_officer", client, "match", active.pk)
        url = reverse("fostering:match_act", args=[active.pk])
        told = {"langkah": "report", "teks": "Donatur meminta bertemu sendirian."}
        page = client.post(url, told, follow=True).content.decode()
        assert "PIN" in page
        ticket = Ticket.objects.unscoped(reason="test").get()
        assert (ticket.kind, ticket.state) == ("abuse", "escalated")


class TestLists:
    @pytest.mark.parametrize(
        "name",
        ["families", "matches", "donors", "instalments", "meetings", "thanks", "desk_figures",
         "registers", "waiting"],
    )  # fmt: skip
    def test_every_list_opens_for_the_kelurahan(self, name, active, client) -> None:
        client.force_login(make_officer("desk_officer", region=CITY))
        assert client.get(reverse(f"fostering:{name}")).status_code == 200

    def test_a_neighbour_sees_nothing(self, active, client) -> None:
        client.force_login(make_officer("foster_coordinator", region="3204"))
        assert client.get(reverse("fostering:match", args=[active.pk])).status_code == 404
        assert (
            active.candidate.code not in client.get(reverse("fostering:families")).content.decode()
        )

    def test_the_application_leads_to_the_list(self, visited, client) -> None:
        number = visited()
        client.force_login(make_officer("desk_officer", region=CITY))
        page = client.get(reverse("applications:detail", args=[number])).content.decode()
        assert reverse("fostering:enter", args=[number]) in page

    def test_the_dossier_tells_where_the_family_stands(self, active) -> None:
        found = panel.of_person(actor_with("desk_officer"), active.candidate.person_id)
        assert (found["one"], found["match"]) == (active.candidate, active)
        assert panel.of_person(actor_with("desk_officer", region="3204"), 1) is None

    def test_an_empty_installation_is_given_the_usual_packages(self, client) -> None:
        Package.objects.all().delete()
        page = page_of("foster_coordinator", client, "families")
        assert "Siapkan paket yang lazim" in page
        client.post(reverse("fostering:prepare"))
        assert Package.objects.count() == 3

    def test_the_city_chooses_its_days(self, client) -> None:
        client.force_login(make_officer("foster_coordinator", region=CITY))
        url = reverse("fostering:days")
        wrong = {"due_day": 5, "late_after": 20, "lapse_after": 10}
        assert client.post(url, wrong).status_code == 422
        client.post(url, {"due_day": 10, "late_after": 10, "lapse_after": 20, "hand_within": 5})
        assert Habit.objects.get().due_day == 10


class TestFigures:
    def test_they_count_families_and_what_arrived(self, active, coordinator) -> None:
        make_candidate()
        giving.confirm(active.instalments.first().pk, by=FAMILY, at=clock.now())
        whole = figures.whole(coordinator)
        assert (whole.known, whole.waiting, whole.matched, whole.served) == (2, 1, 1, 1)
        assert (whole.rupiah, whole.share) == (500_000, 50)
        kinds = {row.name: row.known for row in figures.by_kind(coordinator)}
        assert kinds == {"children": 2}

    def test_the_public_totals_hide_the_few(self, active) -> None:
        assert figures.public().rupiah == 0
        giving.confirm(active.instalments.first().pk, by=FAMILY, at=clock.now())
        few = figures.public()
        assert (few.waiting, few.matched, few.rupiah, few.places) == (0, None, None, ())
        for _ in range(6):
            make_candidate()
        told = figures.public()
        assert told.waiting == 6
        assert told.median_wait is not None
