"""What every command takes: help and debug, in the user's language."""

from typing import Annotated

import typer

from tanggap import __version__
from tanggap.cli import texts
from tanggap.cli.texts import say

OPTIONS = say(texts.OPTIONS)
ARGUMENTS = say(texts.ARGUMENTS)


def show_help(context: typer.Context, *, wanted: bool) -> None:
    """Show a command's help and stop."""
    if wanted:
        typer.echo(context.get_help())
        raise typer.Exit


def show_version(*, wanted: bool) -> None:
    """Show the version and stop."""
    if wanted:
        typer.echo(__version__)
        raise typer.Exit


Help = Annotated[
    bool,
    typer.Option(
        "--help",
        "-h",
        help=say(texts.HELP),
        is_eager=True,
        callback=lambda context, value: show_help(context, wanted=value),
        rich_help_panel=OPTIONS,
        show_default=False,
        metavar="",
    ),
]
Version = Annotated[
    bool,
    typer.Option(
        "--version",
        help=say(texts.VERSION),
        is_eager=True,
        callback=lambda value: show_version(wanted=value),
        rich_help_panel=OPTIONS,
        show_default=False,
        metavar="",
    ),
]
Debug = Annotated[
    bool,
    typer.Option(
        "--debug", help=say(texts.DEBUG), rich_help_panel=OPTIONS, show_default=False, metavar=""
    ),
]
