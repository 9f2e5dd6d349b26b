"""The files of open data, written once for each counting and given out as they are."""

import csv
import hashlib
import io
import json
from collections.abc import Iterator, Sequence
from typing import Any, Final

from tanggap.assistance.queries import facts
from tanggap.core.registry import text_of
from tanggap.intake.escape import escape_formula
from tanggap.language import Sentence
from tanggap.regions import queries as regions
from tanggap.warga.domain import describing, places
from tanggap.warga.domain.describing import AID, DATASETS, NEED, Dataset
from tanggap.warga.models import AidShown, DataFile, NeedShown, Summary

CSV: Final = "text/csv; charset=utf-8"
JSON: Final = "application/json; charset=utf-8"
BOM: Final = "\ufeff"
"""So that spreadsheet programs read the letters as they are."""

RESTS: Final = Sentence("Lainnya di {name}", "Elsewhere in {name}")
Row = list[str | int | None]


def write(summary: Summary) -> None:
    """Write every file of a counting: two tables in two formats, dictionary and catalogue."""
    names = _Names(summary)
    rows = {AID: list(_aid(summary, names)), NEED: list(_need(summary, names))}
    made = {}
    for one in DATASETS:
        about = _about(one, summary)
        made[f"{one.name}.csv"] = (as_csv(one.header, rows[one.name]), len(rows[one.name]))
        made[f"{one.name}.json"] = (_as_json(one, about, rows[one.name]), len(rows[one.name]))
    made[describing.DICTIONARY] = _dictionary()
    hashes = {name: hashlib.sha256(content).hexdigest() for name, (content, _) in made.items()}
    catalogue = {"data": [_about(one, summary) | _files(one, hashes) for one in DATASETS]}
    made[describing.CATALOGUE] = (_json(catalogue), len(DATASETS))
    DataFile.objects.bulk_create(
        DataFile(
            summary=summary,
            name=name,
            content=content,
            sha256=hashlib.sha256(content).hexdigest(),
            rows=count,
        )
        for name, (content, count) in made.items()
    )


def as_csv(header: Sequence[str], rows: Sequence[Row]) -> bytes:
    """Return a table as CSV (RFC 4180, UTF-8); no text is taken for a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows(
        [escape_formula(value) if isinstance(value, str) else value for value in row]
        for row in rows
    )
    return (BOM + out.getvalue()).encode()


class _Names:
    """Codes and names of places, read once."""

    def __init__(self, summary: Summary) -> None:
        aid = set(AidShown.objects.filter(summary=summary).values_list("place", flat=True))
        need = set(NeedShown.objects.filter(summary=summary).values_list("place", flat=True))
        self.regions = regions.names_of({places.code_of(place) for place in aid | need})
        self.programmes = facts.programme_names()

    def of(self, place: str) -> Row:
        """Return code, name and level of a place."""
        code = places.code_of(place)
        dotted = regions.dotted(code)
        name = self.regions.get(code, dotted or "Indonesia")
        if places.is_rest(place):
            name = RESTS.id.format(name=name)
        return [dotted, name, describing.level_of(place)]


def _aid(summary: Summary, names: _Names) -> Iterator[Row]:
    query = AidShown.objects.filter(summary=summary).order_by("month", "programme", "place")
    for one in query.iterator(chunk_size=10_000):
        yield [
            one.month,
            one.programme or describing.EVERY,
            names.programmes.get(one.programme, one.programme) if one.programme else "",
            *names.of(one.place),
            one.households,
            one.people,
            one.rupiah,
            describing.HIDDEN if one.households is None else describing.SHOWN,
        ]


def _need(summary: Summary, names: _Names) -> Iterator[Row]:
    for one in NeedShown.objects.filter(summary=summary).order_by("place"):
        unseen = one.registered is None or one.missed is None
        state = describing.HIDDEN if unseen else describing.SHOWN
        yield [*names.of(one.place), one.registered, one.missed, state]


def _about(one: Dataset, summary: Summary) -> dict[str, Any]:
    """Return the metadata of a table, as text and numbers."""
    return {
        "nama": one.name,
        "judul": one.title,
        "deskripsi": one.about,
        "cakupan_wilayah": regions.name_of(summary.root),
        "kode_wilayah": regions.dotted(summary.root),
        "cakupan_waktu": [summary.months[0], summary.months[-1]] if summary.months else [],
        "dihitung_pada": summary.taken_at.isoformat(timespec="seconds"),
        "frekuensi_pembaruan": "setiap kali buku bantuan berubah, paling sering tiap 10 menit",
        "lisensi": describing.LICENCE,
        "sel_kecil": "Angka di bawah 5 disembunyikan, bersama angka yang membuatnya terhitung.",
        "standar_data": [
            {
                "kolom": column.name,
                "konsep": column.concept,
                "definisi": column.definition,
                "jenis": column.kind,
                "satuan": column.unit,
                "kode_referensi": column.reference,
            }
            for column in one.columns
        ],
    }


def _files(one: Dataset, hashes: dict[str, str]) -> dict[str, Any]:
    kinds = {"csv": CSV, "json": JSON}
    return {
        "berkas": [
            {"nama": f"{one.name}.{kind}", "jenis": media, "sha256": hashes[f"{one.name}.{kind}"]}
            for kind, media in kinds.items()
        ]
    }


def _as_json(one: Dataset, about: dict[str, Any], rows: Sequence[Row]) -> bytes:
    header = one.header
    return _json({"metadata": about, "data": [dict(zip(header, row, strict=True)) for row in rows]})


def _dictionary() -> tuple[bytes, int]:
    rows: list[Row] = [
        [one.name, c.name, c.concept, c.definition, c.kind, c.unit, c.reference]
        for one in DATASETS
        for c in one.columns
    ]
    header = ["berkas", "kolom", "konsep", "definisi", "jenis", "satuan", "kode_referensi"]
    return as_csv(header, rows), len(rows)


def _json(document: Any) -> bytes:
    return (json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def place_name(place: str, names: dict[str, str]) -> str:
    """Return what a place is called on a page."""
    code = places.code_of(place)
    name = names.get(code, regions.dotted(code) or "Indonesia")
    return text_of(RESTS).format(name=name) if places.is_rest(place) else name
