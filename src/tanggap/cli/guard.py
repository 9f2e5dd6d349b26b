"""Every failure ends in a sentence and an exit code, never in a traceback with personal data."""

import errno
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Final

import typer

from tanggap.cli import texts
from tanggap.cli.inputs import WrongInput
from tanggap.cli.telling import errors, tell_error
from tanggap.cli.usage import wrong_usage
from tanggap.config.environment import BadSetting
from tanggap.intake import MappingError, UnreadableList
from tanggap.language import Sentence
from tanggap.overlap import UnusableRules
from tanggap.reconcile import CannotExplain, NothingDone

NO_RESULT: Final = 2
UNEXPECTED: Final = 70  # EX_SOFTWARE of sysexits.h
INTERRUPTED: Final = 130  # as shells tell an interrupt

REASONS: Final = {
    errno.ENOSPC: texts.NO_SPACE,
    errno.EDQUOT: texts.NO_SPACE,
    errno.EACCES: texts.NOT_PERMITTED,
    errno.EPERM: texts.NOT_PERMITTED,
    errno.EEXIST: texts.IN_THE_WAY,
    errno.ENOTDIR: texts.IN_THE_WAY,
    errno.EROFS: texts.READ_ONLY,
}
_EXPECTED = (BadSetting, WrongInput, MappingError, UnreadableList, UnusableRules, CannotExplain)


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
        tell_error(cannot_write(failure))
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


def cannot_write(failure: OSError) -> Sentence:
    """Return why a file could not be written, naming it and the reason in the user's words."""
    unknown = failure.strerror or type(failure).__name__
    reason = REASONS.get(failure.errno or 0, Sentence(unknown, unknown))
    name = Path(str(failure.filename)).name if failure.filename else ""
    file = Sentence(f"“{name}”", f"“{name}”") if name else texts.RESULT_FILE
    return Sentence(
        texts.DISK.id.format(file=file.id, reason=reason.id),
        texts.DISK.en.format(file=file.en, reason=reason.en),
    )


def wants_debug() -> bool:
    """Tell whether --debug was typed; needed before the command line is parsed."""
    return "--debug" in sys.argv[1:]
