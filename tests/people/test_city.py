"""A small synthetic city of about two thousand rows, from its files to its people."""

from pathlib import Path

from tanggap.core import clock
from tanggap.core.actor import Actor
from tanggap.people.models import (
    Family,
    HouseholdMembership,
    Link,
    Person,
    RecipientList,
    ReviewPair,
)
from tanggap.people.services import lists, matching, reading
from tanggap.people.types import ListState, PersonStatus
from tanggap.simulate import TRUTH_FILE, Noise, write_city


def test_a_city_is_imported_and_a_second_run_changes_nothing(by: Actor, tmp_path: Path) -> None:
    write_city(tmp_path / "kota", people=2_000, noise=Noise.MEDIUM, seed=11)
    files = [path for path in sorted((tmp_path / "kota").iterdir()) if path.name != TRUTH_FILE]
    for file in files:
        received(file, by)
    ours = RecipientList.objects.unscoped(reason="test")
    assert set(ours.values_list("state", flat=True)) == {ListState.STAGED}
    preview = matching.preview(ours.order_by("pk")[0].pk)
    assert len(preview) == ours.order_by("pk")[0].rows
    ours.update(state=ListState.COMMITTED)
    for one in ours:
        one.records.update(state="current")
    run = matching.run(by=by)

    rows = sum(ours.values_list("rows", flat=True))
    links = Link.objects.filter(superseded_at=None)
    alive = Person.objects.unscoped(reason="test").filter(status=PersonStatus.ALIVE)
    assert run.records == rows == links.count()
    assert alive.count() == run.persons < rows
    assert HouseholdMembership.objects.filter(superseded_at=None).count() == run.persons
    assert Family.objects.unscoped(reason="test").exists()
    assert ReviewPair.objects.unscoped(reason="test").count() == run.doubtful > 0
    assert set(ours.filter(linked_at=None)) == set()

    again = matching.run(by=by)
    assert (again.moved, again.persons, again.doubtful) == (0, run.persons, run.doubtful)
    assert Link.objects.count() == rows


def received(file: Path, by: Actor) -> None:
    found = lists.receive(
        [file.read_bytes()], file_name=file.name, programme_code=file.stem[:20].upper(),
        region_code="3271", by=by, at=clock.now(),
    )  # fmt: skip
    reading.read(found.pk, progress=lambda *_: None)
