"""An officer of another kelurahan types numbers into addresses: nothing of this one opens or moves.

The example city is filled as `make demo` fills it; then every address with a number or a code in
it is asked for, read and written, with things that lie elsewhere; and every service is called.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from django.core.cache import cache
from django.db.models import Model
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from tests.config.test_every_page import PAGES
from tests.fostering.conftest import make_donor
from tests.personas import make_officer
from tests.portal.test_masking import links_in, name_of
from tests.services_walk import answered

from tanggap.accounts.models import RoleAssignment, User
from tanggap.accounts.roles import GIVABLE
from tanggap.applications.models import Application, Photo, Proposal
from tanggap.assistance.models import Award, OverlapCase
from tanggap.audit.models import Event
from tanggap.config import demo
from tanggap.core import clock
from tanggap.core.actor import Actor
from tanggap.core.models import JobRun
from tanggap.decisions.models import Plan, PlanRow
from tanggap.distribution.models import Account, AccountFile, Batch, Payment, ResultFile
from tanggap.fostering.models import (
    Candidate,
    CityAccount,
    Donor,
    Forbidden,
    Instalment,
    Match,
    Passage,
    Pledge,
    Round,
    Thanks,
)
from tanggap.fostering.models import Proposal as Pair
from tanggap.messaging.models import Message
from tanggap.objections.models import Survey, Ticket, TicketPhoto
from tanggap.people.models import MatchDecision, Person, RecipientList, ReviewPair
from tanggap.verification.models import Meeting, Visit, VisitPhoto, VisitReport

OWN: Final = "3271069999"
"""Where the curious officers work, a kelurahan of the same city in which nothing lies."""
OFFICES: Final = (
    [role.code for role in GIVABLE if role.code not in ("payer", "inspector")],
    ["payer", "handover"],
    ["inspector"],
    ["donor"],
    ["emergency"],
)
"""Every role in that kelurahan, as far as one person may hold them together."""

TOLD: Final = {
    "reason": "ingin tahu", "evidence": "ingin tahu", "verdict": "different", "teks": "ingin tahu",
    "langkah": "end", "purpose": "review", "ke": "withdrawn",
}  # fmt: skip
"""What forms are given; where a page is closed, no form is ever looked at."""

SENT_AWAY: Final = {
    "applications:entered", "objections:entered",  # only right after the entry
    "verification:report", "verification:unmet",  # "somebody else has it now"
    "people:dossier", "people:undo", "people:undo-decision",  # to a page that is closed
}  # fmt: skip
"""Where the answer to a stranger is another page."""

OWN_ROWS: Final = {"accounts:user", "portal:job"}
"""Whom and what one finds at home: oneself, and one's own work."""

MANY: Final = 60
"""So many services are called at least."""

CLOSED: Final = (403, 404, 405)
NO_PLACE: Final = {
    "applications:page", "applications:member", "applications:drop_member",  # the visitor's draft
    "applications:send_photo",  # the family's own, by code and PIN
    "applications:edit_criteria", "applications:opening",  # programmes hold everywhere
    "assistance:programme", "assistance:edit-programme", "assistance:add-round",
    "assistance:add-component", "assistance:proposal", "assistance:decide-rule",
    "assistance:rule", "assistance:withdraw-rule",
    "command:export",  # rows of the officer's own regions
    "fostering:confirm", "fostering:address",  # a signed link
    "fostering:package_change", "fostering:package_offer", "fostering:package_decide",
    "fostering:own_received", "fostering:own_dispute",  # the family's own, by code and PIN
    "objections:page", "warga:file",  # public
    "regions:region", "distribution:without_account",  # names of places are no secret
}  # fmt: skip
"""Addresses of what lies nowhere, or belongs to whoever holds its key; the pages' tests show it."""


def addresses() -> Iterator[str]:
    """Yield the names of our addresses that take a number, a code or a word."""

    def walk(patterns: list[Any], space: str) -> Iterator[str]:
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                yield from walk(pattern.url_patterns, pattern.namespace or space)
            elif isinstance(pattern, URLPattern) and space and pattern.pattern.converters:
                yield f"{space}:{pattern.name}"

    yield from walk(get_resolver().url_patterns, "")


def of(model: type[Model], **more: Any) -> Any:
    """Return something of a kind; nothing lies in the officers' own kelurahan."""
    rows = model._base_manager.filter(**more).order_by("pk")
    found = rows.first()
    assert found is not None, f"the example city has no {model.__name__}"
    return found


def things() -> dict[str, list[Any]]:
    """Return for each address what it is asked for: things of the other kelurahan."""
    person, family, visit = of(Person), of(Application), of(Visit, state="planned")
    ticket, batch, plan, case = of(Ticket), of(Batch), of(Plan), of(OverlapCase)
    staged, pair, row = of(RecipientList), of(ReviewPair), of(PlanRow)
    match, candidate, pledge = of(Match, state="active"), of(Candidate), of(Pledge)
    user = User.objects.get(username="kelurahan")
    held = RoleAssignment.objects.get(user=user)
    at = {"width": 300, "height": 300, "size": 9}
    photo = Photo.objects.create(
        application=family, kind="kk", name="satu", added_at=clock.now(), **at
    )
    report = of(VisitReport)
    seen = VisitPhoto.objects.create(report=report, name="dua", **at)
    shown = TicketPhoto.objects.create(ticket=ticket, name="tiga", **at)
    book = {"region_code": batch.region_code, "file_name": "a.xlsx", "sha256": "0" * 64}
    sent = {"by_name": "Neng", "at": clock.now()}
    proposal = Proposal.objects.create(programme=plan.programme, **book, **sent)
    accounts = AccountFile.objects.create(**book, **sent)
    account, paid, answer = of(Account), of(Payment), of(ResultFile)
    decision = MatchDecision.objects.create(
        low=pair.low, high=pair.high, verdict="different", batch="satu", by=user, at=clock.now()
    )
    run = JobRun.objects.filter(owner_id=None).first() or JobRun.objects.first()
    assert run is not None
    round_ = of(Round)
    banned = Forbidden.objects.create(
        pledge=pledge, candidate=candidate, reason="uji", by_name="Ratna", at=clock.now()
    )
    event = Event.objects.exclude(region_code="").first()
    assert event is not None
    return {
        **all_of("accounts:user accounts:invite", user.pk),
        "accounts:change": [user.pk, "matikan"],
        "accounts:take_role": [user.pk, held.pk],
        **all_of("applications:detail applications:move applications:recheck "
                 "applications:ask_photo applications:numbers applications:entered", family.pk),
        "applications:photo": [family.pk, photo.pk],
        "applications:call_off_photo": [family.pk, "kk"],
        "applications:proposal": [proposal.pk],
        **all_of("assistance:case assistance:propose-case assistance:assign-case "
                 "assistance:decide-case", case.pk),
        **all_of("assistance:verdict assistance:judging assistance:months assistance:hand-back "
                 "assistance:handed-back command:list-rows people:list people:list-progress "
                 "people:list-mapping people:list-difference people:list-correct "
                 "people:list-export-full people:list-commit people:list-discard "
                 "people:list-undo people:list-file", staged.pk),
        **all_of("assistance:late-months assistance:accept-months assistance:drop-months "
                 "assistance:resume-months", staged.pk),
        "assistance:components": [of(Award).pk],
        "people:list-export": [staged.pk, "csv"],
        "audit:event": [event.pk],
        **all_of("decisions:plan decisions:simulate decisions:save decisions:propose "
                 "decisions:drop decisions:approve decisions:send-back decisions:rows "
                 "decisions:decree", plan.pk),
        "decisions:annex": [plan.pk, "pdf"],
        "decisions:give": [row.pk],
        **all_of("distribution:batch distribution:move distribution:download "
                 "distribution:upload distribution:returned distribution:give "
                 "distribution:vouchers", batch.pk),
        **all_of("distribution:result distribution:commit", answer.batch_id, answer.pk),
        "distribution:payment": [paid.batch_id, paid.pk],
        "distribution:account": [account.person_id],
        **all_of("distribution:decide_account distribution:account_number",
                 account.person_id, account.pk),
        **all_of("distribution:account_file distribution:approve_accounts", accounts.pk),
        **all_of("fostering:family fostering:stop fostering:own_certificate fostering:report "
                 "fostering:contact fostering:contact_consent fostering:answer fostering:match "
                 "fostering:match_act fostering:meet", match.pk),
        **all_of("fostering:sent fostering:proof fostering:desk_proof", of(Instalment).pk),
        **all_of("fostering:pledge fostering:pledge_withdraw fostering:choose "
                 "fostering:pledge_certificate fostering:way", pledge.pk),
        **all_of("fostering:wish fostering:gift fostering:cash_gift", of(Passage).pk),
        "fostering:city_decide": [of(CityAccount).pk],
        "fostering:lift": [banned.pk],
        **all_of("fostering:round fostering:round_again fostering:round_offer "
                 "fostering:round_go_on fostering:round_drop fostering:pin", round_.pk),
        **all_of("fostering:unpin fostering:forbid", round_.pk, of(Pair, round=round_).pk),
        "fostering:enter": [family.pk],
        "fostering:enter_household": [person.pk],
        **all_of("fostering:candidate fostering:change fostering:leave", candidate.pk),
        **all_of("fostering:donor fostering:judge", of(Donor).pk),
        "fostering:pass_on": [of(Thanks).pk],
        "messaging:again": [of(Message).pk],
        **all_of("objections:ticket objections:act objections:entered", ticket.pk),
        "objections:photo": [ticket.pk, shown.pk],
        "objections:call": [getattr(Survey._base_manager.first(), "pk", 1)],  # drawn by lot
        **all_of("people:pair people:decide", pair.pk),
        "people:undo-decision": [decision.pk],
        **all_of("people:dossier people:reveal people:split people:correct people:status "
                 "people:head", person.code),
        "people:undo": [person.code, f"decision:{decision.pk}"],
        **all_of("portal:job portal:job_progress", run.pk),
        "regions:alias": [case.region_code or "3271"],
        **all_of("verification:visit verification:pass_on verification:take_back "
                 "verification:report verification:unmet", visit.pk),
        "verification:photo": [report.visit_id, seen.pk],
        **all_of("verification:meeting verification:close_meeting verification:minutes",
                 of(Meeting).pk),
    }  # fmt: skip


def all_of(names: str, *given: Any) -> dict[str, list[Any]]:
    """Return the same arguments for several addresses."""
    return {name: list(given) for name in names.split()}


@pytest.fixture
def city(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch, db: None) -> None:
    """The example city, small."""
    settings.TANGGAP_DATA, settings.DEMO = tmp_path, True
    monkeypatch.setenv("TANGGAP_DEMO_PEOPLE", "500")
    cache.clear()
    demo.fill(lambda _told: None)


@pytest.mark.usefixtures("city")
def test_nothing_of_another_kelurahan_opens_or_moves_or_is_listed() -> None:
    asked = things()
    assert set(asked) == set(addresses()) - NO_PLACE, "say what is asked for at a new address"
    known = known_of(asked)
    for roles in OFFICES:
        user, client = curious(roles), Client(raise_request_exception=False)
        client.force_login(user)
        before = Event.objects.count()
        for name, given in asked.items():
            path = reverse(name, args=given)
            for answer in (client.get(path), client.post(path, TOLD)):
                closed = answer.status_code in CLOSED
                assert closed or (name in SENT_AWAY and answer.status_code == 302), path
        refused, let_through = answered(known, Actor.of(user))
        assert let_through == []
        assert len(refused) > MANY
        assert Event.objects.count() == before, "an act was done, or a file was opened"
        for path in pages_without_numbers():
            shown = {name_of(link) for link in links_of(client.get(path), path)}
            assert not shown & set(asked) - OWN_ROWS, path


def links_of(answer: Any, path: str) -> list[str]:
    if answer.streaming or not answer.get("Content-Type", "").startswith("text/html"):
        return []
    return list(links_in(answer.content.decode(), path))


def known_of(asked: dict[str, list[Any]]) -> dict[str, Any]:
    """Return the same things by the names that services give them."""
    user = User.objects.get(username="kelurahan")
    ids = {
        "application_id": "applications:detail", "batch_id": "distribution:batch",
        "plan_id": "decisions:plan", "row_id": "decisions:give", "case_id": "assistance:case",
        "list_id": "people:list", "pair_id": "people:pair", "match_id": "fostering:match",
        "candidate_id": "fostering:candidate", "donor_id": "fostering:donor",
        "pledge_id": "fostering:pledge", "round_id": "fostering:round",
        "thanks_id": "fostering:pass_on", "forbidden_id": "fostering:lift",
        "ticket_id": "objections:ticket", "visit_id": "verification:visit",
        "message_id": "messaging:again", "file_id": "distribution:account_file",
        "instalment_id": "fostering:sent", "decision_id": "people:undo-decision",
    }  # fmt: skip
    return {name: asked[address][0] for name, address in ids.items()} | {
        "person_id": of(Person).pk, "account_id": of(Account).pk, "payment_id": of(Payment).pk,
        "award_id": of(Award).pk, "user": user, "officer_id": user.pk, "role": "clerk",
        "assignment": RoleAssignment.objects.get(user=user), "region_code": "3271",
        "programme": of(Plan).programme.code, "months": ("2020-04",), "at": clock.now(),
        "on": clock.today(), "due_on": clock.today(), "reason": "ingin tahu", "evidence": "x",
        "note": "x", "how": "x", "text": "x", "story": "x", "rule": "x", "receipt": "x",
    }  # fmt: skip


def curious(roles: list[str]) -> User:
    """Return an officer of the other kelurahan; a donor is registered there."""
    user = make_officer(*roles, region=OWN)
    if roles == ["donor"]:
        make_donor(user, region_code=OWN)
    return user


def pages_without_numbers() -> Iterator[str]:
    """Yield the addresses of pages that anybody may type."""
    for path, name, _view in PAGES:
        if name != "account_logout" and "/1/" not in path:
            yield path
