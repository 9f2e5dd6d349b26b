"""Run a kernel over the pairs on every core: kernels release the interpreter's lock."""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise


def cores() -> int:
    """Return how many threads a kernel may use (TANGGAP_THREADS, else the machine's cores)."""
    return int(os.environ.get("TANGGAP_THREADS", "0")) or os.cpu_count() or 1


def in_slices(work: Callable[[int, int], None], total: int, *, smallest: int = 50_000) -> None:
    """Call `work(start, stop)` for slices that cover 0..total, several at a time."""
    parts = max(1, min(cores() * 4, total // smallest))
    edges = [total * part // parts for part in range(parts + 1)]
    if parts == 1:
        work(0, total)
        return
    with ThreadPoolExecutor(cores()) as pool:
        for done in [pool.submit(work, a, b) for a, b in pairwise(edges)]:
            done.result()
