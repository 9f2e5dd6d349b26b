"""Citizens at their telephones: checks of aid, and whole applications, as fast as answers come.

`python -m benchmarks.web.citizens PORT FOLDER SECONDS CLIENTS check|send|apply` drives the server.

Every citizen has an address of their own, as a proxy tells it, so that the limits count and do
not stop them. A check is one form sent with number and proof; every third proof is wrong, every
tenth number is nobody's. Sending is the last step of an application that waits in a sitting
(`drafting` makes them), until none is left. An application is the whole journey: begin, code and
PIN, every page read and answered, the check of all answers, sending, and the receipt.
"""

import json
import random
import re
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from benchmarks.web.browser import Page
from benchmarks.web.telephone import Telephone

WARM_UP: Final = 3.0
ANSWERED: Final = {200, 302}
VILLAGE: Final = "3271011001"
NEXT: Final = re.compile(r"/ajuan/isi/([^/]+)/")
_DATE: Final = re.compile(r"(19|20)\d\d-\d\d-\d\d")
Seen = list[tuple[str, int, float]]
Citizen = Callable[[Telephone, random.Random, list[Any]], list[Page]]


def check(phone: Telephone, dice: random.Random, asked: list[dict[str, Any]]) -> list[Page]:
    """Check one number."""
    one = dice.choice(asked)
    year, month, day = one["birth_date"].split("-")
    number = one["national_id"] if dice.random() > 0.1 else f"3271019909{dice.randrange(10**6):06d}"
    own = "ZZZ" if dice.random() < 1 / 3 else one["name"][:3]
    form = {"number": number, "day": day, "month": month, "year": year, "own": own, "mother": ""}
    if not phone.token:
        phone.get("form", "/cek/")
    return [phone.post("check", "/cek/", form)]


def send(phone: Telephone, _dice: random.Random, sittings: list[str]) -> list[Page]:
    """Send one finished application; nothing where none is left."""
    try:
        phone.sit(sittings.pop())
    except IndexError:
        return []
    page = phone.post("send", "/ajuan/kirim/", {})
    return [page if "tanda-terima" in phone.led_to else Page("send", 0, page.seconds, "")]


def apply(phone: Telephone, dice: random.Random, _asked: list[dict[str, Any]]) -> list[Page]:
    """Go through the whole journey; the last page is the whole, by its seconds."""
    start, pages = time.perf_counter(), []
    phone.forget()
    pages.append(phone.get("start", "/ajuan/"))
    pages.append(phone.post("begin", "/ajuan/mulai/", {"program": "KOTA"}))
    pages.append(phone.get("code and PIN", "/ajuan/kode/"))
    told, page = _answers(dice), "kecamatan"
    while page:
        path = f"/ajuan/isi/{page}/"
        asked = phone.get("question", path)
        answer = told.get(page) or {"answer": _first_choice(asked.body)}
        pages += [asked, phone.post("answer", path, answer)]
        found = NEXT.search(phone.led_to)
        page = found[1] if found else ""
    pages.append(phone.get("all answers", "/ajuan/periksa/"))
    pages.append(phone.post("send", "/ajuan/kirim/", {}))
    last = phone.get("receipt", "/ajuan/tanda-terima/")
    status = last.status if "<svg" in last.body else 0
    return [*pages, last, Page("application", status, time.perf_counter() - start, "")]


def main(port: int, folder: Path, seconds: float, clients: int, what: str) -> dict[str, Any]:
    """Drive the server; return seconds of every page that came, by its name, and what did not."""
    asked = _sittings(folder) if what == "send" else _people(folder)
    start, seen = time.perf_counter() + WARM_UP, []  # type: ignore[var-annotated]
    act = {"check": check, "send": send, "apply": apply}[what]
    threads = [
        threading.Thread(target=_ask, args=(port, act, number, asked, start, seconds, seen))
        for number in range(clients)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    pages: dict[str, list[float]] = {}
    for name, status, took in seen:
        if status in ANSWERED:
            pages.setdefault(name, []).append(round(took, 5))
    wrong = [f"{name}: {status}" for name, status, _ in seen if status not in ANSWERED]
    lasted = min(seconds, time.perf_counter() - start)
    return {"pages": pages, "seconds": lasted, "errors": sorted(set(wrong)), "failed": len(wrong)}


def _sittings(folder: Path) -> list[str]:
    keys: list[str] = json.loads((folder / "sittings.json").read_text())
    return keys


def _people(folder: Path) -> list[dict[str, Any]]:
    """Return people with a readable birth date; each number once, for it has a limit."""
    known = {
        one["national_id"]: one
        for one in json.loads((folder / "asked.json").read_text())
        if _DATE.fullmatch(one["birth_date"]) and one["name"][:3].isalpha()
    }
    return list(known.values())


def _ask(
    port: int, act: Citizen, number: int, asked: list[Any], start: float, seconds: float, seen: Seen
) -> None:
    dice, phone = random.Random(f"{number} {time.time()}"), Telephone(port)  # noqa: S311 - dice
    while (now := time.perf_counter()) < start + seconds:
        phone.address = ".".join(["10", *(str(dice.randrange(256)) for _ in range(3))])
        pages = act(phone, dice, asked)
        if not pages:
            return
        if now >= start:
            seen += [(page.name, page.status, page.seconds) for page in pages]


def _answers(dice: random.Random) -> dict[str, dict[str, str]]:
    day, serial = dice.randrange(1, 29), dice.randrange(1, 10_000)
    return {
        "kecamatan": {"code": VILLAGE[:6]},
        "kelurahan": {"code": VILLAGE},
        "alamat": {"address": "Jalan Melati 5", "rw": "3", "rt": "2"},
        "nama": {"name": f"Rukmini Contoh {_word(dice)}"},
        "lahir": {"date_d": str(day), "date_m": "3", "date_y": "1985", "sex": "L"},
        "nik": {"nik": f"327101{day:02d}0385{serial:04d}"},
        "kk": {"kk": f"327101{day:02d}{dice.randrange(1, 13):02d}12{serial:04d}"},
        "ibu": {"mother_name": "Ibu Contoh"},
        "telepon": {"phone": "0812-0000-0000"},
        "anggota": {"next": ""},
        "penghasilan": {"income_before": "2,5 juta", "income_now": "0"},
        "kehilangan": {"lost": "kerja", "story": ""},
        "foto-kk": {"next": ""},
        "foto-rumah": {"next": ""},
        "pernyataan": {"consent": "on", "truth": "on"},
    }


def _word(dice: random.Random) -> str:
    return "".join(dice.choice("abcdefghijklmnoprstuwy") for _ in range(7)).title()


def _first_choice(page: str) -> str:
    found = re.search(r'name="answer" value="([^"]+)"', page)
    return found[1] if found else ""


if __name__ == "__main__":
    given = sys.argv[1:]
    told = main(int(given[0]), Path(given[1]), float(given[2]), int(given[3]), given[4])
    print(json.dumps(told))
