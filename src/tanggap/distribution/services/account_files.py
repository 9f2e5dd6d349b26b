"""Accounts by workbook: every row a proposal, all of them at once or none, problems told by row."""

import hashlib
import json
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Final

from django.db import IntegrityError, transaction

from tanggap.accounts.access import require
from tanggap.accounts.types import Permission
from tanggap.audit import services as audit
from tanggap.core import clock, crypto, jobs
from tanggap.core.actor import Actor
from tanggap.core.models import JobRun, JobState
from tanggap.distribution.domain.accounts import NoTable, Row, rows_of
from tanggap.distribution.domain.holders import Likeness
from tanggap.distribution.models import Account, AccountFile
from tanggap.distribution.queries import banked
from tanggap.distribution.queries.banked import Told
from tanggap.distribution.services import accounts
from tanggap.distribution.types import AccountState, NotAllowed
from tanggap.intake.formats.delimited import read_delimited
from tanggap.intake.formats.grid import Grid
from tanggap.intake.formats.kinds import kind_of
from tanggap.intake.formats.workbook import read_workbook
from tanggap.people.queries import people
from tanggap.regions.queries import subtree_range

PURPOSE: Final = "distribution.account_file"
MOST_BYTES: Final = 20 * 1024 * 1024
MOST_ROWS: Final = 5_000
OWN: Final = "the region is checked here"


class TooLarge(Exception):
    """The workbook has more than 20 MB or more than 5,000 rows."""


class KnownAlready(Exception):
    """This workbook came before; `file_id` is that one."""

    def __init__(self, file_id: int) -> None:
        super().__init__("known")
        self.file_id = file_id


def upload(
    chunks: Iterable[bytes], *, file_name: str, region_code: str, by: Actor, at: datetime
) -> AccountFile:
    """Read a workbook of accounts and propose its rows in the background.

    Raises intake.UnreadableList with a sentence, domain.accounts.NoTable, TooLarge, KnownAlready,
    Forbidden.
    """
    require(by, Permission.PAYMENT_PREPARE, region_code=region_code)
    data = _whole(chunks)
    rows = [asdict(row) for row in read(data, file_name)]
    fresh = AccountFile(
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
            _note(fresh, "received", by, at, {"rows": fresh.rows})
            run = jobs.start(propose_rows, by=by, arguments={"file_id": fresh.pk})
            fresh.run_id = run.pk
            fresh.save(update_fields=["run_id"])
    except IntegrityError:
        query = AccountFile.objects.unscoped(reason=OWN)
        known = query.get(region_code=region_code, sha256=fresh.sha256)
        _once_more(known, by)
        raise KnownAlready(known.pk) from None
    return fresh


def read(data: bytes, file_name: str) -> list[Row]:
    """Return the lines of all tables of a workbook. Raises as `upload`."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"rekening{Path(file_name).suffix[:8]}"
        path.write_bytes(data)
        kind = kind_of(path)
        grids = [read_delimited(path)[0]] if kind == "csv" else list(read_workbook(path, kind))
    found: list[Row] = []
    tables = 0
    for grid in (one for one in grids if not one.hidden):
        try:
            found += _rows_of(grid)
            tables += 1
        except NoTable:
            continue
        if len(found) > MOST_ROWS:
            raise TooLarge
    if not tables:
        raise NoTable
    return found


@jobs.job
@transaction.atomic
def propose_rows(run_id: int, *, file_id: int) -> None:
    """Propose the rows of a workbook, in one transaction; a second run finds nothing to do."""
    file = AccountFile.objects.unscoped(reason=OWN).select_for_update().get(pk=file_id)
    if file.sealed is None:
        return
    rows = [Row(**told) for told in json.loads(crypto.unseal(bytes(file.sealed), purpose=PURPOSE))]
    problems, ends = [], Counter[str]()
    seen: set[int] = set()
    for row in rows:
        code = _propose_row(file, row, seen)
        ends[code] += 1
        if code not in ("", "same"):
            problems.append({"row": row.row, "sheet": row.sheet, "code": code})
    AccountFile.objects.unscoped(reason=OWN).filter(pk=file_id).update(
        proposed=ends[""], same=ends["same"], problems=problems, sealed=None
    )
    jobs.report(run_id, done=len(rows), total=len(rows))


@transaction.atomic
def approve_fitting(*, file_id: int, by: Actor, at: datetime) -> tuple[int, int]:
    """Approve what a workbook proposed where the holder's name is the person's and nobody else's.

    Returns how many were approved and how many are left to look at one by one.
    Raises NotAllowed("four eyes") for whoever brought the workbook, and Forbidden.
    """
    file = AccountFile.objects.unscoped(reason=OWN).get(pk=file_id)
    require(by, Permission.PAYMENT_APPROVE, region_code=file.region_code)
    if by.user_id is None or by.user_id == file.by_id:
        raise NotAllowed("four eyes")
    query = Account.objects.unscoped(reason=OWN).filter(file=file, state=AccountState.PROPOSED)
    waiting = list(query.select_for_update().order_by("pk"))
    fitting = fitting_of(waiting)
    for one in fitting:
        accounts.approve(account_id=one.pk, by=by, at=at)
    return len(fitting), len(waiting) - len(fitting)


def fitting_of(waiting: list[Account]) -> list[Account]:
    """Return the proposals that need no second look: the same name, a number of nobody else."""
    names = banked.names_of({one.person_id for one in waiting})
    shared = banked.shared(waiting)
    return [
        one
        for one in waiting
        if one.pk not in shared
        and banked.likeness(one.holder, names.get(one.person_id, "")) == Likeness.SAME
    ]


def _once_more(file: AccountFile, by: Actor) -> None:
    """Start again where the job of a workbook died: the same file is how people try again."""
    runs = JobRun.objects.filter(pk=file.run_id or 0, state__in=(JobState.QUEUED, JobState.RUNNING))
    if file.sealed is not None and not runs.exists():
        run = jobs.start(propose_rows, by=by, arguments={"file_id": file.pk})
        AccountFile.objects.unscoped(reason=OWN).filter(pk=file.pk).update(run_id=run.pk)


def _rows_of(grid: Grid) -> Iterator[Row]:
    cells = [[cell or "" for cell in row] for row in grid.cells.iter_rows()]
    figures = {place: series.to_list() for place, series in grid.numbers.items()}
    return rows_of(grid.name, cells, figures)


def _propose_row(file: AccountFile, row: Row, seen: set[int]) -> str:
    """Propose one row; return the code of what is wrong with it, "" where nothing is."""
    person = _person(file, row)
    if isinstance(person, str):
        return person
    if row.cut:
        return "cut"
    if person in seen:
        return "twice"
    seen.add(person)
    by = Actor(user_id=file.by_id, name=file.by_name, is_system=True)
    try:
        accounts.propose(
            person_id=person, told=Told(row.number, row.bank, row.holder), reason=file.file_name,
            by=by, at=clock.now(), file=file,
        )  # fmt: skip
    except NotAllowed as refused:
        return str(refused)
    return ""


def _person(file: AccountFile, row: Row) -> int | str:
    """Return the person of a row, or the code of why there is none; both keys must agree."""
    if not row.nik and not row.code:
        return "no_key"
    low, high = subtree_range(file.region_code)
    known = people.summaries(banked.people_with(nik=row.nik, code=row.code))
    here = [pk for pk, one in known.items() if low <= one.region_code < high]
    if len(here) != 1:
        return "several" if here else "unknown"
    return here[0]


def _whole(chunks: Iterable[bytes]) -> bytes:
    data = bytearray()
    for chunk in chunks:
        data += chunk
        if len(data) > MOST_BYTES:
            raise TooLarge
    return bytes(data)


def _note(file: AccountFile, act: str, by: Actor, at: datetime, facts: dict[str, int]) -> None:
    audit.record(
        f"distribution.accounts.{act}", by=by, at=at, subject=f"account_file:{file.pk}",
        region_code=file.region_code, facts=facts,
    )  # fmt: skip
