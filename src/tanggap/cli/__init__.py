"""The `tanggap` command."""


def main() -> None:
    """Run the command line and leave with its exit code.

    The matcher takes a second to load; whoever interrupts even that sees no traceback.
    """
    try:
        from tanggap.cli import starting, upkeep  # noqa: F401, PLC0415 - they add their commands
        from tanggap.cli.commands import app  # noqa: PLC0415
        from tanggap.cli.guard import run_guarded, wants_debug  # noqa: PLC0415
    except KeyboardInterrupt:
        raise SystemExit(130) from None
    raise SystemExit(run_guarded(lambda: app(standalone_mode=False), debug=wants_debug()))
