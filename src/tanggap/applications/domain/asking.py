"""What must be told before an application can be received, whoever sends it."""

import re
from typing import Final

from tanggap.applications.domain.typed import Mistyped, read_kk, read_nik
from tanggap.applications.types import Asking

VILLAGE_DIGITS: Final = 10
MOST_MEMBERS: Final = 30
LONGEST: Final = {"head_name": 120, "mother_name": 120, "address": 300, "no_nik_reason": 200}
RELATIONS: Final = ("istri", "suami", "anak", "menantu", "cucu", "orang-tua", "mertua", "lainnya")


def problems(asking: Asking) -> dict[str, str]:
    """Return what is missing or wrong, as a code by field; empty where all is well.

    Codes: missing, long, many, no_region, and those of `typed`.
    """
    found: dict[str, str] = {}
    if not re.search(r"\w", asking.head_name):
        found["head_name"] = "missing"
    if not asking.address.strip():
        found["address"] = "missing"
    if not re.fullmatch(rf"[0-9]{{{VILLAGE_DIGITS}}}", asking.region_code):
        found["region_code"] = "no_region"
    found |= _numbers(asking)
    if len(asking.members) > MOST_MEMBERS:
        found["members"] = "many"
    for name, most in LONGEST.items():
        if len(getattr(asking, name)) > most:
            found[name] = "long"
    return found


def _numbers(asking: Asking) -> dict[str, str]:
    found: dict[str, str] = {}
    if not asking.nik and not asking.no_nik_reason.strip():
        found["nik"] = "missing"
    for name, read in (("nik", read_nik), ("kk", read_kk)):
        value = getattr(asking, name)
        if value:
            try:
                if read(value) != value:
                    found[name] = "letters"
            except Mistyped as fault:
                found[name] = fault.code
    for place, member in enumerate(asking.members, start=1):
        if not re.search(r"\w", member.name):
            found[f"member_{place}"] = "missing"
        try:
            if member.nik and read_nik(member.nik) != member.nik:
                found[f"member_{place}"] = "letters"
        except Mistyped as fault:
            found[f"member_{place}"] = fault.code
    return found
