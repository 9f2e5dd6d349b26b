"""The minutes of a meeting on paper: names and RT only, and places to sign."""

from datetime import date
from typing import Final

from django.utils import timezone

from tanggap.core import paper
from tanggap.regions import queries as regions
from tanggap.verification.models import Meeting
from tanggap.verification.queries import meetings
from tanggap.verification.queries.meetings import Entry

MONTHS: Final = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September",
    "Oktober", "November", "Desember",
)  # fmt: skip
DAYS: Final = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
OPINIONS: Final = {"agree": "Setuju", "object": "Keberatan", "": "Belum dibahas"}


def pdf_of(meeting: Meeting) -> bytes:
    """Return the minutes in Indonesian, as an office files them; a draft says so."""
    entries, village = meetings.agenda(meeting), regions.name_of(meeting.region_code)
    held = _day(meeting.held_on)
    blocks: list[paper.Block] = [
        paper.Pairs(
            (
                ("Kelurahan/desa", village),
                ("RW", meeting.rw or "seluruh RW"),
                ("Hari dan tanggal", f"{DAYS[meeting.held_on.weekday()]}, {held}"),
                ("Tempat", meeting.place),
                ("Pemimpin musyawarah", meeting.chair),
                ("Notulis", meeting.secretary),
                ("Yang hadir", f"{meeting.attendees} orang"),
            )
        ),
        paper.Text(
            "Musyawarah membahas keluarga yang mengajukan bantuan dan sudah dikunjungi petugas. "
            f"Dari {len(entries)} keluarga, {_count(entries, 'agree')} disetujui, "
            f"{_count(entries, 'object')} mendapat keberatan, dan {_count(entries, '')} belum "
            "dibahas."
        ),
        paper.Table(
            header=("No.", "Nama kepala keluarga", "RT/RW", "Hasil", "Alasan keberatan"),
            rows=[_row(number, one) for number, one in enumerate(entries, start=1)],
            widths=(0.6, 3, 1.1, 1.4, 3.2),
        ),
    ]
    if meeting.notes:
        blocks += [paper.Heading("Catatan"), paper.Text(meeting.notes)]
    blocks.append(
        paper.Signatures(
            places=(
                ("Pemimpin musyawarah", meeting.chair),
                ("Notulis", meeting.secretary),
                ("Wakil warga", ""),
            ),
            where_and_when=f"{village}, {held}",
        )
    )
    closed = meeting.closed_at
    foot = (
        f"Ditutup {_day(timezone.localtime(closed).date())}"
        if closed
        else "KONSEP: musyawarah belum ditutup"
    )
    return paper.pdf(
        title="Berita Acara Musyawarah",
        blocks=blocks,
        office=f"Pemerintah {village}",
        foot=foot,
    )


def _row(number: int, one: Entry) -> tuple[str, ...]:
    return (
        str(number),
        one.head_name,
        f"{one.rt or '—'}/{one.rw or '—'}",
        OPINIONS[one.opinion],
        one.reason,
    )


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _count(entries: list[Entry], opinion: str) -> int:
    return sum(one.opinion == opinion for one in entries)
