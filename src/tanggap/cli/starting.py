"""The commands that start the web application, or only a worker of it."""

import os
from typing import Annotated

import typer

from tanggap.cli import office_texts as texts
from tanggap.cli.commands import PANEL, app
from tanggap.cli.office import SETTINGS
from tanggap.cli.options import OPTIONS, Debug, Help
from tanggap.cli.telling import output
from tanggap.cli.texts import say
from tanggap.config import environment as env
from tanggap.language import Sentence

LOCAL = ("127.0.0.1", "localhost", "::1")
WORKER = ("tanggap.config.worker",)


@app.command(help=say(texts.UP), rich_help_panel=PANEL, add_help_option=False)
def up(
    port: Annotated[
        int,
        typer.Option(
            "--port", help=say(texts.PORT), rich_help_panel=OPTIONS, show_default=False, min=1
        ),
    ] = 8000,
    host: Annotated[
        str,
        typer.Option("--host", help=say(texts.HOST), rich_help_panel=OPTIONS, show_default=False),
    ] = LOCAL[0],
    help_: Help = False,
    debug: Debug = False,
) -> int:
    """Start the web application and its worker."""
    del help_, debug
    if env.mode() == "demo" and host not in LOCAL:
        raise env.BadSetting(texts.DEMO_IS_LOCAL)
    workers = env.number("TANGGAP_WORKERS", 1)
    _prepare()
    ready = say(texts.AT.format(address=f"http://{host}:{port}/"))
    from tanggap.config.family import run_together  # noqa: PLC0415
    from tanggap.config.preparing import say_running  # noqa: PLC0415

    held = say_running()
    bind = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    web = ("tanggap.config.web", "--bind", bind, "--ready", ready)
    with held:
        return run_together([web, *[WORKER] * workers])


@app.command(help=say(texts.WORKER), rich_help_panel=PANEL, add_help_option=False)
def worker(help_: Help = False, debug: Debug = False) -> int:
    """Start background workers without a web server."""
    del help_, debug
    os.umask(0o077)
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    from tanggap.config.family import run_together  # noqa: PLC0415
    from tanggap.config.preparing import say_running  # noqa: PLC0415

    with say_running():
        return run_together([WORKER] * max(1, env.number("TANGGAP_WORKERS", 1)))


def _prepare() -> None:
    os.umask(0o077)  # the database and the files of a new data folder are the owner's alone
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    import django  # noqa: PLC0415

    django.setup()
    from tanggap.config.preparing import prepare  # noqa: PLC0415

    prepare(lambda sentence: _tell(Sentence(f"· {sentence.id}", f"· {sentence.en}")))
    if env.mode() == "demo":
        _tell_demo()


def _tell_demo() -> None:
    from tanggap.config import demo, demo_city  # noqa: PLC0415

    _tell(texts.DEMO_ACCOUNTS.format(password=demo.PASSWORD))
    for username, name, role, _region in demo.OFFICERS:
        task = say(demo.TASKS[role])
        output.print(f"  {username:<12} {name:<22} {task}", markup=False, soft_wrap=True)
    for username, told in demo.OTHERS:
        output.print(f"  {username:<12} {'':<22} {say(told)}", markup=False, soft_wrap=True)
    _tell(texts.DEMO_FILES.format(lists=demo_city.folder(), fresh=demo_city.folder_to_try()))


def _tell(sentence: Sentence) -> None:
    output.print(say(sentence), markup=False, soft_wrap=True)
