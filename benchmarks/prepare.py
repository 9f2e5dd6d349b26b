"""Make a case in a process of its own: `python -m benchmarks.prepare CASE FOLDER [flat]`."""

import json
import sys
import time
from pathlib import Path

from benchmarks import cases, ours, plan


def prepare(key: str, folder: Path, *, flat: bool) -> dict[str, float | int | str]:
    """Write a case; with `flat` also its normalised table. Return sizes and seconds."""
    case = plan.case(key)
    start = time.perf_counter()
    try:
        rows = cases.write(case, folder)
    except cases.NotHere:
        return {"failure": "not run: its data are not here"}
    made = time.perf_counter() - start
    if not flat:
        return {"rows": rows, "make_seconds": made}
    ours.warm_up()
    return {"rows": rows, "make_seconds": made, "normalise_seconds": cases.write_flat(folder)}


if __name__ == "__main__":
    print(json.dumps(prepare(sys.argv[1], Path(sys.argv[2]), flat=sys.argv[3:] == ["flat"])))
