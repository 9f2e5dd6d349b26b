"""Opens a page in the browser where there is one; elsewhere says where the page lies.

python tools/show_report.py demo/hasil/laporan.html
"""

import os
import sys
import webbrowser
from pathlib import Path


def has_screen() -> bool:
    """Tell whether a browser could show itself: Windows and macOS always have a screen."""
    return sys.platform in {"win32", "darwin"} or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )


def main(path: Path) -> None:
    """Show the page at `path`, or say where it is."""
    print(f"\nLaporan / Report: {path.resolve()}")
    if has_screen():
        webbrowser.open(path.resolve().as_uri())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
