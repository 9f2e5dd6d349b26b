"""A kelurahan proposes families by a workbook: every row an application, problems told by row."""

import hashlib
import json
import tempfile
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from django.db import IntegrityError, transaction

from tanggap import intake
from tanggap.accounts.access import require
from tanggap.accounts.types import Permission
from tanggap.applications.domain import typed
from tanggap.applications.models import Application, Proposal
from tanggap.applications.services.receiving import receive
from tanggap.applications.types import Asking, Incomplete, NotOpen
from tanggap.assistance.queries import programmes
from tanggap.audit import services as audit
from tanggap.core import clock, crypto, jobs
from tanggap.core.actor import Actor
from tanggap.linkage.normalise import normalise
from tanggap.regions.queries import subtree_range

PURPOSE: Final = "applications.proposal"
MOST_BYTES: Final = 20 * 1024 * 1024
MOST_ROWS: Final = 5_000
NO_NIK: Final = "NIK tidak tercantum dalam usulan"
BAD_NIK: Final = "NIK dalam usulan tidak dapat dibaca"


class TooLarge(Exception):
    """The workbook has more than 20 MB or more than 5,000 rows."""


class KnownAlready(Exception):
    """This workbook was proposed before; `proposal_id` is that one."""

    def __init__(self, proposal_id: int) -> None:
        super().__init__("known")
        self.proposal_id = proposal_id


def propose(
    chunks: Iterable[bytes],
    *,
    file_name: str,
    programme: str,
    region_code: str,
    by: Actor,
    at: datetime,
) -> Proposal:
    """Read a workbook and receive its rows in the background, as an officer's proposal.

    Raises intake.UnreadableList with a sentence, TooLarge, KnownAlready, NotOpen, Forbidden.
    """
    require(by, Permission.APPLICATION_ENTER, region_code=region_code)
    found = programmes.by_code(programme)
    if found is None:
        raise NotOpen(programme)
    data = _whole(chunks)
    rows = rows_of(data, file_name, programme, region_code)
    fresh = Proposal(
        programme=found,
        region_code=region_code,
        file_name=Path(file_name).name[-255:],
        sha256=hashlib.sha256(data).hexdigest(),
        rows=len(rows),
        sealed=crypto.seal(json.dumps(rows), purpose=PURPOSE),
        by_id=by.user_id,
        by_name=by.name,
        at=at,
    )
    try:
        with transaction.atomic():
            fresh.save(force_insert=True)
            _note(fresh, by, at)
            run = jobs.start(receive_rows, by=by, arguments={"proposal_id": fresh.pk})
            fresh.run_id = run.pk
            fresh.save(update_fields=["run_id"])
    except IntegrityError:
        known = Proposal.objects.get(programme=found, sha256=fresh.sha256)
        raise KnownAlready(known.pk) from None
    return fresh


@jobs.job
def receive_rows(run_id: int, *, proposal_id: int) -> None:
    """Receive the rows of a proposal that are not received yet, one transaction each."""
    proposal = Proposal.objects.select_related("programme").get(pk=proposal_id)
    if proposal.sealed is None:
        return
    rows: list[dict[str, Any]] = json.loads(crypto.unseal(bytes(proposal.sealed), purpose=PURPOSE))
    problems: list[dict[str, Any]] = []
    for done, row in enumerate(rows, start=1):
        code = _receive_row(proposal, done, row)
        if code:
            problems.append({"row": row["row"], "sheet": row["sheet"], "code": code})
        jobs.report(run_id, done=done, total=len(rows))
    made = Application.objects.unscoped(reason="rows of one proposal").filter(proposal=proposal)
    joined = made.filter(status="joined").count()
    Proposal.objects.filter(pk=proposal_id).update(
        received=made.count() - joined, joined=joined, problems=problems, sealed=None
    )


def _receive_row(proposal: Proposal, number: int, row: dict[str, Any]) -> str:
    """Receive one row; return the code of what is wrong with it, "" where nothing is."""
    by = Actor(user_id=proposal.by_id, name=proposal.by_name, is_system=True)
    query = Application.objects.unscoped(reason="rows of one proposal")
    if query.filter(proposal=proposal, proposal_row=number).exists():
        return ""
    try:
        receive(
            asking_of(row, proposal.programme.code),
            by=by,
            at=clock.now(),
            channel="proposal",
            proposal_id=proposal.pk,
            proposal_row=number,
        )
    except Incomplete as fault:
        name, code = next(iter(fault.problems.items()))
        return f"{name}:{code}"
    except NotOpen:
        return "programme:closed"
    return str(row["note"])


def asking_of(row: dict[str, Any], programme: str) -> Asking:
    """Return what a row asks for; a NIK that cannot be one is left out with a reason."""
    nik, kk = _number(row["nik"], typed.read_nik), _number(row["kk"], typed.read_kk)
    reason = "" if nik else (BAD_NIK if row["nik"] else NO_NIK)
    return Asking(
        programme=programme,
        region_code=row["region_code"],
        address=row["address"],
        rw=row["rw"],
        rt=row["rt"],
        head_name=row["name"],
        head_sex=row["sex"],
        head_birth_date=date.fromisoformat(row["birth"]) if row["birth"] else None,
        mother_name=row["mother"],
        nik=nik,
        no_nik_reason=reason,
        kk=kk,
        phone=_number(row["phone"], typed.read_phone),
    )


def _whole(chunks: Iterable[bytes]) -> bytes:
    data = bytearray()
    for chunk in chunks:
        data += chunk
        if len(data) > MOST_BYTES:
            raise TooLarge
    return bytes(data)


def rows_of(data: bytes, file_name: str, programme: str, region_code: str) -> list[dict[str, Any]]:
    """Return the rows of a workbook as text that JSON can carry."""
    with tempfile.TemporaryDirectory() as folder:
        suffix = Path(file_name).suffix[:8]
        path = Path(folder) / f"usulan{suffix}"
        path.write_bytes(data)
        table = intake.read_list(path, programme=programme).table
    if table.height > MOST_ROWS:
        raise TooLarge
    found = normalise(table, region=region_code[:4])
    rows = []
    for place, raw in enumerate(table.iter_rows(named=True)):
        village = found.villages[int(found.village[place])] if found.village[place] >= 0 else ""
        own = village.isdigit() and _within(village, region_code)
        birth = int(found.birth[place])
        rows.append(
            {
                "row": int(raw["row"] or 0),
                "sheet": raw["sheet"] or "",
                "name": (raw.get("name") or "").strip()[:120],
                "nik": raw.get("national_id") or "",
                "kk": raw.get("family_id") or "",
                "phone": raw.get("phone") or "",
                "mother": (raw.get("mother_name") or "").strip()[:120],
                "address": _address(raw),
                "rw": f"{int(found.rw[place]):03d}" if found.rw[place] > 0 else "",
                "rt": f"{int(found.rt[place]):03d}" if found.rt[place] > 0 else "",
                "sex": {1: "L", 2: "P"}.get(int(found.sex[place]), ""),
                "birth": _iso(birth),
                "region_code": village if own else region_code,
                "note": "" if own or not village.isdigit() else "region_code:elsewhere",
            }
        )
    return rows


def _within(village: str, region_code: str) -> bool:
    low, high = subtree_range(region_code)
    return low <= village < high


def _address(raw: dict[str, Any]) -> str:
    parts = [raw.get("address") or "", raw.get("street_number") or ""]
    return " ".join(part.strip() for part in parts if part.strip())[:300] or "-"


def _iso(birth: int) -> str:
    if not birth % 100:
        return ""
    return f"{birth // 10_000:04d}-{birth // 100 % 100:02d}-{birth % 100:02d}"


def _number(text: str, read: Any) -> str:
    try:
        return str(read(text)) if text else ""
    except typed.Mistyped:
        return ""


def _note(fresh: Proposal, by: Actor, at: datetime) -> None:
    audit.record(
        "applications.proposal.received",
        by=by,
        at=at,
        subject=f"proposal:{fresh.pk}",
        region_code=fresh.region_code,
        facts={"rows": fresh.rows, "programme": fresh.programme.code},
    )
