"""Sealed files: only sealed on disk, whole or not at all, in every backup."""

from pathlib import Path
from typing import Any

import pytest

from tanggap.core import sealed_files
from tanggap.core.sealed_files import Store

SECRET = b"foto rumah rekaan"


@pytest.fixture
def store(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    settings.TANGGAP_DATA = tmp_path
    monkeypatch.setattr(sealed_files, "_FOLDERS", [])
    return Store("contoh", purpose="test.file")


def test_what_is_put_comes_back_and_is_readable_nowhere_on_disk(
    store: Store, tmp_path: Path
) -> None:
    store.put("satu", SECRET)
    assert store.get("satu") == SECRET
    (file,) = (one for one in tmp_path.rglob("*") if one.is_file())
    assert SECRET not in file.read_bytes()
    assert file.stat().st_mode & 0o077 == 0


def test_a_later_file_takes_the_place_of_an_earlier_one(store: Store) -> None:
    store.put("satu", b"lama")
    store.put("satu", b"baru")
    assert (store.get("satu"), store.names()) == (b"baru", ["satu"])


def test_what_was_removed_is_gone_and_may_be_removed_again(store: Store) -> None:
    store.put("satu", SECRET)
    store.remove("satu", "dua")
    assert not store.has("satu")
    with pytest.raises(FileNotFoundError):
        store.get("satu")


def test_a_writer_that_dies_leaves_the_earlier_file_whole(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.put("satu", b"lama")

    def die(*_given: object) -> None:
        raise OSError

    monkeypatch.setattr("tanggap.core.sealed_files.os.replace", die)
    with pytest.raises(OSError):  # noqa: PT011 - any failure of the disk
        store.put("satu", b"baru")
    assert store.get("satu") == b"lama"


def test_a_store_is_known_to_the_backup(store: Store) -> None:
    assert sealed_files.folders() == ("contoh",)
    assert store.names() == []
