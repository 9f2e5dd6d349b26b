"""The commands of the web application: manage it, examine it, prove its log.

Django is imported inside the commands: `tanggap link` starts without it.
"""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from tanggap.cli import office_texts as texts
from tanggap.cli.commands import PANEL, SOME_UNREADABLE, app
from tanggap.cli.options import ARGUMENTS, OPTIONS, Debug, Help
from tanggap.cli.telling import output, tell_error
from tanggap.cli.texts import say
from tanggap.config import environment as env

FAULTY = SOME_UNREADABLE
SETTINGS = "tanggap.config.settings"


@app.command(
    help=say(texts.MANAGE),
    rich_help_panel=PANEL,
    add_help_option=False,
    context_settings={"allow_extra_args": True, "ignore_unknown_options": True},
)
def manage(context: typer.Context) -> int:
    """Pass the rest of the line to Django."""
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    from django.core.management import execute_from_command_line  # noqa: PLC0415

    execute_from_command_line(["tanggap manage", *context.args])
    return 0


@app.command(help=say(texts.DOCTOR), rich_help_panel=PANEL, add_help_option=False)
def doctor(help_: Help = False, debug: Debug = False) -> int:
    """Examine an installation."""
    del help_, debug
    from tanggap.config.doctor import examine  # noqa: PLC0415

    worst = 0
    for finding in examine():
        mark = texts.MARKS[finding.grade]
        output.print(f"{mark} {say(finding.sentence)}", markup=False, soft_wrap=True)
        worst = max(worst, FAULTY if finding.grade == "fault" else 0)
    return worst


@app.command(help=say(texts.AUDIT), rich_help_panel=PANEL, add_help_option=False)
def audit(
    act: Annotated[
        str,
        typer.Argument(
            help=say(texts.AUDIT_ACT),
            metavar="verify|export",
            rich_help_panel=ARGUMENTS,
            show_default=False,
        ),
    ],
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", help=say(texts.AUDIT_OUT), rich_help_panel=OPTIONS),
    ] = None,
    help_: Help = False,
    debug: Debug = False,
) -> int:
    """Prove the audit log, or write a copy that outsiders can prove."""
    del help_, debug
    import django  # noqa: PLC0415

    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    django.setup()
    if act == "verify":
        return _verify()
    if act == "export":
        return _export(out)
    raise env.BadSetting(texts.AUDIT_WHAT)


def _verify() -> int:
    from tanggap.audit import queries, services  # noqa: PLC0415

    services.lengthen_chain()
    proof = queries.prove()
    if proof.broken_at is not None:
        tell_error(texts.BROKEN.format(number=proof.broken_at))
        return FAULTY
    output.print(say(texts.WHOLE.format(links=proof.links, hash=proof.last_hash)), markup=False)
    return 0


def _export(out: Path | None) -> int:
    from tanggap.audit import queries  # noqa: PLC0415

    if out is None:
        sys.stdout.writelines(queries.exported())
        return 0
    with out.open("w", encoding="utf-8") as stream:
        stream.writelines(queries.exported())
    return 0
