"""Answers of payers: read and compared first, taken over by a second act, each file once."""

import csv
import hashlib
import zipfile
from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from io import BytesIO, StringIO
from typing import Any, Final

import python_calamine
from django.db import IntegrityError, transaction

from tanggap.accounts.access import require
from tanggap.accounts.types import Permission
from tanggap.audit import services as audit
from tanggap.core.actor import Actor
from tanggap.distribution.domain import answers
from tanggap.distribution.domain.answers import Line, NotReadable
from tanggap.distribution.domain.codes import read_reference
from tanggap.distribution.models import Batch, Payment, ResultFile, ResultLine
from tanggap.distribution.services import channels, settling
from tanggap.distribution.services.settling import Ending
from tanggap.distribution.types import BatchState, NotAllowed, PaymentState

OWN: Final = "the payments of a batch whose region was checked"
MOST_BYTES: Final = 20 * 1024 * 1024
MOST_UNPACKED: Final = 400 * 1024 * 1024
Finding = ResultLine.Finding
HEADINGS: Final = {"reference": ["referensi"], "outcome": ["status"]}


@transaction.atomic
def preview(
    *, batch_id: int, file_name: str, content: bytes, by: Actor, at: datetime
) -> ResultFile:
    """Read an answer and compare it with the batch; nothing is paid by that.

    The same content is the same file, however often it comes. Raises NotReadable, NotAllowed
    ("state"), Forbidden.
    """
    batch = _batch(batch_id, by)
    if batch.state not in (BatchState.SENT, BatchState.RECONCILED):
        raise NotAllowed("state")
    sha256 = hashlib.sha256(content).hexdigest()
    known: ResultFile | None = batch.results.filter(sha256=sha256).first()
    if known is not None:
        return known
    lines = read(batch.channel, content)
    try:
        with transaction.atomic():
            fresh: ResultFile = ResultFile.objects.create(
                batch=batch, sha256=sha256, file_name=file_name[-200:], read_by_name=by.name,
                read_at=at,
            )  # fmt: skip
    except IntegrityError:  # the same file came by another door at the same moment
        return ResultFile.objects.get(batch=batch, sha256=sha256)
    ResultLine.objects.bulk_create(_compared(batch, fresh, lines), batch_size=500)
    audit.record(
        "distribution.result.read", by=by, at=at, subject=f"batch:{batch.pk}",
        region_code=batch.region_code, facts={"file": fresh.pk, **counts(fresh)},
    )  # fmt: skip
    return fresh


@transaction.atomic
def commit(*, file_id: int, by: Actor, at: datetime) -> dict[str, int]:
    """Take a file over: end what fits and is still open; return how many ended, by outcome.

    A second time, or at the same moment by another hand, changes nothing. Raises Forbidden.
    """
    file = ResultFile.objects.select_related("batch").get(pk=file_id)
    batch = _batch(file.batch_id, by)
    taken = ResultFile.objects.filter(pk=file_id, state=ResultFile.State.PREVIEWED).update(
        state=ResultFile.State.COMMITTED, committed_at=at
    )
    if not taken:
        return {}
    fitting = file.lines.filter(finding=Finding.FITS).exclude(payment=None)
    endings = [
        Ending(payment, PaymentState(outcome), why)
        for payment, outcome, why in fitting.values_list("payment_id", "outcome", "why")
    ]
    done = settling.settle(batch, endings, by=by, at=at)
    ended = Counter(str(one.after) for one in endings if one.payment in done)
    audit.record(
        "distribution.result.taken", by=by, at=at, subject=f"batch:{batch.pk}",
        region_code=batch.region_code, facts={"file": file.pk, **ended},
    )  # fmt: skip
    return dict(ended)


def counts(file: ResultFile) -> dict[str, int]:
    """Return how many lines of a file there are, by finding, and by outcome where they fit."""
    rows = file.lines.values_list("finding", "outcome")
    found: Counter[str] = Counter()
    for finding, outcome in rows:
        found[finding] += 1
        if finding == Finding.FITS:
            found[outcome] += 1
    return dict(found)


def read(channel: str, content: bytes) -> list[Line]:
    """Return the lines of an answer: a workbook, a table as text, or camt.053. NotReadable."""
    if len(content) > MOST_BYTES:
        raise NotReadable("large")
    start = content.lstrip(b"\xef\xbb\xbf \r\n\t")[:200]
    if start.startswith(b"<"):
        if b"camt.053" not in content[:4000]:
            raise NotReadable("kind")
        return list(answers.lines_of_camt(content))
    rows = _workbook(content) if content.startswith(b"PK") else _table(content)
    headings = channels.by_code(channel).result or HEADINGS
    lines = list(answers.lines_of_table(rows, headings))
    if not lines:
        raise NotReadable("empty")
    return lines


def _batch(batch_id: int, by: Actor) -> Batch:
    batch: Batch = Batch.objects.unscoped(reason="the region is checked here").get(pk=batch_id)
    require(by, Permission.PAYMENT_RECORD, region_code=batch.region_code)
    return batch


def _compared(batch: Batch, file: ResultFile, lines: Iterable[Line]) -> Iterable[ResultLine]:
    """Say of each line whether it fits; of two lines of one payment a return counts."""
    query = Payment.objects.unscoped(reason=OWN).filter(batch=batch)
    known = {one.reference: one for one in query.exclude(state=PaymentState.DROPPED)}
    by_reference: dict[str, Line] = {}
    told = list(lines)
    for one in told:
        other = by_reference.get(read_reference(one.reference))
        if other is None or one.outcome == PaymentState.RETURNED:
            by_reference[read_reference(one.reference)] = one
    for one in told:
        payment = known.get(read_reference(one.reference))
        counts_here = by_reference[read_reference(one.reference)]
        yield ResultLine(
            file=file,
            number=one.number,
            payment=payment,
            reference="" if payment else one.reference[:40],
            outcome=one.outcome,
            why=one.why,
            amount=one.amount,
            finding=_finding(one, payment, counts_here),
        )


def _finding(line: Line, payment: Payment | None, counts_here: Line) -> ResultLine.Finding:
    if payment is None:
        return Finding.STRANGE
    if not line.outcome:
        return Finding.UNCLEAR
    if counts_here is not line:
        same = counts_here.outcome in (line.outcome, PaymentState.RETURNED)
        return Finding.SAME if same else Finding.CONFLICT
    if line.amount is not None and line.amount != payment.amount:
        return Finding.AMOUNT
    if payment.state == line.outcome:
        return Finding.SAME
    return Finding.FITS if payment.state == PaymentState.SENT else Finding.CONFLICT


def _workbook(content: bytes) -> list[list[str]]:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            if sum(one.file_size for one in archive.infolist()) > MOST_UNPACKED:
                raise NotReadable("large")
        book = python_calamine.load_workbook(BytesIO(content))
        rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except NotReadable:
        raise
    except Exception as error:
        raise NotReadable("broken") from error
    return [[_text(value) for value in row] for row in rows]


def _table(content: bytes) -> list[list[str]]:
    if b"\x00" in content:
        raise NotReadable("kind")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    head = text[:4000]
    delimiter = max(",;\t|", key=head.count)
    try:
        return list(csv.reader(StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise NotReadable("broken") from error


def _text(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
