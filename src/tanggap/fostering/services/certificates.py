"""The certificate of a package that was given whole, and the number by which it is checked.

The number is the match's own with a sign that only this installation can make, so nothing is kept
for it and nobody can guess another one.
"""

from typing import Final

from django.urls import reverse
from django.utils import timezone

from tanggap.core import crypto, paper
from tanggap.core.actor import Actor
from tanggap.fostering.models import Match
from tanggap.fostering.queries import mine
from tanggap.fostering.services.letters import address
from tanggap.fostering.types import MatchState, NotAllowed
from tanggap.regions import queries as regions

SIGN: Final = "fostering.certificate"
_LETTERS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_SIGNS: Final = 8
OFFICE: Final = "Pemerintah Daerah: Program Keluarga Asuh"


def number_of(match_id: int) -> str:
    """Return the number of a match's certificate: JA-00012-7K3M9QWX."""
    digest = crypto.blind_index(str(match_id), purpose=SIGN)
    sign = "".join(_LETTERS[byte % len(_LETTERS)] for byte in digest[:_SIGNS])
    return f"JA-{match_id:05d}-{sign}"


def is_genuine(number: str) -> bool:
    """Tell whether there is a certificate of that number, and the package was given whole."""
    parts = number.strip().upper().replace(" ", "").split("-")
    if len(parts) != 3 or not parts[1].isascii() or not parts[1].isdigit() or len(parts[1]) > 12:
        return False
    match_id = int(parts[1])
    if number_of(match_id).split("-")[2] != parts[2]:
        return False
    whole = Match.objects.unscoped(reason="only whether it is there")
    return bool(whole.filter(pk=match_id, state=MatchState.COMPLETED).exists())


def of(match_id: int, *, by: Actor) -> bytes:
    """Return the certificate of one's own match as PDF.

    It names the donor and what was given, never the family. Raises NotAllowed ("state") before the
    package is whole; Match.DoesNotExist for another donor's.
    """
    donor = mine.require_donor(by)
    match = mine.matches(by).get(pk=match_id)
    if match.state != MatchState.COMPLETED:
        raise NotAllowed("state")
    pledge, number = match.slot.pledge, number_of(match_id)
    ended = timezone.localdate(match.ended_at)
    link = address(reverse("fostering:certificate", query={"nomor": number}))
    return paper.pdf(
        title="Piagam Orang Tua Asuh",
        office=OFFICE,
        number=number,
        blocks=[
            paper.Text("Dengan ini disampaikan terima kasih kepada"),
            paper.Heading(donor.organisation or donor.name),
            paper.Text("yang telah mengasuh satu keluarga sampai seluruh bantuannya diterima."),
            paper.Pairs(
                [
                    ("Paket", pledge.package.name_id),
                    ("Bulan", f"{pledge.months} kali sejak {pledge.first_month}"),
                    ("Seluruhnya", _rupiah(pledge.months * pledge.amount)),
                    ("Wilayah", regions.name_of(match.region_code[:4])),
                    ("Selesai", f"{ended:%d-%m-%Y}"),
                ]
            ),
            paper.QrCode(link, f"Periksa keaslian dengan nomor {number}."),
        ],
        foot="Piagam ini tidak memuat data keluarga.",
    )


def _rupiah(amount: int) -> str:
    return f"Rp{amount:,}".replace(",", ".")
