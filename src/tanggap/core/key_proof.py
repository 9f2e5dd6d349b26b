"""Whether the key file belongs to the database: a text that only the right keys open.

A data folder that got lost is made anew on the next start, with new keys. Without this proof the
new keys would be mixed with the old data, and half of all numbers would be lost without a word.
"""

import hmac
from typing import Final

from django.db import transaction

from tanggap.core import crypto
from tanggap.core.models import KeyProof

PURPOSE: Final = "core.key_proof"
TEXT: Final = "Tanggap"


@transaction.atomic
def keys_fit() -> bool:
    """Tell whether the keys open what the database keeps; an empty database takes these keys."""
    kept = KeyProof.objects.first()
    if kept is None:
        KeyProof.objects.create(
            pk=1,
            sealed=crypto.seal(TEXT, purpose=PURPOSE),
            index=crypto.blind_index(TEXT, purpose=PURPOSE),
        )
        return True
    try:
        opens = crypto.unseal(bytes(kept.sealed), purpose=PURPOSE) == TEXT
    except crypto.CannotUnseal:
        return False
    return opens and hmac.compare_digest(
        bytes(kept.index), crypto.blind_index(TEXT, purpose=PURPOSE)
    )
