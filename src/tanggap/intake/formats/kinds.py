"""What a file really is, told by its content and not by its name."""

import zipfile
from pathlib import Path
from typing import Final, Literal

from tanggap.intake.problems import unreadable

Kind = Literal["xlsx", "xls", "ods", "csv"]

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_SECTOR: Final = 512
_GLOBALS: Final = (b"\x09\x08\x10\x00\x00\x06\x05\x00", b"\x09\x08\x08\x00\x00\x05\x05\x00")
"""How the stream of a workbook of Excel 97 and of Excel 95 begins."""
_FILE_PASS: Final = 0x002F
_PEEK: Final = 4_096
_NOT_LISTS: Final[tuple[tuple[bytes, str, str], ...]] = (
    (b"%PDF", "dokumen PDF", "a PDF document"),
    (b"\x89PNG", "gambar", "a picture"),
    (b"\xff\xd8\xff", "gambar", "a picture"),
    (b"GIF8", "gambar", "a picture"),
    (b"{\\rtf", "dokumen teks (RTF)", "a text document (RTF)"),
    (b"\x1f\x8b", "arsip terkompresi", "a compressed archive"),
    (b"Rar!", "arsip RAR", "a RAR archive"),
    (b"7z\xbc\xaf", "arsip 7z", "a 7z archive"),
    (b"\x7fELF", "program komputer", "a computer program"),
    (b"MZ\x90", "program komputer", "a computer program"),
    (b"PAR1", "berkas Parquet", "a Parquet file"),
)
_SUFFIXES: Final[dict[Kind, tuple[str, ...]]] = {
    "xlsx": (".xlsx", ".xlsm", ".xltx", ".xlsb"),
    "xls": (".xls", ".xlt"),
    "ods": (".ods",),
    "csv": (".csv", ".tsv", ".txt", ".tab"),
}


def kind_of(path: Path) -> Kind:
    """Return the kind of file; raise UnreadableList where it is no list at all."""
    start = _start_of(path)
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _kind_of_archive(path)
    if start.startswith(_OLE):
        content = path.read_bytes()
        if _ENCRYPTED in content or _has_password(content):
            raise unreadable(path, "FILE_LOCKED")
        return "xls"
    if start[:4] in {b"\x09\x08\x10\x00", b"\x09\x04\x06\x00", b"\x09\x02\x06\x00"}:
        raise unreadable(
            path, "FILE_SAVE_AS", what_id="Excel versi sangat lama", what_en="very old Excel"
        )
    for magic, what_id, what_en in _NOT_LISTS:
        if start.startswith(magic):
            raise unreadable(path, "FILE_NOT_A_LIST", what_id=what_id, what_en=what_en)
    _refuse_markup(path, start)
    return "csv"


def agrees_with_name(path: Path, kind: Kind) -> bool:
    """Tell whether the end of a file's name is one that this kind of file has."""
    return path.suffix.lower() in _SUFFIXES[kind]


def _has_password(content: bytes) -> bool:
    """Tell whether an old workbook (XLS) is encrypted: FilePass is among its first records.

    The reader only says that it does not know such a file. Records: [MS-XLS] 2.1.7.20.1, 2.4.117.
    """
    for sector in range(_SECTOR, len(content), _SECTOR):
        if content.startswith(_GLOBALS, sector):
            place, end = sector, min(sector + _SECTOR, len(content)) - 4
            while place <= end:
                if int.from_bytes(content[place : place + 2], "little") == _FILE_PASS:
                    return True
                place += 4 + int.from_bytes(content[place + 2 : place + 4], "little")
    return False


def _start_of(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            start = file.read(_PEEK)
    except FileNotFoundError as error:
        raise unreadable(path, "FILE_NOT_FOUND") from error
    except IsADirectoryError as error:
        raise unreadable(path, "FILE_IS_FOLDER") from error
    except OSError as error:
        raise unreadable(path, "FILE_NOT_ALLOWED") from error
    if not start.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise unreadable(path, "FILE_EMPTY")
    return start


def _kind_of_archive(path: Path) -> Kind:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise unreadable(path, "FILE_BROKEN") from error
    if any(name.lower().startswith("xl/") for name in names):
        return "xlsx"
    if {"mimetype", "content.xml"} <= names:
        return "ods"
    if any(name.startswith("word/") for name in names):
        raise unreadable(path, "FILE_NOT_A_LIST", what_id="dokumen Word", what_en="a Word document")
    raise unreadable(path, "FILE_NOT_A_LIST", what_id="arsip ZIP", what_en="a ZIP archive")


def _refuse_markup(path: Path, start: bytes) -> None:
    """Refuse web pages and XML, which office systems like to call .xls."""
    text = start.removeprefix(b"\xef\xbb\xbf").replace(b"\0", b"").lstrip().lower()
    if text.startswith(b"<?xml") and b"spreadsheet" in text:
        raise unreadable(path, "FILE_SAVE_AS", what_id="Excel XML 2003", what_en="Excel XML 2003")
    if text.startswith((b"<!doctype", b"<html", b"<table", b"<head", b"<meta", b"<body", b"<?xml")):
        raise unreadable(
            path, "FILE_SAVE_AS", what_id="halaman web (HTML)", what_en="a web page (HTML)"
        )
