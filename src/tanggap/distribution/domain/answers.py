"""What payers answer: tables and camt.053 become lines of reference, outcome, reason, amount.

Nothing else is read: names and numbers of people in an answer are left where they are.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from xml.etree import ElementTree as ET

from tanggap.distribution.types import PaymentState, Reason

MOST_LINES: Final = 500_000


class NotReadable(Exception):
    """An answer that cannot be used; `code`: kind, headings, empty, broken, large."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Line:
    """One line: `outcome` is paid, failed or returned, "" where nobody can tell; rupiah or None."""

    number: int
    reference: str
    outcome: str
    why: str = ""
    amount: int | None = None


_OUTCOMES: Final = (
    (PaymentState.RETURNED, r"retur|kembali|dikembalikan|setor kembali|returned"),
    (PaymentState.FAILED,
     r"gagal|tidak|belum|tolak|ditolak|failed|reject|unpaid|rjct|meninggal|pindah|ganda"),
    (PaymentState.PAID, r"(ter|di)?bayar|lunas|sukses|berhasil|selesai|paid|success|cair|acs[cp]"),
)  # fmt: skip
_REASONS: Final = (
    (Reason.DIED, r"meninggal|wafat|almarhum|dead|deceased|ac07"),
    (Reason.MOVED, r"pindah|moved"),
    (Reason.DOUBLE, r"ganda|dobel|double|duplika|am05"),
    (Reason.NAME_DIFFERS, r"nama .*(beda|sesuai|salah|cocok)|name|be01|beda|berbeda"),
    (
        Reason.NOT_FOUND,
        r"tidak (di)?temu|tidak ada|tdk|not found|alamat|ac01|ac04|rekening|invalid",
    ),
)


def outcome_of(text: str) -> str:
    """Return paid, failed or returned from a payer's words, "" where they say none of them."""
    return next((str(state) for state, words in _OUTCOMES if _says(words, text)), "")


def reason_of(text: str) -> str:
    """Return the reason in a payer's words; other where they name none that is known."""
    return next((str(why) for why, words in _REASONS if _says(words, text)), str(Reason.OTHER))


def rupiah_of(text: str) -> int | None:
    """Return whole rupiah from 600000, 600.000, 600,000.00 or Rp 600.000,00; None for others."""
    bare = re.sub(r"(?i)rp|idr|\s", "", text)
    bare = re.sub(r"[.,]\d{1,2}$", "", bare)
    digits = re.sub(r"[.,]", "", bare)
    return int(digits) if digits.isdigit() and len(digits) <= 15 else None


def lines_of_table(
    rows: Sequence[Sequence[str]], headings: Mapping[str, Sequence[str]]
) -> Iterator[Line]:
    """Yield the lines of a table; the header is the first row with reference and outcome.

    Raises NotReadable ("headings") where there is none within the first twenty rows.
    """
    top, places = _header(rows, headings)
    for number, row in enumerate(rows[top + 1 :], start=top + 2):
        told = {
            name: str(row[place]).strip() if place < len(row) else ""
            for name, place in places.items()
        }
        if not told["reference"]:
            continue
        outcome = outcome_of(told["outcome"])
        why = f"{told['outcome']} {told.get('why', '')}"
        yield Line(
            number=number,
            reference=told["reference"],
            outcome=outcome,
            why=reason_of(why) if outcome in ("failed", "returned") else "",
            amount=rupiah_of(told.get("amount", "")),
        )


def lines_of_camt(content: bytes) -> Iterator[Line]:
    """Yield what a camt.053 says of our transfers: debits are paid, their reversals came back.

    Every version of the message is read. Raises NotReadable.
    """
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:  # no entity is ever expanded
        raise NotReadable("broken")
    try:
        root = ET.fromstring(content)  # noqa: S314 - documents with entities are refused above
    except ET.ParseError as error:
        raise NotReadable("broken") from error
    found = False
    for number, (entry, details) in enumerate(_details(root), start=1):
        reference = _find(details, "EndToEndId")
        if not reference or reference == "NOTPROVIDED":
            continue
        found = True
        returned = _returned(entry, details)
        yield Line(
            number=number,
            reference=reference,
            outcome=str(PaymentState.RETURNED if returned else PaymentState.PAID),
            why=reason_of(_find(details, "Cd", "RtrInf") + " " + _find(details, "AddtlInf"))
            if returned
            else "",
            amount=rupiah_of(_find(details, "Amt") or _find(entry, "Amt")),
        )
    if not found:
        raise NotReadable("empty")


def _details(root: ET.Element) -> Iterator[tuple[ET.Element, ET.Element]]:
    for entry in (one for one in root.iter() if _name(one) == "Ntry"):
        if _status(entry) not in ("", "BOOK"):
            continue
        for details in (one for one in entry.iter() if _name(one) == "TxDtls"):
            yield entry, details


def _returned(entry: ET.Element, details: ET.Element) -> bool:
    sign = _find(details, "CdtDbtInd") or _find(entry, "CdtDbtInd")
    return sign == "CRDT" or any(_name(one) == "RtrInf" for one in details.iter())


def _status(entry: ET.Element) -> str:
    for one in entry:
        if _name(one) == "Sts":
            return (one.text or "").strip() or _find(one, "Cd")
    return ""


def _find(parent: ET.Element, name: str, within: str = "") -> str:
    """Return the text of the first element of a name, below one of another name if given."""
    for one in parent.iter():
        if within and _name(one) == within:
            return _find(one, name)
        if not within and _name(one) == name and (one.text or "").strip():
            return (one.text or "").strip()
    return ""


def _name(one: ET.Element) -> str:
    return one.tag.rpartition("}")[2]


def _header(
    rows: Sequence[Sequence[str]], headings: Mapping[str, Sequence[str]]
) -> tuple[int, dict[str, int]]:
    for top, row in enumerate(rows[:20]):
        names = [re.sub(r"[^a-z0-9]+", " ", str(cell).lower()).strip() for cell in row]
        places = {
            what: next((names.index(word) for word in words if word in names), -1)
            for what, words in headings.items()
        }
        if places.get("reference", -1) >= 0 and places.get("outcome", -1) >= 0:
            return top, {what: place for what, place in places.items() if place >= 0}
    raise NotReadable("headings")


def _says(words: str, text: str) -> bool:
    return re.search(rf"(?i)\b(?:{words})", text) is not None
