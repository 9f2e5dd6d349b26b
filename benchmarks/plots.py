"""Scaling plots: seconds, memory and accuracy against the number of records."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import matplotlib as mpl
from matplotlib.figure import Figure

from benchmarks import plan
from benchmarks.cases import city
from benchmarks.methods import METHODS
from benchmarks.results import Measured, Result

_SHOWN: Final = {
    "tanggap": "#0b6e4f",
    "splink": "#c2410c",
    "splink-textbook": "#f59e0b",
    "ecm": "#7c3aed",
    "nik-or": "#64748b",
}
_SIZES: Final = (*plan.SIZES, plan.LARGE)
Value = Callable[[Result], float]


def draw(measured: Measured, folder: Path) -> list[str]:
    """Write the three pictures as SVG; return their file names."""
    folder.mkdir(parents=True, exist_ok=True)
    pictures: dict[str, tuple[str, Value, str]] = {
        "benchmark-time.svg": ("seconds", lambda one: one.seconds, "log"),
        "benchmark-memory.svg": ("peak memory, MB", lambda one: one.peak_bytes / 1e6, "log"),
        "benchmark-accuracy.svg": ("person F1, own threshold", _f1, "linear"),
    }
    mpl.rcParams["svg.hashsalt"] = "tanggap"  # the same figures give the same file
    mpl.rcParams["svg.fonttype"] = "none"
    for name, (title, value, scale) in pictures.items():
        figure = Figure(figsize=(6.4, 3.6), layout="constrained")
        _lines(figure.subplots(), measured, value, scale)
        figure.axes[0].set_ylabel(title)
        figure.savefig(folder / name, metadata={"Date": None})
    return list(pictures)


def _lines(axes: Any, measured: Measured, value: Value, scale: str) -> None:
    for method, colour in _SHOWN.items():
        points = [
            (size, value(result))
            for size in _SIZES
            if (result := measured.of(city(size, "medium", plan.SEEDS[0]).key, method))
            and not result.failure
        ]
        label = METHODS[method].label.strip("*")
        axes.plot(*zip(*points, strict=True), "o-", color=colour, label=label) if points else None
    axes.set_xscale("log")
    axes.set_yscale(scale)
    axes.set_xlabel("records")
    axes.grid(visible=True, color="#e2e8f0")
    axes.spines[["top", "right"]].set_visible(False)
    axes.legend(frameon=False, fontsize="small")


def _f1(result: Result) -> float:
    counted = Measured([result]).pooled([result.case], result.method, "person")
    return counted.f1 if counted else 0.0
