"""Finished drafts in sittings of their own, to be sent: `python -m benchmarks.web.drafting COUNT`.

The keys of their sittings are left in `sittings.json`.
"""

import json
import random
import sys
from pathlib import Path
from typing import Any, Final

PROGRAMME: Final = "KOTA"
VILLAGE: Final = "3271011001"


def main(count: int) -> None:
    """Make drafts of invented families."""
    import django

    django.setup()
    from django.conf import settings

    from tanggap.applications.services import openings
    from tanggap.core import clock

    openings.seed(at=clock.now(), open_too=True)
    dice = random.Random()  # noqa: S311 - dice
    keys = [_sitting(dice) for _ in range(count)]
    (Path(settings.TANGGAP_DATA) / "sittings.json").write_text(json.dumps(keys))


def _sitting(dice: random.Random) -> str:
    from django.contrib.sessions.backends.db import SessionStore

    from tanggap.applications.services import drafts
    from tanggap.applications.views import sitting
    from tanggap.core import clock, crypto

    draft, pin = drafts.start(programme=PROGRAMME, at=clock.now())
    told = {page: {"answer": "ya"} for page in drafts.pages_of(draft)} | _told(dice)
    whole = json.dumps({"pin": pin, "told": told, "members": []})
    draft.sealed = crypto.seal(whole, purpose=drafts.PURPOSE)
    draft.save(update_fields=["sealed"])
    store = SessionStore()
    store[sitting.DRAFT] = draft.pk
    store.create()
    return str(store.session_key)


def _told(dice: random.Random) -> dict[str, Any]:
    day, serial = dice.randrange(1, 29), dice.randrange(1, 10_000)
    month, name = dice.randrange(1, 13), "".join(dice.choices("abdegiklmnoprstu", k=7)).title()
    return {
        "kelurahan": {"code": VILLAGE},
        "alamat": {"address": "Jalan Melati 5", "rw": "003", "rt": "002"},
        "nama": {"name": f"Rukmini {name}"},
        "lahir": {"date": f"1985-{month:02d}-{day:02d}", "sex": "L"},
        "nik": {"nik": f"327101{day:02d}{month:02d}85{serial:04d}"},
        "kk": {"kk": f"327102{day:02d}{month:02d}15{serial:04d}"},
        "penghasilan": {"income_before": 2_500_000, "income_now": 0},
        "kehilangan": {"lost": ["kerja"], "story": ""},
    }


if __name__ == "__main__":
    main(int(sys.argv[1]))
