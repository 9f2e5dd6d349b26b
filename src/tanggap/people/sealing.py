"""Values that officers set: numbers among them are sealed."""

from tanggap.core import crypto
from tanggap.people.models import Correction
from tanggap.people.types import CorrectedField

SEALED = "people.correction"
_SEALED_FIELDS = frozenset({CorrectedField.NIK, CorrectedField.KK, CorrectedField.PHONE})


def value_of(one: Correction) -> str:
    """Return what was set; numbers are unsealed."""
    if one.field in _SEALED_FIELDS and one.sealed is not None:
        return crypto.unseal(bytes(one.sealed), purpose=SEALED)
    return str(one.value)


def sealed(field: CorrectedField, value: str) -> tuple[str, bytes | None]:
    """Return a value as it is stored: (text, sealed); numbers only sealed."""
    if field in _SEALED_FIELDS:
        return "", crypto.seal(value, purpose=SEALED)
    return value, None
