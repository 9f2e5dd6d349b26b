"""A ledger of packages: in, reserved, released, out; the database lets nothing go below zero."""

from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.db.models import F

from tanggap.accounts.access import require
from tanggap.accounts.types import Permission
from tanggap.audit import services as audit
from tanggap.core.actor import Actor
from tanggap.distribution.models import Stock, StockMove
from tanggap.distribution.types import NotAllowed

KEPT: Final = "the caller's act was checked for its region"
Kind = StockMove.Kind


@transaction.atomic
def open_stock(*, name: str, region_code: str, by: Actor) -> Stock:
    """Open a store of one kind of package. Raises Forbidden."""
    require(by, Permission.PAYMENT_PREPARE, region_code=region_code)
    query = Stock.objects.unscoped(reason=KEPT)
    found: Stock = query.get_or_create(name=name.strip(), region_code=region_code)[0]
    return found


@transaction.atomic
def bring_in(stock_id: int, quantity: int, *, note: str, by: Actor, at: datetime) -> None:
    """Add packages that arrived. Raises NotAllowed ("quantity"), Forbidden."""
    stock = Stock.objects.unscoped(reason="the region is checked here").get(pk=stock_id)
    require(by, Permission.PAYMENT_PREPARE, region_code=stock.region_code)
    if quantity < 1:
        raise NotAllowed("quantity")
    _change(stock_id, Kind.IN, quantity, subject="", note=note, by=by, at=at)
    audit.record(
        "distribution.stock.in",
        by=by,
        at=at,
        subject=f"stock:{stock_id}",
        region_code=stock.region_code,
        facts={"quantity": quantity, "note": note},
    )


def reserve(stock_id: int, quantity: int, *, subject: str, by: Actor, at: datetime) -> None:
    """Promise packages that are there. Raises NotAllowed ("stock") where too few are free."""
    _change(stock_id, Kind.RESERVE, quantity, subject=subject, by=by, at=at)


def release(stock_id: int, quantity: int, *, subject: str, by: Actor, at: datetime) -> None:
    """Take back a promise: the packages are free again."""
    _change(stock_id, Kind.RELEASE, quantity, subject=subject, by=by, at=at)


def hand_out(stock_id: int, quantity: int, *, subject: str, by: Actor, at: datetime) -> None:
    """Let promised packages go. Raises NotAllowed ("stock") where so many were not promised."""
    _change(stock_id, Kind.OUT, quantity, subject=subject, by=by, at=at)


def _change(
    stock_id: int,
    kind: StockMove.Kind,
    quantity: int,
    *,
    subject: str,
    by: Actor,
    at: datetime,
    note: str = "",
) -> None:
    """Compare and swap the figures of a stock in one statement, and write the move down."""
    query = Stock.objects.unscoped(reason=KEPT).filter(pk=stock_id)
    changes: dict[str, Any]
    match kind:
        case Kind.IN:
            changes = {"on_hand": F("on_hand") + quantity}
        case Kind.RESERVE:
            query = query.filter(on_hand__gte=F("reserved") + quantity)
            changes = {"reserved": F("reserved") + quantity}
        case Kind.RELEASE:
            query = query.filter(reserved__gte=quantity)
            changes = {"reserved": F("reserved") - quantity}
        case Kind.OUT:
            query = query.filter(reserved__gte=quantity)
            changes = {"reserved": F("reserved") - quantity, "on_hand": F("on_hand") - quantity}
    if not query.update(**changes):
        raise NotAllowed("stock")
    StockMove.objects.create(
        stock_id=stock_id, kind=kind, quantity=quantity, subject=subject, note=note,
        by_name=by.name, at=at,
    )  # fmt: skip
