"""Mappings that are remembered per source: next month's file has the same columns."""

import re
from dataclasses import replace
from datetime import datetime

from tanggap import intake
from tanggap.people.models import RecipientList, RememberedMapping

Headers = dict[str, dict[str, str]]

_TIMES = re.compile(
    r"januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|desember|jan|"
    r"feb|mar|apr|jun|jul|agu|ags|sep|okt|nov|des|tahap|thp|i{1,3}|iv|vi?|final|fix|revisi|"
    r"perbaikan|copy|salinan|of"
)


def source_of(file_name: str) -> str:
    """Return the source that a file's name tells: without its ending, months and numbers."""
    stem = re.sub(r"\.[A-Za-z0-9]{2,5}$", "", file_name.lower())
    words = [word for word in re.findall(r"[a-z]+", stem) if not _TIMES.fullmatch(word)]
    return " ".join(words)[:255] or stem[:255]


def remember(of: RecipientList, mapping: str, *, at: datetime) -> None:
    """Remember a mapping for the next file of the same source."""
    RememberedMapping.objects.update_or_create(
        source=of.source,
        defaults={
            "mapping": mapping,
            "headers": headers_of_understood(of.understood),
            "changed_at": at,
        },
    )


def remembered(of: RecipientList, read: intake.ListRead) -> intake.Mapping | None:
    """Return the mapping of an earlier file of this source where the headers are the same."""
    known = RememberedMapping.objects.filter(source=of.source).first()
    if known is None or not known.headers or known.headers != headers_of(read):
        return None
    mapping = intake.Mapping.from_toml(known.mapping)
    return intake.Mapping(tuple(replace(one, file=read.path.name) for one in mapping.sheets))


def for_file(mapping: str, file_name: str) -> intake.Mapping | None:
    """Return a mapping that was corrected by hand, for the file as it is called now."""
    if not mapping:
        return None
    parsed = intake.Mapping.from_toml(mapping)
    return intake.Mapping(tuple(replace(one, file=file_name) for one in parsed.sheets))


def headers_of(read: intake.ListRead) -> Headers:
    """Return the header of each column by sheet and letter."""
    return {
        sheet.name: {column.letter: column.header for column in sheet.columns}
        for sheet in read.sheets
        if sheet.columns
    }


def headers_of_understood(understood: dict[str, list[dict[str, list[dict[str, str]]]]]) -> Headers:
    """Return the same from what was written down when the list was read."""
    return {
        str(sheet["name"]): {c["letter"]: c["header"] for c in sheet["columns"]}
        for sheet in understood.get("sheets", [])
        if sheet["columns"]
    }
