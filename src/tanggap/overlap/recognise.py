"""Which programme a list belongs to, from the name of its file and the titles above its table."""

import re
from collections.abc import Iterable

from tanggap.overlap.programme import Programme, unlisted
from tanggap.overlap.rulebook import Rulebook

LONGEST_OWN_CODE = 24
NEGATIONS = re.compile(r"\b(?:non|bukan|tidak|luar|belum)\s+(dtks|dtsen|pkh|bpnt|bst|bdt)\b")
ROUND = re.compile(r"\b(?:tahap|thp|gelombang|batch|periode|triwulan|tw)\s*(\d+|[ivx]+)\b")


def recognise(file_name: str, titles: Iterable[str], book: Rulebook) -> Programme:
    """Return the programme of a list.

    The file's name decides; where it says nothing, the titles do; otherwise the list becomes a
    programme of its own, called after the file. A request for aid is no aid, therefore words
    such as "pengajuan" win over the aid that is asked for. "Non DTKS" does not mean DTKS.
    """
    for text in (file_name, " ".join(titles)):
        programme = _named_in(folded(text), book)
        if programme:
            return programme
    stem = re.sub(r"\.[A-Za-z0-9]{2,5}$", "", file_name)
    return unlisted(own_code(file_name), stem)


def own_code(file_name: str) -> str:
    """Return a code made from a file's name: "Beras Baznas 2020.xlsx" gives BERAS-BAZNAS-2020."""
    words = folded(file_name).upper().split()
    code = ""
    for word in words:
        if len(code) + len(word) + 1 > LONGEST_OWN_CODE:
            break
        code = f"{code}-{word}" if code else word
    return code or (words[0][:LONGEST_OWN_CODE] if words else "DAFTAR")


def round_of(file_name: str) -> str:
    """Return the payment round that a file's name tells ("Tahap II" gives "ii"), else nothing."""
    found = ROUND.search(folded(file_name))
    return found.group(1) if found else ""


def folded(text: str) -> str:
    """Return lower-case words divided by single spaces, without the ending of a file name."""
    without_ending = re.sub(r"\.(?:xlsx|xlsm|xls|ods|csv|tsv|txt)$", "", text.strip().lower())
    return " ".join(re.findall(r"[a-z0-9]+", without_ending))


def _named_in(text: str, book: Rulebook) -> Programme | None:
    text = NEGATIONS.sub(" ", text)
    found = [
        (programme.kind == "application", len(word), programme.code)
        for programme in book.programmes.values()
        for word in programme.called or (folded(programme.code),)
        if re.search(rf"(?<![a-z0-9]){re.escape(word)}(?![a-z0-9])", text)
    ]
    return book.programmes[max(found)[2]] if found else None
