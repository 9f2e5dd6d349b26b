"""Applications of the example city: invented people, as they would have asked in these weeks."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Final

from django.db import transaction

from tanggap.applications.domain import criteria
from tanggap.applications.domain.asking import problems
from tanggap.applications.models import Application
from tanggap.applications.services import proposals
from tanggap.applications.services.changing import withdraw
from tanggap.applications.services.moving import move
from tanggap.applications.services.receiving import APPLICANT, newest_criteria, receive
from tanggap.applications.types import Asking, MemberAsked, Status
from tanggap.assistance.queries import programmes
from tanggap.core.actor import Actor

PROGRAMME: Final = "KOTA"
REGION: Final = "3271"
COUNT: Final = 120
DAYS: Final = 21
OPEN_FOR: Final = timedelta(days=30)
SEED: Final = 7
CLERK: Final = Actor.system("Neng Petugas Kelurahan")
REFUSED_FOR: Final = "Alamat di luar kota; pemohon diarahkan ke kabupaten."
CHILDREN: Final = ("Dimas", "Putri", "Rizki", "Ayu")


@transaction.atomic
def fill(file: Path, *, at: datetime) -> int:
    """Receive some of the people in a form's answers, once; return how many were received.

    Some ask twice, some withdraw, some are refused at the desk; most wait for their visit.
    """
    if Application.objects.unscoped(reason="is the example there?").exists():
        return 0  # a start that was killed here made them all or none
    draw = random.Random(SEED)  # noqa: S311 - an example
    count = 0
    for number, asking in enumerate(_askings(file, draw)):
        moment = at - timedelta(days=DAYS * (COUNT - number) / COUNT)
        channel, by = ("assisted", CLERK) if number % 4 == 0 else ("self", APPLICANT)
        got = receive(asking, by=by, at=moment, channel=channel)  # type: ignore[arg-type]
        count += 1
        later = moment + timedelta(days=1)
        if got.joined_into:
            continue
        if number % 20 == 7:
            withdraw(application_id=got.application_id, at=later)
        elif number % 20 == 13:
            move(
                application_id=got.application_id,
                after=Status.REFUSED,
                by=CLERK,
                at=later,
                reason=REFUSED_FOR,
            )
        elif number % 20 == 3:  # somebody of the family asks again
            receive(replace(asking, nik="", no_nik_reason="KTP hilang"), by=APPLICANT, at=later)
    return count


def _beginning(file: Path) -> bytes:
    """Return the rows of the form that are read as a proposal; a large city has more of them."""
    with file.open("rb") as lines:
        return b"".join(islice(lines, proposals.MOST_ROWS))


def _askings(file: Path, draw: random.Random) -> Iterator[Asking]:
    chosen = newest_criteria(getattr(programmes.by_code(PROGRAMME), "pk", 0))
    if chosen is None or not file.exists():
        return
    known = criteria.read(chosen.content)
    rows = proposals.rows_of(_beginning(file), file.name, PROGRAMME, REGION)
    readable = [row for row in rows if not problems(proposals.asking_of(row, PROGRAMME))]
    for number, row in enumerate(readable[:COUNT]):
        answers = {one.code: draw.choice(one.choices).code for one in known.criteria}
        told = proposals.asking_of(row, PROGRAMME)
        yield replace(
            told,
            kk=told.kk or f"32710101{draw.randrange(10**8):08d}",
            rw=row["rw"] or f"{draw.randrange(1, 12):03d}",
            rt=row["rt"] or f"{draw.randrange(1, 6):03d}",
            phone=f"+6281200{number:06d}",
            answers=answers,
            circumstances={
                "income_before": draw.randrange(15, 40) * 100_000,
                "income_now": draw.randrange(0, 12) * 100_000,
                "lost": [draw.choice(("kerja", "dirumahkan", "usaha", "harian"))],
                "story": "",
            },
            members=tuple(
                MemberAsked(f"{name} Contoh", "anak") for name in draw.sample(CHILDREN, number % 4)
            ),
        )
