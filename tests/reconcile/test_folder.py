"""The folder of a result: whole or not at all, and nobody loses a file."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from tanggap.reconcile import NothingDone
from tanggap.reconcile.folder import result_folder


def run(out: Path, files: Mapping[str, str]) -> list[str]:
    """Write a result of these files; return its notes in Indonesian."""
    with result_folder(out, []) as folder:
        for name, text in files.items():
            path = folder.new / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, "utf-8")
        folder.publish()
    return [note.id for note in folder.notes]


def interrupted(out: Path, files: Mapping[str, str]) -> None:
    with result_folder(out, []) as folder:
        for name, text in files.items():
            (folder.new / name).write_text(text, "utf-8")
        raise KeyboardInterrupt


def contents(out: Path) -> dict[str, str]:
    found = (path for path in out.rglob("*") if path.is_file() and ".tanggap" not in path.parts)
    return {path.relative_to(out).as_posix(): path.read_text("utf-8") for path in found}


def test_a_second_run_replaces_the_first_and_removes_what_is_gone(tmp_path: Path) -> None:
    run(tmp_path, {"people.csv": "1", "diperiksa/BST.xlsx": "a", "diperiksa/PKH.xlsx": "b"})
    assert run(tmp_path, {"people.csv": "2", "diperiksa/BST.xlsx": "c"}) == []
    assert contents(tmp_path) == {"people.csv": "2", "diperiksa/BST.xlsx": "c"}


def test_what_an_officer_went_on_with_is_kept(tmp_path: Path) -> None:
    run(tmp_path, {"diperiksa/BST.xlsx": "a", "diperiksa/PKH.xlsx": "b"})
    for name in ("BST", "PKH"):
        (tmp_path / f"diperiksa/{name}.xlsx").write_text("kerja petugas", "utf-8")
    notes = run(tmp_path, {"diperiksa/BST.xlsx": "c"})
    assert contents(tmp_path) == {
        "diperiksa/BST.xlsx": "c",
        "diperiksa/BST (lama).xlsx": "kerja petugas",
        "diperiksa/PKH.xlsx": "kerja petugas",
    }
    assert len(notes) == 1
    assert "BST (lama).xlsx" in notes[0]


def test_files_of_others_are_kept_and_never_twice_under_one_name(tmp_path: Path) -> None:
    for name in ("people.csv", "people (lama).csv", "surat.docx"):
        (tmp_path / name).write_text(f"milik orang lain: {name}", "utf-8")
    run(tmp_path, {"people.csv": "1"})
    assert contents(tmp_path) == {
        "people.csv": "1",
        "people (lama).csv": "milik orang lain: people (lama).csv",
        "people (lama 2).csv": "milik orang lain: people.csv",
        "surat.docx": "milik orang lain: surat.docx",
    }


def test_an_interrupted_run_changes_nothing(tmp_path: Path) -> None:
    run(tmp_path, {"people.csv": "1"})
    with pytest.raises(KeyboardInterrupt):
        interrupted(tmp_path, {"people.csv": "separuh"})
    assert contents(tmp_path) == {"people.csv": "1"}
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".tanggap-")] == []


@pytest.mark.parametrize("record", ["bukan json", "[]", '{"../surat.docx": "x"}'])
def test_a_record_that_was_tampered_with_harms_nobody(tmp_path: Path, record: str) -> None:
    out = tmp_path / "hasil"
    (out / ".tanggap").mkdir(parents=True)
    (out / ".tanggap/written.json").write_text(record, "utf-8")
    (tmp_path / "surat.docx").write_text("penting", "utf-8")
    run(out, {"people.csv": "1"})
    assert (tmp_path / "surat.docx").read_text("utf-8") == "penting"
    assert contents(out) == {"people.csv": "1"}


@pytest.mark.parametrize("where", ["berkas", "berkas/hasil"])
def test_a_file_in_the_way_is_told(tmp_path: Path, where: str) -> None:
    (tmp_path / "berkas").write_text("x", "utf-8")
    with (
        pytest.raises(NothingDone, match="there is a file of that name"),
        result_folder(tmp_path / where, []),
    ):
        pass


def test_a_folder_that_may_not_be_written_to_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**_: object) -> str:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("tanggap.reconcile.folder.tempfile.mkdtemp", refuse)
    with pytest.raises(NothingDone, match="You may not write"), result_folder(tmp_path, []):
        pass


def test_a_result_that_is_open_in_another_program_stays_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(tmp_path, {"people.csv": "1", "records.csv": "1"})

    def locked(paths: object) -> None:
        raise PermissionError(13, "Permission denied", "records.csv")

    monkeypatch.setattr("tanggap.reconcile.folder._check_replaceable", locked)
    with pytest.raises(PermissionError):
        run(tmp_path, {"people.csv": "2", "records.csv": "2"})
    assert contents(tmp_path) == {"people.csv": "1", "records.csv": "1"}
