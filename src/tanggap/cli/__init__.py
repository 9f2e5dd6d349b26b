"""The `tanggap` command."""

from tanggap.cli.commands import app
from tanggap.cli.guard import run_guarded, wants_debug


def main() -> None:
    """Run the command line and leave with its exit code."""
    raise SystemExit(run_guarded(lambda: app(standalone_mode=False), debug=wants_debug()))
