"""What the doctor looks for in a database that answers: keys, log, jobs, worker, backups."""

import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from django.conf import settings

from tanggap.accounts import queries as accounts
from tanggap.audit import queries as audit
from tanggap.config.doctor_findings import Finding
from tanggap.config.upkeep.backup import MADE
from tanggap.config.upkeep.restore import RESTORED, STAGE
from tanggap.config.worker import EVERY, SIGN_OF_LIFE
from tanggap.core import clock, key_proof
from tanggap.core.actor import Actor
from tanggap.core.models import JobRun, JobState
from tanggap.core.progress import is_alive
from tanggap.language import Sentence
from tanggap.regions import queries as regions

S = Sentence
OLDEST_BACKUP: Final = timedelta(days=2)
LONGEST_WAIT: Final = timedelta(minutes=5)
SILENT: Final = EVERY * 4
"""Seconds without a sign of life after which a worker is taken for gone."""

WRONG_CLOCK: Final = timedelta(minutes=2)


def examine() -> Iterator[Finding]:
    """Yield what was found in the data."""
    yield _keys()
    yield _audit()
    yield _triggers()
    yield _clock()
    yield _worker()
    yield from _jobs()
    yield _regions()
    yield _administrator()
    if settings.PRODUCTION:
        yield _backup()
    if (settings.TANGGAP_DATA / STAGE).exists():
        yield _half_restored()


def _keys() -> Finding:
    if key_proof.keys_fit():
        return Finding("good", S("Kunci cocok dengan basis data.", "The keys fit the database."))
    return Finding(
        "fault",
        S(
            "Berkas kunci (keys.json) bukan milik basis data ini: NIK tidak akan terbaca. "
            "Kembalikan keys.json yang semula, atau pulihkan cadangan.",
            "The key file (keys.json) does not belong to this database: no NIK could be read. "
            "Bring the former keys.json back, or restore a backup.",
        ),
    )


def _audit() -> Finding:
    proof = audit.prove()
    if proof.broken_at is None:
        return Finding(
            "good",
            S(
                f"Catatan audit utuh ({proof.links} catatan).",
                f"The audit log holds good ({proof.links} events).",
            ),
        )
    return Finding(
        "fault",
        S(
            f"Catatan audit terputus pada nomor {proof.broken_at}. Laporkan kepada inspektorat.",
            f"The audit log is broken at number {proof.broken_at}. Tell the inspectorate.",
        ),
    )


def _triggers() -> Finding:
    if audit.is_append_only():
        return Finding("good", S("Catatan audit terkunci.", "The audit log is locked."))
    return Finding(
        "fault",
        S(
            "Kunci catatan audit tidak terpasang. Jalankan: tanggap manage lock_audit",
            "The lock of the audit log is missing. Run: tanggap manage lock_audit",
        ),
    )


def _clock() -> Finding:
    """Compare the clock with the newest event and with the files: time only runs forward."""
    now = clock.now()
    newest = audit.events_for(Actor.system("doctor"), audit.Filters()).first()
    if newest is not None and newest.at - now > WRONG_CLOCK:
        return Finding(
            "fault",
            S(
                "Jam komputer ini mundur: ada catatan dari masa depan. Pasang NTP "
                "(timedatectl set-ntp true).",
                "The clock of this machine runs behind: there are events of the future. Switch "
                "NTP on (timedatectl set-ntp true).",
            ),
        )
    here = f"{now.astimezone():%Y-%m-%d %H:%M}"
    return Finding("good", S(f"Jam: {here}.", f"Clock: {here}."))


def _worker() -> Finding:
    try:
        silent = time.time() - (settings.TANGGAP_DATA / SIGN_OF_LIFE).stat().st_mtime
    except FileNotFoundError:
        silent = float("inf")
    if silent < SILENT:
        return Finding("good", S("Pekerja latar berjalan.", "A background worker is at work."))
    return Finding(
        "advice",
        S(
            "Tidak ada pekerja latar di komputer ini; “tanggap up” atau “tanggap worker” "
            "menjalankannya.",
            "No background worker on this machine; “tanggap up” or “tanggap worker” starts one.",
        ),
    )


def _jobs() -> Iterator[Finding]:
    waiting = JobRun.objects.filter(state=JobState.QUEUED)
    oldest = waiting.order_by("created_at").first()
    late = oldest is not None and clock.now() - oldest.created_at > LONGEST_WAIT
    count = waiting.count()
    if late:
        yield Finding(
            "advice",
            S(
                f"{count} pekerjaan menunggu lebih dari 5 menit: tambah pekerja (TANGGAP_WORKERS).",
                f"{count} jobs wait, the first for over 5 minutes: add workers (TANGGAP_WORKERS).",
            ),
        )
    else:
        yield Finding("good", S(f"Pekerjaan menunggu: {count}.", f"Jobs that wait: {count}."))
    lost = [run for run in JobRun.objects.filter(state=JobState.RUNNING) if not is_alive(run)]
    if lost:
        yield Finding(
            "advice",
            S(
                f"{len(lost)} pekerjaan terhenti; pekerja latar yang berikut melanjutkannya.",
                f"{len(lost)} jobs were cut off; the next worker that starts goes on with them.",
            ),
        )


def _regions() -> Finding:
    if regions.children(""):
        return Finding("good", S("Wilayah sudah dimuat.", "Regions are loaded."))
    return Finding(
        "fault",
        S(
            "Belum ada wilayah. Jalankan: tanggap manage load_regions 32.71 (kode wilayah Anda)",
            "No region is loaded. Run: tanggap manage load_regions 32.71 (your region's code)",
        ),
    )


def _administrator() -> Finding:
    if accounts.has_administrator():
        return Finding("good", S("Ada administrator.", "There is an administrator."))
    return Finding(
        "fault",
        S(
            "Belum ada administrator. Jalankan: tanggap manage first_administrator NAMA",
            "There is no administrator. Run: tanggap manage first_administrator NAME",
        ),
    )


def _backup() -> Finding:
    system = Actor.system("doctor")
    last = [
        event.at
        for code in (MADE, RESTORED)
        if (event := audit.events_for(system, audit.Filters(code=code)).first()) is not None
    ]
    if last and clock.now() - max(last) < OLDEST_BACKUP:
        when = f"{max(last).astimezone():%Y-%m-%d %H:%M}"
        return Finding("good", S(f"Cadangan terakhir: {when}.", f"Last backup: {when}."))
    return Finding(
        "fault",
        S(
            "Belum ada cadangan dalam dua hari terakhir. Jadwalkan “tanggap backup” "
            "(docs/operations.md).",
            "No backup in the last two days. Schedule “tanggap backup” (docs/operations.md).",
        ),
    )


def _half_restored() -> Finding:
    return Finding(
        "fault",
        S(
            "Pemulihan terakhir terhenti di tengah jalan. Ulangi: tanggap restore BERKAS --replace",
            "The last restore was cut off. Do it again: tanggap restore FILE --replace",
        ),
    )
