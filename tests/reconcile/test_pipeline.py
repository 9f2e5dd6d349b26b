"""The whole way: the lists of a small synthetic city in, one truth out."""

import csv
import re
import shutil
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import openpyxl
import pytest

from tanggap.overlap import parse_rules, rules_of_2020
from tanggap.reconcile import NothingDone, Stage, Summary, explain_rows, read_sources, reconcile
from tanggap.simulate import write_city

NIK = re.compile(r"(?<!\d)\d{16}(?!\d)")


@pytest.fixture(scope="module")
def lists(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    directory = tmp_path_factory.mktemp("kota")
    city = write_city(directory, people=400, noise="medium", seed=3)
    return [directory / file for file in city.rows_per_file]


@pytest.fixture(scope="module")
def result(lists: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Summary:
    return reconcile(
        lists,
        out=tmp_path_factory.mktemp("hasil"),
        formats=("csv", "parquet"),
        on=date(2020, 6, 3),
    )


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_data_row_comes_out_exactly_once(result: Summary, lists: list[Path]) -> None:
    found = [(r["file"], r["sheet"], r["row"]) for r in read(result.out / "records.csv")]
    truth = read(lists[0].parent / "truth.csv")
    assert sorted(found) == sorted((r["file"], r["sheet"], r["row"]) for r in truth)


def test_each_list_is_put_to_its_programme(result: Summary) -> None:
    known = {"PKH", "BPNT", "BST", "BLT-DD", "PROV-JABAR", "KOTA", "DTSEN", "PENGAJUAN"}
    assert {one.programme for one in result.lists} == known


def test_the_folder_holds_what_was_promised(result: Summary) -> None:
    names = {path.name for path in result.out.iterdir()}
    tables = ("records", "people", "households", "overlaps", "review", "problems")
    assert {f"{table}.csv" for table in tables} <= names
    assert {f"{table}.parquet" for table in tables} <= names
    assert {"laporan.html", "laporan.xlsx", "BACA-SAYA.txt", "diperiksa", ".tanggap"} <= names


def test_no_table_shows_a_whole_nik(result: Summary) -> None:
    for path in [*result.out.glob("*.csv"), result.out / "laporan.html"]:
        assert not NIK.search(path.read_text("utf-8")), path.name


class Page(HTMLParser):
    """Collects what a browser would fetch or run, what can be clicked, and what is open."""

    def __init__(self) -> None:
        super().__init__()
        self.fetched: list[str] = []
        self.linked: set[str] = set()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.fetched += [
            value or ""
            for name, value in attrs
            if name in {"src", "srcset"} or (name == "href" and tag != "a")
        ]
        self.linked |= {value or "" for name, value in attrs if tag == "a" and name == "href"}
        if tag in {"script", "link", "iframe", "img"}:
            self.fetched.append(tag)
        if tag in {"section", "article", "table", "svg", "main", "ol", "dl", "div"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in {"section", "article", "table", "svg", "main", "ol", "dl", "div"}:
            assert self.open.pop() == tag


def test_the_report_is_one_well_formed_page_that_fetches_nothing(result: Summary) -> None:
    text = (result.out / "laporan.html").read_text("utf-8")
    page = Page()
    page.feed(text)
    assert page.fetched == []
    assert all(link[0] == "#" or (result.out / link).exists() for link in page.linked)
    assert page.open == []
    assert "3 Juni 2020" in text
    assert "url(" not in text
    assert 'lang="id"' in text


def test_the_report_for_excel_has_five_sheets(result: Summary) -> None:
    book = openpyxl.load_workbook(result.out / "laporan.xlsx")
    assert book.sheetnames == [
        "Ringkasan",
        "Tumpang tindih",
        "Perlu diperiksa",
        "Mutu data",
        "Rumah tangga",
    ]
    assert book["Tumpang tindih"].freeze_panes == "B2"
    words = {cell.value for row in book["Tumpang tindih"]["E2:F60"] for cell in row}
    assert words <= {"tahan", "periksa dulu", "orang yang sama", "KK yang sama", "serumah"}


def test_every_list_is_handed_back_with_its_rows(result: Summary, lists: list[Path]) -> None:
    returned = sorted(path.stem for path in (result.out / "diperiksa").iterdir())
    assert returned == sorted(path.stem for path in lists)
    rows = 0
    for path in (result.out / "diperiksa").iterdir():
        for sheet in openpyxl.load_workbook(path):
            texts = [str(cell.value or "") for row in sheet.iter_rows() for cell in row]
            rows += sum(bool(re.fullmatch(r"P\d{6}", text)) for text in texts)
    assert rows == result.headline.rows


def test_two_rows_can_be_explained_afterwards(result: Summary) -> None:
    found = explain_rows(result.out, "2", "3")
    assert found.explanation.evidence
    assert 0 <= found.explanation.probability <= 1


def test_the_same_lists_give_the_same_result(
    result: Summary, lists: list[Path], tmp_path: Path
) -> None:
    reconcile(lists, out=tmp_path, on=date(2020, 6, 3))
    for name in ("records.csv", "overlaps.csv", "review.csv", "laporan.html"):
        assert (tmp_path / name).read_bytes() == (result.out / name).read_bytes(), name


def test_english_rules_of_ones_own_and_a_broken_list(lists: list[Path], tmp_path: Path) -> None:
    """One run for several wishes: a rule book of one's own, English, a list that is no list."""
    broken = tmp_path / "rusak.xlsx"
    broken.write_bytes(b"PK\x03\x04 bukan")
    book = parse_rules('[[programme]]\ncode = "LAIN"\nname = "Lain"\n')
    told: list[Stage] = []
    summary = reconcile(
        [lists[0], broken],
        out=tmp_path / "hasil",
        rules=book,
        programmes={lists[0]: "LAIN"},
        language="en",
        show_ids=True,
        boundaries=broken,
        progress=lambda stage, _: told.append(stage),
    )
    assert [failure.path for failure in summary.unreadable] == [broken]
    assert {one.programme for one in summary.lists} == {"LAIN"}
    assert summary.headline.households_breaking == 0
    assert len(summary.notes) == 1
    assert list(dict.fromkeys(told)) == list(Stage)
    page = (tmp_path / "hasil" / "laporan.html").read_text("utf-8")
    assert "What to do now" in page
    assert "rusak.xlsx" in page
    assert NIK.search((tmp_path / "hasil" / "people.csv").read_text("utf-8"))


def test_where_nothing_can_be_read_nothing_is_written(tmp_path: Path) -> None:
    with pytest.raises(NothingDone) as caught:
        reconcile([tmp_path / "tidak-ada.xlsx"], out=tmp_path / "hasil")
    assert len(caught.value.unreadable) == 1
    assert list((tmp_path / "hasil").iterdir()) == []


def test_returned_lists_are_not_overwritten_while_they_are_read(
    result: Summary, tmp_path: Path
) -> None:
    shutil.copytree(result.out / "diperiksa", tmp_path / "diperiksa")
    again = sorted((tmp_path / "diperiksa").iterdir())
    with pytest.raises(NothingDone, match="overwritten"):
        reconcile(again, out=tmp_path)


def test_the_truth_of_a_synthetic_city_is_set_aside_with_a_note(
    lists: list[Path], tmp_path: Path
) -> None:
    truth = lists[0].parent / "truth.csv"
    summary = reconcile([*lists[:3], truth], out=tmp_path)
    assert summary.unreadable == ()
    assert [one.file for one in summary.lists] == [path.name for path in lists[:3]]
    assert "truth.csv" in summary.notes[0].id
    with pytest.raises(NothingDone, match=r"truth\.csv"):
        reconcile([truth], out=tmp_path / "hasil")


def test_a_province_whose_nik_say_which_is_named(lists: list[Path]) -> None:
    province = next(path for path in lists if "provinsi" in path.name)
    book = rules_of_2020()
    found = read_sources([province], book=book, programmes={})
    assert found.programmes[0].code == "PROV-JABAR"
    assert set(found.read.table["programme"]) == {"PROV-JABAR"}
    said = read_sources([province], book=book, programmes={province: "PROV"})
    assert said.programmes[0].code == "PROV"


def test_the_title_of_a_text_file_tells_its_programme(tmp_path: Path) -> None:
    path = tmp_path / "Data final (1).csv"
    path.write_text(
        "DAFTAR PENERIMA BANTUAN SOSIAL TUNAI,,\n\nNIK,NAMA,ALAMAT\n"
        "3271010101800001,SITI AMINAH,Jl. Mawar 1\n3271014101800002,ASEP,Jl. Mawar 2\n",
        "utf-8",
    )
    assert read_sources([path], book=rules_of_2020(), programmes={}).programmes[0].code == "BST"


def test_a_file_in_the_place_of_the_folder_is_told_in_a_sentence(
    lists: list[Path], tmp_path: Path
) -> None:
    (tmp_path / "hasil").write_text("berkas", "utf-8")
    with pytest.raises(NothingDone, match="hasil"):
        reconcile(lists[:1], out=tmp_path / "hasil")
