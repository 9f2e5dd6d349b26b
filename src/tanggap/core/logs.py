"""No log line carries a NIK, a KK or phone number, whoever wrote it; refusals are brief."""

import logging
import re
from typing import Final

from django.core.exceptions import PermissionDenied

_NUMBERS: Final = re.compile(r"(?<!\d)(?:\d[ .-]?){15}\d(?!\d)|(?<!\d)(?:\+?62|0)8\d{7,11}(?!\d)")
HIDDEN: Final = "[…]"


class RefusalsInOneLine(logging.Filter):
    """Leaves the traceback out where somebody asked for what they may not: it is no fault."""

    def filter(self, record: logging.LogRecord) -> bool:  # noqa: D102
        if record.exc_info and isinstance(record.exc_info[1], PermissionDenied):
            record.exc_info = None
        return True


class WithoutPersonalNumbers(logging.Filter):
    """Replaces such numbers in the message, its arguments and the traceback."""

    def filter(self, record: logging.LogRecord) -> bool:  # noqa: D102
        record.msg, record.args = _NUMBERS.sub(HIDDEN, record.getMessage()), None
        if record.exc_info and not record.exc_text:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = _NUMBERS.sub(HIDDEN, record.exc_text)
        return True
