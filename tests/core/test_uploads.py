"""Uploads on their way: whole, and nowhere under a name."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest
from django.test import RequestFactory

from tanggap.core.uploads import NamelessUploadHandler

LARGE = b"NIK;Nama\n" + b"x" * (3 << 20)


@pytest.fixture
def sent(settings: Any, tmp_path: Path) -> HttpRequest:
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path
    return RequestFactory().post("/", {"files": SimpleUploadedFile("BST.csv", LARGE)})


def test_a_large_upload_is_whole_and_has_no_name_on_the_disk(
    sent: HttpRequest, tmp_path: Path
) -> None:
    got = sent.FILES["files"]
    assert b"".join(got.chunks()) == LARGE
    assert (got.name, got.size) == ("BST.csv", len(LARGE))
    assert not hasattr(got, "temporary_file_path")
    assert list(tmp_path.iterdir()) == []
    got.close()


def test_an_upload_that_breaks_off_leaves_nothing(settings: Any, tmp_path: Path) -> None:
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path
    handler = NamelessUploadHandler()
    handler.upload_interrupted()  # before anything came
    handler.new_file("files", "BST.csv", "text/csv", None)
    handler.receive_data_chunk(LARGE, 0)
    handler.upload_interrupted()
    assert handler.file.closed
    assert list(tmp_path.iterdir()) == []
