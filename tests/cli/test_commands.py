"""What is typed, what is shown, and the exit code."""

import csv
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from tanggap.cli import commands
from tanggap.cli.commands import app
from tanggap.cli.guard import run_guarded
from tanggap.intake import UnreadableList
from tanggap.language import Sentence
from tanggap.reconcile import Headline, ListSummary, NothingDone, Summary

HEADLINE = Headline(
    rows=40_000,
    lists=8,
    people=22_649,
    households=10_448,
    households_on_aid=9_681,
    households_on_several=6_171,
    households_breaking=5_249,
    households_warned=892,
    rupiah_per_month=5_018_800_000,
    rows_without_nik=6_983,
    doubtful_pairs=600,
    telling_pairs=238,
    found_by_nik=3_202,
    missed=445,
    in_registers=4_311,
    applications_served=2_870,
)
BROKEN = UnreadableList(
    Path("rusak.xlsx"),
    Sentence("Berkas “rusak.xlsx” rusak.", "“rusak.xlsx” is broken."),
    "FILE_BROKEN",
)


def run(*words: str, debug: bool = False) -> int:
    return run_guarded(lambda: app(list(words), standalone_mode=False), debug=debug)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Replace the main job by one that only remembers what it was asked."""
    remembered: dict[str, Any] = {}

    def reconcile(paths: Sequence[Path], **wishes: Any) -> Summary:
        remembered.update(wishes, paths=paths)
        unreadable = (BROKEN,) if any("rusak" in path.name for path in paths) else ()
        lists = tuple(ListSummary(path.name, "BST", 10) for path in paths)
        return Summary(wishes["out"], HEADLINE, lists, unreadable, (), ())

    monkeypatch.setattr(commands, "reconcile", reconcile)
    return remembered


def test_the_summary_tells_what_matters(asked: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("link", "a.xlsx", "--out", "keluar") == 0
    shown = capsys.readouterr().out
    for text in ("5.249", "Rp5,02 miliar", "61 %", "keluar/laporan.html", "a.xlsx"):
        assert text in shown
    assert asked["out"] == Path("keluar")
    assert asked["formats"] == ("csv",)
    assert not asked["show_ids"]


def test_some_unreadable_lists_are_told_loudly_and_the_work_is_done(
    asked: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("link", "a.xlsx", "rusak.xlsx") == 1
    shown = capsys.readouterr()
    assert "Berkas “rusak.xlsx” rusak." in shown.err
    assert "laporan.html" in shown.out


def test_programmes_are_named_by_path_or_by_bare_name(asked: Any) -> None:
    words = ("--programme", "bst=a.xlsx", "--programme", "PKH=daftar/b.csv")
    assert run("link", "daftar/a.xlsx", *words, "--format", "parquet", "--show-ids") == 0
    assert asked["paths"] == [Path("daftar/a.xlsx"), Path("daftar/b.csv")]
    assert asked["programmes"] == {Path("daftar/a.xlsx"): "BST", Path("daftar/b.csv"): "PKH"}
    assert asked["formats"] == ("csv", "parquet")
    assert asked["show_ids"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("link",), "Sebutkan sedikitnya satu daftar"),
        (("link", "a.xlsx", "--programme", "BST"), "KODE=BERKAS"),
        (("link", "a.xlsx", "--format", "pdf"), "csv / parquet"),
        (("link", "a.xlsx", "--lang", "jv"), "id / en"),
        (("link", "a.xlsx", "--rules", "tidak-ada.toml"), "tidak-ada.toml"),
        (("link", "a.xlsx", "--mapping", "tidak-ada.toml"), "tidak-ada.toml"),
        (("link", "a.xlsx", "--salah"), "tidak ada pilihan --salah"),
        (("lnk",), "Maksud Anda link?"),
        (("link", "a.xlsx", "--oot", "x"), "Maksud Anda --out?"),
        (("link", "--out"), "--out perlu diisi"),
        (("explain",), "FOLDER belum diisi"),
        (("explain", ".", "2", "3"), "bukan hasil tanggap link"),
        (("simulate", "--noise", "berisik"), "low / medium / high"),
        (("simulate", "--people", "banyak"), "--people"),
        (("simulate", "--people", "0"), "--people"),
        (("columns", "tidak-ada.xlsx"), "tidak-ada.xlsx"),
    ],
)
def test_what_is_typed_wrongly_is_told_in_a_sentence(
    asked: Any, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], told: str
) -> None:
    assert run(*words) == 2
    shown = " ".join(capsys.readouterr().err.split())
    assert told in shown
    assert "Traceback" not in shown


def raising(error: BaseException) -> Callable[..., Summary]:
    def reconcile(*_: Any, **__: Any) -> Summary:
        raise error

    return reconcile


@pytest.mark.parametrize(
    ("error", "code", "told"),
    [
        (NothingDone(Sentence("Tidak ada.", "Nothing."), [BROKEN]), 2, "rusak.xlsx"),
        (OSError(28, "No space left on device"), 2, "ruang penyimpanan penuh"),
        (PermissionError(13, "Permission denied", "/x/hasil/people.csv"), 2, "“people.csv”"),
        (KeyboardInterrupt(), 130, "Dihentikan"),
        (ValueError("3271010101800001 SITI AMINAH"), 70, "ValueError"),
    ],
)
def test_every_failure_ends_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    error: BaseException,
    code: int,
    told: str,
) -> None:
    monkeypatch.setattr(commands, "reconcile", raising(error))
    assert run("link", "a.xlsx", debug=True) == code
    shown = capsys.readouterr().err
    assert told in shown
    assert "SITI" not in shown
    assert "3271" not in shown


@pytest.mark.parametrize(("debug", "places"), [(True, True), (False, False)])
def test_debug_says_where_in_the_program(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], debug: bool, places: bool
) -> None:
    monkeypatch.setattr(commands, "reconcile", raising(ValueError("SITI")))
    run("link", "a.xlsx", debug=debug)
    assert ("commands.py" in capsys.readouterr().err) is places


def test_columns_print_a_mapping_that_can_be_given_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], asked: Any
) -> None:
    path = tmp_path / "bst.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["NIK", "NAMA"], ["3271010101800001", "SITI AMINAH"]])
    assert run("columns", str(path)) == 0
    mapping = tmp_path / "mapping.toml"
    mapping.write_text(capsys.readouterr().out, "utf-8")
    assert run("link", str(path), "--mapping", str(mapping)) == 0
    (sheet,) = asked["mapping"].sheets
    assert sheet.columns == {"A": "national_id", "B": "name"}
    assert sheet.programme == "BST"


def test_a_city_is_made_and_the_next_command_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("simulate", "--people", "60", "--out", str(tmp_path / "kota")) == 0
    assert (tmp_path / "kota" / "truth.csv").exists()
    assert "tanggap link" in capsys.readouterr().out


def test_a_city_is_not_made_among_other_files(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "surat.docx").write_text("penting", "utf-8")
    assert run("simulate", "--people", "60", "--out", str(tmp_path)) == 2
    assert "sudah berisi berkas lain" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["surat.docx"]


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A folder as offices keep them: lists, and what lies beside them."""
    for name in ("bst.xlsx", "pkh.csv", "~$bst.xlsx", ".sync.csv", "surat.docx"):
        (tmp_path / name).write_text("x", "utf-8")
    (tmp_path / "lama").mkdir()
    return tmp_path


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("", ["bst.xlsx", "pkh.csv"]),
        ("*.xlsx", ["bst.xlsx"]),
        ("p?h.csv", ["pkh.csv"]),
        ("surat.docx", ["surat.docx"]),
        ("*.ods", ["*.ods"]),
    ],
)
def test_a_folder_or_a_pattern_stands_for_its_lists(
    asked: dict[str, Any], office: Path, typed: str, meant: list[str]
) -> None:
    assert run("link", str(office / typed) if typed else str(office)) == 0
    assert [path.name for path in asked["paths"]] == meant


def test_a_folder_without_lists_is_told(
    asked: dict[str, Any], office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("link", str(office / "lama")) == 2
    assert "Tidak ada daftar" in capsys.readouterr().err
    assert asked == {}


@pytest.mark.parametrize(
    ("language", "texts"),
    [("id", ("Perintah", "Cocokkan daftar")), ("en", ("Commands", "Match lists"))],
)
def test_help_speaks_the_language_of_the_user(language: str, texts: tuple[str, ...]) -> None:
    environment = {**os.environ, "TANGGAP_LANG": language, "COLUMNS": "100"}
    command = [sys.executable, "-m", "tanggap", "--help"]
    shown = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    for text in texts:
        assert text in shown.stdout
