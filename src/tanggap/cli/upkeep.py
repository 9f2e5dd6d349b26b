"""The commands that keep an installation: backup, restore, upgrade."""

import os
from pathlib import Path
from typing import Annotated, Any

import typer

from tanggap.cli import upkeep_texts as texts
from tanggap.cli.commands import PANEL, app
from tanggap.cli.office import SETTINGS, doctor
from tanggap.cli.options import ARGUMENTS, OPTIONS, Debug, Help
from tanggap.cli.telling import one_bar, output
from tanggap.cli.texts import say
from tanggap.language import Sentence, chosen_language
from tanggap.reconcile.numbers import whole

_FILE: Any = typer.Argument(
    help=say(texts.FILE), metavar=say(texts.FILE_NAME), rich_help_panel=ARGUMENTS
)


@app.command(help=say(texts.BACKUP), rich_help_panel=PANEL, add_help_option=False)
def backup(file: Annotated[Path, _FILE], help_: Help = False, debug: Debug = False) -> int:
    """Write everything into one sealed file."""
    del help_, debug
    _set_up()
    _back_up(file)
    return 0


@app.command(help=say(texts.RESTORE), rich_help_panel=PANEL, add_help_option=False)
def restore(
    file: Annotated[Path, _FILE],
    replace: Annotated[
        bool,
        typer.Option("--replace", help=say(texts.REPLACE), rich_help_panel=OPTIONS, metavar=""),
    ] = False,
    help_: Help = False,
    debug: Debug = False,
) -> int:
    """Bring an installation back from a backup."""
    del help_, debug
    _set_up()
    from tanggap.config.preparing import nobody_running  # noqa: PLC0415
    from tanggap.config.upkeep.backup import passphrase  # noqa: PLC0415
    from tanggap.config.upkeep.restore import restore as bring_back  # noqa: PLC0415
    from tanggap.core import clock  # noqa: PLC0415

    with nobody_running(), one_bar(texts.RESTORING) as progress:
        found = bring_back(
            file, secret=passphrase(), replace=replace, at=clock.now(), progress=progress
        )
    _tell(
        texts.RESTORED.format(
            rows=whole(sum(found.rows.values()), chosen_language()),
            made_at=found.made_at[:16].replace("T", " "),
            links=whole(found.audit_links, chosen_language()),
        )
    )
    return 0


@app.command(help=say(texts.UPGRADE), rich_help_panel=PANEL, add_help_option=False)
def upgrade(
    without_backup: Annotated[
        bool,
        typer.Option(
            "--without-backup",
            help=say(texts.WITHOUT_BACKUP),
            rich_help_panel=OPTIONS,
            metavar="",
        ),
    ] = False,
    help_: Help = False,
    debug: Debug = False,
) -> int:
    """Back up, bring the database to this version, look whether all is well."""
    del help_, debug
    _set_up()
    from tanggap.config.preparing import bring_up_to_date, nobody_running  # noqa: PLC0415
    from tanggap.config.upkeep.backup import before_upgrade  # noqa: PLC0415

    with nobody_running():
        if not without_backup and (file := before_upgrade()) is not None:
            _back_up(file)
        bring_up_to_date(lambda one: _tell(Sentence(f"· {one.id}", f"· {one.en}")))
    return doctor()


def _back_up(file: Path) -> None:
    from tanggap.config.upkeep.backup import back_up, passphrase  # noqa: PLC0415
    from tanggap.core import clock  # noqa: PLC0415

    with one_bar(texts.BACKING_UP) as progress:
        kept = back_up(file, secret=passphrase(), at=clock.now(), progress=progress)
    _tell(
        texts.BACKED_UP.format(
            file=file,
            rows=whole(kept.rows, chosen_language()),
            files=whole(kept.files, chosen_language()),
            size=whole(max(1, kept.size >> 20), chosen_language()),
        )
    )


def _set_up() -> None:
    os.umask(0o077)
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    import django  # noqa: PLC0415

    django.setup()


def _tell(sentence: Sentence) -> None:
    output.print(say(sentence), markup=False, soft_wrap=True)
