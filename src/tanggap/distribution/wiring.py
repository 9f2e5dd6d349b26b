"""What the app hangs into the house, at start."""

from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from tanggap.accounts.access import allowed
from tanggap.accounts.types import Permission
from tanggap.core import beats, clock
from tanggap.core.actor import Actor
from tanggap.core.registry import (
    DemoStep,
    Tile,
    application_panels,
    audit_presenters,
    demo_steps,
    navigation,
    tiles,
)
from tanggap.distribution import panel
from tanggap.distribution.queries import accounts, office
from tanggap.distribution.services import demo, replacing, telling
from tanggap.language import Sentence

AUDITED: Final = {
    "distribution.batch.prepared": Sentence("Daftar bayar disiapkan", "Batch prepared"),
    "distribution.batch.proposed": Sentence("Daftar bayar diajukan", "Batch proposed"),
    "distribution.batch.draft": Sentence("Daftar bayar dikembalikan", "Batch sent back"),
    "distribution.batch.approved": Sentence("Daftar bayar disetujui", "Batch approved"),
    "distribution.batch.sent": Sentence("Daftar bayar dikirim", "Batch sent"),
    "distribution.batch.reconciled": Sentence("Hasil bayar dicocokkan", "Batch reconciled"),
    "distribution.batch.closed": Sentence("Daftar bayar ditutup", "Batch closed"),
    "distribution.batch.dropped": Sentence("Daftar bayar dibatalkan", "Batch dropped"),
    "distribution.batch.returned": Sentence("Uang kembali ke kas", "Money back in the treasury"),
    "distribution.file.taken": Sentence("Berkas bayar diunduh", "Payment file downloaded"),
    "distribution.result.read": Sentence("Hasil bayar dibaca", "Result file read"),
    "distribution.result.taken": Sentence("Hasil bayar disimpan", "Result file taken over"),
    "distribution.place.passed_on": Sentence(
        "Tempat diteruskan ke daftar tunggu", "Place passed on to the waiting list"
    ),
    "distribution.account.proposed": Sentence("Rekening diusulkan", "Bank account proposed"),
    "distribution.account.approved": Sentence("Rekening disetujui", "Bank account approved"),
    "distribution.account.refused": Sentence("Rekening ditolak", "Bank account turned down"),
    "distribution.account.withdrawn": Sentence(
        "Usulan rekening ditarik", "Proposed bank account taken back"
    ),
    "distribution.account.revealed": Sentence(
        "Nomor rekening ditampilkan", "Number of a bank account shown"
    ),
    "distribution.accounts.received": Sentence(
        "Buku kerja rekening diterima", "Workbook of bank accounts received"
    ),
    "distribution.stock.in": Sentence("Barang masuk", "Goods received"),
    "distribution.seats.opened": Sentence("Jadwal dibuka", "Appointments opened"),
    "distribution.seats.given": Sentence("Jadwal dibagikan", "Appointments given"),
    "distribution.vouchers.printed": Sentence("Kupon dicetak", "Vouchers printed"),
    "distribution.vouchers.listed": Sentence("Daftar kupon dibawa", "Voucher list taken along"),
    "distribution.handover.recorded": Sentence("Bantuan diserahkan", "Aid handed over"),
}
PAYING: Final = Sentence("penyaluran dan hasilnya", "payments and their results")
ACCOUNTS: Final = Sentence("rekening penerima", "bank accounts of recipients")


def connect() -> None:
    """Name the acts, bring the messages, offer the screens."""
    telling.register()
    beats.add("lost-awards", replacing.look)
    application_panels.add(panel.panel())
    demo_steps.add("payments", DemoStep(90, PAYING, _pay))
    demo_steps.add("bank-accounts", DemoStep(92, ACCOUNTS, _tell_accounts))
    for code, label in AUDITED.items():
        audit_presenters.add(code, label)
    tiles.add(Tile("payments", "distribution/tile.html", Permission.PAYMENT_VIEW, 34, _tile))
    to_approve = Permission.PAYMENT_APPROVE
    tiles.add(Tile("accounts", "distribution/tile_accounts.html", to_approve, 35, _accounts))
    navigation.add(
        _("Penyaluran"), "distribution:batches", Permission.PAYMENT_VIEW, 36, icon="cash"
    )
    navigation.add(
        _("Serah terima"),
        "distribution:handover",
        Permission.HANDOVER_RECORD,
        37,
        icon="user-check",
    )


def _tile(actor: Actor) -> dict[str, Any]:
    counts = office.states(actor)
    if not allowed(actor, Permission.PAYMENT_APPROVE):
        return {"counts": counts}
    return {"counts": counts, "waits": counts.get("proposed", 0)}


def _accounts(actor: Actor) -> dict[str, Any]:
    return {"waits": accounts.waiting_count(actor)}


def _pay() -> None:
    demo.fill(at=clock.now())


def _tell_accounts() -> None:
    demo.tell_accounts(at=clock.now())
