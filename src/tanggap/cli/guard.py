"""Every failure ends in a sentence and an exit code, never in a traceback with personal data."""

import sys
import traceback
from collections.abc import Callable
from typing import Final

import typer

from tanggap.cli import texts
from tanggap.cli.inputs import WrongInput
from tanggap.cli.telling import errors, tell_error
from tanggap.intake import MappingError, UnreadableList
from tanggap.language import Sentence
from tanggap.overlap import UnusableRules
from tanggap.reconcile import CannotExplain, NothingDone

NO_RESULT: Final = 2
UNEXPECTED: Final = 70  # EX_SOFTWARE of sysexits.h
INTERRUPTED: Final = 130  # as shells tell an interrupt

_EXPECTED = (WrongInput, MappingError, UnreadableList, UnusableRules, CannotExplain)


def run_guarded(command: Callable[[], object], *, debug: bool) -> int:
    """Run a command and return its exit code.

    What may happen to a user is told in the sentence that the exception carries; anything else is
    named by its kind only, because its message might quote a row. `debug` adds where in the
    program it happened: files and line numbers, no values.
    """
    try:
        result = command()
    except NothingDone as failure:
        for one in failure.unreadable:
            tell_error(one.sentence)
        tell_error(failure.sentence)
        return NO_RESULT
    except _EXPECTED as failure:
        tell_error(failure.sentence)
        return NO_RESULT
    except (KeyboardInterrupt, typer.Abort):
        result = INTERRUPTED
    except OSError as failure:
        tell_error(texts.DISK.format(reason=failure.strerror or type(failure).__name__))
        return NO_RESULT
    except Exception as failure:  # noqa: BLE001 - the last door; nothing may pass as a traceback
        return _tell_unexpected(failure, debug=debug)
    if result == INTERRUPTED:  # Typer turns an interrupt into this code and says nothing
        tell_error(texts.INTERRUPTED)
    return result if isinstance(result, int) else 0


def _tell_unexpected(failure: Exception, *, debug: bool) -> int:
    wrong = wrong_usage(failure)
    if wrong:
        tell_error(wrong)
        return NO_RESULT
    tell_error(texts.UNEXPECTED.format(kind=type(failure).__name__))
    if debug:
        for frame in traceback.extract_tb(failure.__traceback__):
            errors.print(f"  {frame.filename}:{frame.lineno} {frame.name}", markup=False)
    return UNEXPECTED


def wrong_usage(failure: Exception) -> Sentence | None:
    """Return what is wrong with the command that was typed, None where something else failed.

    Typer keeps the classes of its parser to itself; they are told by what they carry.
    """
    if not hasattr(failure, "format_message"):
        return None
    context = getattr(failure, "ctx", None)
    parameter = getattr(failure, "param", None)
    name = getattr(parameter, "metavar", None) or getattr(failure, "option_name", None)
    name = name or " / ".join(getattr(parameter, "opts", ()))
    raw = str(failure.format_message())
    known = {
        "MissingParameter": texts.MISSING,
        "NoSuchOption": texts.NO_OPTION,
        "BadParameter": texts.BAD_VALUE,
    }
    message = known.get(type(failure).__name__, Sentence(raw, raw))
    if raw.startswith("No such command"):
        message = texts.NO_COMMAND
    told = message.format(name=name) if type(failure).__name__ in known else message
    command = getattr(context, "command_path", "tanggap")
    see = texts.SEE_HELP.format(command=command)
    return Sentence(
        f"{texts.USAGE.id.format(message=told.id)} {see.id}",
        f"{texts.USAGE.en.format(message=told.en)} {see.en}",
    )


def wants_debug() -> bool:
    """Tell whether --debug was typed; needed before the command line is parsed."""
    return "--debug" in sys.argv[1:]
