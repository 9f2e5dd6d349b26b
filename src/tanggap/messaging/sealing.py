"""What a message says lies sealed: a code in a backup must open nothing."""

import json
from collections.abc import Mapping
from typing import Final

from tanggap.core import crypto

CONTEXT: Final = "messaging.context"


def sealed(context: Mapping[str, str]) -> bytes:
    """Seal what fills a template."""
    return crypto.seal(json.dumps(dict(context), ensure_ascii=False), purpose=CONTEXT)


def context_of(data: bytes) -> dict[str, str]:
    """Return what fills a template. Raises crypto.CannotUnseal."""
    found: dict[str, str] = json.loads(crypto.unseal(data, purpose=CONTEXT))
    return found
