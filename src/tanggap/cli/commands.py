"""The commands. Each reads what was typed, calls the library once, and tells the result."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from tanggap import simulate as simulation
from tanggap.cli import texts
from tanggap.cli.inputs import (
    WrongInput,
    check_city_folder,
    language_named,
    lists_and_programmes,
    noise_named,
    read_mapping,
    read_rules,
    table_formats,
)
from tanggap.cli.options import ARGUMENTS, OPTIONS, Debug, Help, Version
from tanggap.cli.telling import (
    clock,
    one_bar,
    output,
    stages,
    tell_city,
    tell_error,
    tell_explanation,
    tell_summary,
)
from tanggap.cli.texts import say
from tanggap.intake import Mapping
from tanggap.language import Sentence
from tanggap.linkage.compiled import are_compiled
from tanggap.overlap import rules_of_2020
from tanggap.reconcile import explain_rows, read_sources, reconcile

ALL_READ, SOME_UNREADABLE, NO_RESULT = 0, 1, 2
"""Exit codes of commands that read lists."""

PANEL = say(texts.COMMANDS)
app = typer.Typer(
    add_completion=False,
    add_help_option=False,
    help=say(texts.APP),
    invoke_without_command=True,
)


def _option(*names: str, text: Sentence, **more: Any) -> Any:
    """Return an option with its help in the user's language."""
    return typer.Option(*names, help=say(text), rich_help_panel=OPTIONS, show_default=False, **more)


def _flag(name: str, text: Sentence) -> Any:
    """Return an option that takes no value, and whose help names none."""
    return _option(name, text=text, metavar="")


def _argument(text: Sentence, metavar: Sentence) -> Any:
    """Return an argument with its help and its name in the user's language."""
    return typer.Argument(
        help=say(text), metavar=say(metavar), rich_help_panel=ARGUMENTS, show_default=False
    )


def _command(text: Sentence) -> Any:
    return app.command(help=say(text), rich_help_panel=PANEL, add_help_option=False)


@app.callback()
def tanggap(context: typer.Context, help_: Help = False, version: Version = False) -> None:
    """Show the help where no command is named."""
    del help_, version  # their callbacks have done the work
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


@_command(texts.LINK)
def link(
    files: Annotated[list[Path] | None, _argument(texts.FILES, texts.FILE_NAMES)] = None,
    out: Annotated[Path, _option("--out", "-o", text=texts.OUT)] = Path("hasil"),
    programme: Annotated[list[str] | None, _option("--programme", text=texts.PROGRAMME)] = None,
    rules: Annotated[Path | None, _option("--rules", text=texts.RULES)] = None,
    mapping: Annotated[Path | None, _option("--mapping", text=texts.MAPPING)] = None,
    show_ids: Annotated[bool, _flag("--show-ids", texts.SHOW_IDS)] = False,
    form: Annotated[str, _option("--format", text=texts.FORMAT)] = "csv",
    boundaries: Annotated[Path | None, _option("--boundaries", text=texts.BOUNDARIES)] = None,
    include_hidden: Annotated[bool, _flag("--include-hidden", texts.INCLUDE_HIDDEN)] = False,
    lang: Annotated[str | None, _option("--lang", text=texts.LANG)] = None,
    help_: Help = False,
    debug: Debug = False,
) -> int:
    """Match lists and find the overlaps."""
    del help_, debug  # --debug is read before anything else, by the guard
    lists, programmes = lists_and_programmes(files or [], programme or [])
    job = partial(
        reconcile,
        lists,
        out=out,
        programmes=programmes,
        rules=read_rules(rules),
        mapping=read_mapping(mapping),
        include_hidden=include_hidden,
        show_ids=show_ids,
        formats=table_formats(form),
        boundaries=boundaries,
        language=language_named(lang),
    )
    if not are_compiled():
        output.print(say(texts.FIRST_TIME))
    with clock() as seconds, stages() as progress:
        summary = job(progress=progress)
    tell_summary(summary, seconds[0])
    return SOME_UNREADABLE if summary.unreadable else ALL_READ


@_command(texts.EXPLAIN)
def explain(
    directory: Annotated[Path, _argument(texts.RESULT, texts.FOLDER)],
    row: Annotated[str, _argument(texts.ROW, texts.ROW_NAME)],
    other: Annotated[str, _argument(texts.ROW, texts.ROW_NAME)],
    help_: Help = False,
    debug: Debug = False,
) -> int:
    """Say why two rows are, or are not, one person."""
    del help_, debug
    tell_explanation(explain_rows(directory, row, other))
    return ALL_READ


@_command(texts.SIMULATE)
def simulate(
    people: Annotated[int, _option("--people", text=texts.PEOPLE)] = 50_000,
    noise: Annotated[str, _option("--noise", text=texts.NOISE)] = "medium",
    seed: Annotated[int, _option("--seed", text=texts.SEED)] = 7,
    region: Annotated[str, _option("--region", text=texts.REGION)] = "3271",
    out: Annotated[Path, _option("--out", "-o", text=texts.CITY)] = Path("kota"),
    help_: Help = False,
    debug: Debug = False,
) -> int:
    """Make a synthetic city."""
    del help_, debug
    level = noise_named(noise)
    check_city_folder(out)
    with one_bar(texts.MAKING) as progress:
        city = _made(out, people, level, seed, region.replace(".", ""), progress)
    tell_city(city, out)
    return ALL_READ


def _made(
    out: Path,
    people: int,
    noise: simulation.Noise,
    seed: int,
    region: str,
    progress: Callable[[float], None],
) -> simulation.CitySummary:
    try:
        return simulation.write_city(
            out, people=people, noise=noise, seed=seed, region=region, progress=progress
        )
    except ValueError as error:  # an unknown region, or too few or too many people
        raise WrongInput(texts.BAD_CITY.format(most=simulation.MOST_PEOPLE)) from error


@_command(texts.COLUMNS)
def columns(
    files: Annotated[list[Path] | None, _argument(texts.FILES, texts.FILE_NAMES)] = None,
    help_: Help = False,
    debug: Debug = False,
) -> int:
    """Print the column mapping."""
    del help_, debug
    lists, _ = lists_and_programmes(files or [], [])
    sources = read_sources(lists, book=rules_of_2020(), programmes={}, include_hidden=True)
    for failure in sources.read.unreadable:
        tell_error(failure.sentence)
    if not sources.read.lists:
        return NO_RESULT
    output.print(Mapping.of_lists(sources.read.lists).to_toml(), markup=False, soft_wrap=True)
    return SOME_UNREADABLE if sources.read.unreadable else ALL_READ
