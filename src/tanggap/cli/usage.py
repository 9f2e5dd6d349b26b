"""What is wrong with the command that was typed, in the user's language."""

import difflib
import re
from typing import Any, Final

from tanggap.cli import texts
from tanggap.language import Sentence

COMMANDS: Final = (
    *("link", "explain", "simulate", "columns"),
    *("up", "worker", "backup", "restore", "upgrade", "doctor", "audit", "manage"),
)
_COMMAND_NAMED: Final = re.compile(r"No such command ['\"](.+?)['\"]")
_SENTENCES: Final = {
    "MissingParameter": texts.MISSING,
    "NoSuchOption": texts.NO_OPTION,
    "BadParameter": texts.BAD_VALUE,
    "BadOptionUsage": texts.NEEDS_VALUE,
}


def wrong_usage(failure: Exception) -> Sentence | None:
    """Return what is wrong with the command that was typed, None where something else failed.

    Typer keeps the classes of its parser to itself; they are told by what they carry.
    """
    if not hasattr(failure, "format_message"):
        return None
    told = _told(failure)
    command = getattr(getattr(failure, "ctx", None), "command_path", "tanggap")
    see = texts.SEE_HELP.format(command=command)
    return Sentence(
        f"{texts.USAGE.id.format(message=told.id)} {see.id}",
        f"{texts.USAGE.en.format(message=told.en)} {see.en}",
    )


def _told(failure: Any) -> Sentence:
    raw = str(failure.format_message())
    command = _COMMAND_NAMED.match(raw)
    if command:
        near = difflib.get_close_matches(command[1], COMMANDS, 1)
        return _with_guess(texts.NO_COMMAND.format(name=command[1]), near)
    sentence = _SENTENCES.get(type(failure).__name__)
    if sentence is None:
        return Sentence(raw, raw)
    possible = getattr(failure, "possibilities", None) or []
    return _with_guess(sentence.format(name=_parameter(failure)), possible[:1])


def _parameter(failure: Any) -> str:
    parameter = getattr(failure, "param", None)
    name = getattr(parameter, "metavar", None) or getattr(failure, "option_name", None)
    return str(name or " / ".join(getattr(parameter, "opts", ())))


def _with_guess(told: Sentence, near: list[str]) -> Sentence:
    if not near:
        return told
    guess = texts.PERHAPS.format(name=near[0])
    return Sentence(told.id + guess.id, told.en + guess.en)
