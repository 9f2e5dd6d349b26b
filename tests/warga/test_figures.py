"""The public figures: the front page and the open data, with small ones hidden everywhere."""

import csv
import gzip
import io
import json
import re
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils.http import http_date
from tests.assistance.conftest import make_household, make_list, make_person
from tests.warga.conftest import AT, VILLAGE, give, make_bearer, model, nik

import tanggap.portal
import tanggap.warga
from tanggap.core import clock, jobs
from tanggap.core.actor import Actor
from tanggap.core.models import JobRun
from tanggap.warga import tasks
from tanggap.warga.models import AidShown, DataFile, NeedShown, Summary
from tanggap.warga.services import counting

pytestmark = pytest.mark.django_db
BUDGET = 40_000
OTHER = "3271011002"
THIRD = "3271021001"


def settle(manager: Actor, count: int, village: str, programme: str = "KOTA") -> list[int]:
    """Give aid to so many households of a village."""
    found = []
    for _ in range(count):
        household = make_household()
        person = make_person(household=household)
        model("Person").objects.unscoped(reason="test").filter(pk=person).update(
            region_code=village
        )
        model("Household").objects.unscoped(reason="test").filter(pk=household.pk).update(
            region_code=village
        )
        give(manager, person, programme=programme, months=("2020-05",))
        found.append(person)
    return found


@pytest.fixture
def counted(manager: Actor, city: None) -> Summary:
    """Thirty households in one kelurahan, three in another, twelve in a third; some have none."""
    for count, village in ((30, VILLAGE), (3, OTHER), (12, THIRD)):
        settle(manager, count, village)
    make_list("DTSEN", [make_person(household=make_household()) for _ in range(7)])
    return counting.count(at=AT)


def test_a_few_are_hidden_and_another_with_them(counted: Summary) -> None:
    found = {
        one.place: one.households
        for one in AidShown.objects.filter(summary=counted, programme="KOTA")
    }
    assert found["3271"] == 45
    assert found[OTHER] is None
    assert list(found.values()).count(None) > 1
    assert all(value is None or value >= 5 for value in found.values())


def test_the_database_keeps_no_figure_of_a_few(counted: Summary) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        AidShown.objects.create(
            summary=counted, month="2020-01", place="x", households=3, people=9, rupiah=1
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        NeedShown.objects.create(summary=counted, place="x", registered=9, missed=2)


def test_visitors_see_the_front_page_and_officers_theirs(
    client: Client, counted: Summary, officer: Any
) -> None:
    page = client.get("/").content.decode()
    assert "rumah tangga terdata belum menerima bantuan apa pun" in page
    assert re.search(r'<strong class="num">7</strong>', page)
    assert "/cek/" in page
    assert "/ajuan/" in page
    assert "/akun/login/" in page
    client.force_login(officer())
    assert "belum menerima bantuan apa pun" not in client.get("/").content.decode()
    assert "belum menerima bantuan apa pun" in client.get("/warga/").content.decode()


def test_hidden_figures_stand_nowhere_on_the_page(client: Client, counted: Summary) -> None:
    page = client.get("/", {"bulan": "2020-05", "ukuran": "households"}).content.decode()
    line = next(
        row for row in page.split("<tr>") if "Lawang Gintung" in row or "disembunyikan" in row
    )
    assert "disembunyikan" in line
    assert "Rp1,5 juta" not in page


def test_before_the_first_counting_the_ways_are_there(client: Client, city: None) -> None:
    page = client.get("/").content.decode()
    assert "Angka bantuan belum dihitung" in page
    assert "/cek/" in page
    assert client.get("/data/").status_code == 200
    assert client.get("/data/bantuan.csv").status_code == 404


@pytest.mark.parametrize(
    "address",
    ["/", "/?wilayah=327101", "/?wilayah=99&bulan=x&program=y&ukuran=z", "/?ukuran=rupiah",
     "/?wilayah=3271011001", "/cek/", "/panduan/", "/data/"],
)  # fmt: skip
def test_pages_are_light_and_need_no_script(client: Client, counted: Summary, address: str) -> None:
    portal, own = (Path(app.__file__).parent for app in (tanggap.portal, tanggap.warga))
    sheets = [portal / "static/portal" / name
              for name in ("tokens.css", "public.css", "theme.js", "icon.svg")]  # fmt: skip
    sheets.append(own / "static/warga/warga.css")
    styled = sum(len(gzip.compress(file.read_bytes())) for file in sheets)
    answer = client.get(address)
    assert answer.status_code == 200
    assert len(gzip.compress(answer.content)) + styled < BUDGET
    assert b"tabler" not in answer.content


def test_a_visit_is_few_queries(
    client: Client, counted: Summary, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(20):
        client.get("/")


def read(client: Client, name: str) -> list[dict[str, str]]:
    text = client.get(f"/data/{name}").content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_open_data_say_the_same_as_the_page(client: Client, counted: Summary) -> None:
    rows = read(client, "bantuan.csv")
    city = next(
        one for one in rows if (one["kode_wilayah"], one["kode_program"]) == ("32.71", "KOTA")
    )
    assert (city["rumah_tangga"], city["rupiah"]) == ("45", "22500000")
    unseen = [one for one in rows if one["keterangan"] == "disembunyikan"]
    assert {one["rumah_tangga"] + one["orang"] + one["rupiah"] for one in unseen} == {""}
    document = json.loads(client.get("/data/bantuan.json").content)
    assert len(document["data"]) == len(rows)
    assert document["metadata"]["standar_data"][0]["kolom"] == "bulan"
    need = read(client, "rumah-tangga.csv")
    assert {(one["terdata"], one["tanpa_bantuan"]) for one in need} == {("7", "7")}


def test_the_catalogue_names_every_file_with_its_hash(client: Client, counted: Summary) -> None:
    catalogue = json.loads(client.get("/data/katalog.json").content)
    for one in catalogue["data"]:
        for file in one["berkas"]:
            content = client.get(f"/data/{file['nama']}").content
            assert sha256(content).hexdigest() == file["sha256"]
    columns = {(one["berkas"], one["kolom"]) for one in read(client, "kamus-data.csv")}
    assert ("bantuan", "rupiah") in columns


def test_who_has_a_file_already_is_told_so(client: Client, counted: Summary) -> None:
    first = client.get("/data/bantuan.csv")
    kept = DataFile.objects.get(name="bantuan.csv")
    assert first["ETag"] == f'"{kept.sha256}"'
    assert first["Last-Modified"] == http_date(AT.timestamp())
    again = client.get("/data/bantuan.csv", headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_the_newest_counting_takes_the_place_of_the_older(counted: Summary) -> None:
    newer = counting.count(at=clock.now())
    assert list(Summary.objects.all()) == [newer]


def test_it_is_counted_when_the_ledger_changed_and_not_all_the_time(
    manager: Actor, city: None
) -> None:
    assert counting.is_due(clock.now())
    summary = counting.count(at=clock.now())
    assert not counting.is_due(clock.now())
    give(manager, make_bearer(number=nik(1)))
    assert not counting.is_due(summary.taken_at)
    later = summary.taken_at + counting.REST
    assert counting.is_due(later)
    assert counting.is_due(summary.taken_at + counting.DAY)


def test_the_worker_counts_in_the_background(manager: Actor, city: None) -> None:
    tasks.look()
    tasks.look()
    run = JobRun.objects.get(kind=counting.KIND)
    jobs.run_now(run.pk)
    assert Summary.objects.filter(is_complete=True).exists()


def test_nothing_at_all_is_counted_too(client: Client, db: None) -> None:
    counting.count(at=AT)
    assert client.get("/").status_code == 200
    assert read(client, "bantuan.csv") == []
