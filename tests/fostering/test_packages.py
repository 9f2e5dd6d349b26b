"""Packages: what costs money is seen by four eyes, and what was pledged stays as it was."""

import pytest
from tests.fostering.conftest import CITY, fresh, make_donor, make_pledge
from tests.personas import make_officer

from tanggap.accounts.access import Forbidden
from tanggap.accounts.models import User
from tanggap.core import clock
from tanggap.core.actor import Actor
from tanggap.fostering.models import Package, PackageChange
from tanggap.fostering.services import package_changes
from tanggap.fostering.types import NotAllowed, PackageDraft

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rules")]
DRAFT = PackageDraft("cash", "Uang tunai tiga bulan", "Cash for three months", 3, 400_000)
TYPED = {
    "kind": "goods", "name_id": "Susu dan popok", "name_en": "", "contents": "Susu 400 g, popok 40",
    "months": "6", "amount": "Rp 275.000",
}  # fmt: skip


@pytest.fixture
def head(db: None) -> Actor:
    return Actor.of(make_officer("head_of_office", region=CITY))


def newest() -> PackageChange:
    found: PackageChange = PackageChange.objects.latest("pk")
    return found


def test_a_new_package_is_pledged_once_another_officer_has_approved_it(coordinator, head) -> None:
    made = package_changes.add(DRAFT, by=coordinator, at=clock.now())
    assert Package.objects.count() == 3
    with pytest.raises(Forbidden):
        package_changes.approve(made.pk, by=coordinator, at=clock.now())
    package = package_changes.approve(made.pk, by=head, at=clock.now())
    assert (package.code, package.programme, package.is_offered) == ("TUNAI-3", "JAGA-ASA", True)
    with pytest.raises(NotAllowed, match="state"):
        package_changes.approve(made.pk, by=head, at=clock.now())


def test_nobody_approves_their_own_proposal() -> None:
    actor = Actor.of(make_officer("foster_coordinator", "head_of_office", region=CITY))
    made = package_changes.add(DRAFT, by=actor, at=clock.now())
    with pytest.raises(NotAllowed, match="four eyes"):
        package_changes.approve(made.pk, by=actor, at=clock.now())
    package_changes.refuse(made.pk, reason="Salah ketik.", by=actor, at=clock.now())
    assert fresh(made).state == "refused"


def test_a_change_holds_for_pledges_that_come_after(coordinator, head) -> None:
    before = make_pledge(make_donor())
    package = before.package
    words = PackageDraft("", "Uang dua bulan", "Cash, two months", 2, 500_000)
    assert not package_changes.change(package.pk, words, by=coordinator, at=clock.now())
    assert fresh(package).name_id == "Uang dua bulan"
    more = PackageDraft("", "Uang dua bulan", "Cash, two months", 2, 600_000)
    assert package_changes.change(package.pk, more, by=coordinator, at=clock.now())
    with pytest.raises(NotAllowed, match="proposed"):
        package_changes.change(package.pk, more, by=coordinator, at=clock.now())
    assert fresh(package).amount == 500_000
    package_changes.approve(newest().pk, by=head, at=clock.now())
    assert (fresh(package).amount, fresh(before).amount) == (600_000, 500_000)


def test_the_screens_lead_through_it(client, coordinator, head) -> None:
    client.force_login(User.objects.get(pk=coordinator.user_id))
    assert client.post("/asuh/meja/paket/baru/", {**TYPED, "amount": "12"}).status_code == 422
    assert client.post("/asuh/meja/paket/baru/", {**TYPED, "contents": " "}).status_code == 422
    client.post("/asuh/meja/paket/baru/", TYPED)
    proposal = newest()
    address = f"/asuh/meja/paket/usulan/{proposal.pk}/"
    assert "Petugas lain yang memutuskan" in client.get("/asuh/meja/paket/").content.decode()
    client.force_login(User.objects.get(pk=head.user_id))
    client.post(address, {"langkah": "setuju"})
    made = Package.objects.get(name_id="Susu dan popok")
    assert (made.amount, made.months, made.kind, made.name_en) == (
        275_000, 6, "goods", "Susu dan popok",
    )  # fmt: skip
    client.force_login(User.objects.get(pk=coordinator.user_id))
    emptied = client.post(f"/asuh/meja/paket/{made.pk}/", {**TYPED, "contents": " "})
    assert emptied.status_code == 422
    client.post(f"/asuh/meja/paket/{made.pk}/", {**TYPED, "contents": "Susu 2 kg"})
    assert (fresh(made).contents, fresh(made).kind) == ("Susu 2 kg", "goods")
    client.post(f"/asuh/meja/paket/{made.pk}/tawarkan/", {"langkah": "akhiri"})
    assert not fresh(made).is_offered
    page = client.get("/asuh/meja/paket/").content.decode()
    assert "Diakhiri" in page
    assert "disetujui" in page
