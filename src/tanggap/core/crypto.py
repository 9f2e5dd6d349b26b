"""Sealed text and blind indexes for NIK, KK numbers and phones.

A sealed value is `version (1 byte) | nonce (12) | AES-256-GCM ciphertext and tag`; the purpose is
authenticated with it, so that a value cannot be moved to another column. Keys per purpose come
from the master key by HKDF-SHA256. A NIK has little entropy: whoever holds the index key can try
all of them, therefore the keys live outside the database (`docs/settings.md`).
"""

import hashlib
import hmac
import os
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

NONCE_BYTES = 12
INDEX_BYTES = 16


class CannotUnseal(Exception):
    """The bytes were sealed for another purpose, with an unknown key, or were changed."""


def seal(text: str, *, purpose: str) -> bytes:
    """Encrypt a text with the newest key; the same text gives other bytes every time."""
    version = max(settings.TANGGAP_KEYS.sealing)
    nonce = os.urandom(NONCE_BYTES)
    sealed = _cipher(version, purpose).encrypt(nonce, text.encode(), purpose.encode())
    return bytes([version]) + nonce + sealed


def unseal(data: bytes, *, purpose: str) -> str:
    """Return the text that was sealed for this purpose. Raises CannotUnseal."""
    raw = bytes(data)  # PostgreSQL hands out memoryviews
    try:
        cipher = _cipher(raw[0], purpose)
        return cipher.decrypt(
            raw[1 : 1 + NONCE_BYTES], raw[1 + NONCE_BYTES :], purpose.encode()
        ).decode()
    except (InvalidTag, KeyError, IndexError, ValueError) as error:
        raise CannotUnseal(purpose) from error


def blind_index(text: str, *, purpose: str) -> bytes:
    """Return 16 bytes that are equal for equal texts and say nothing without the key."""
    return hmac.digest(_index_key(purpose), text.encode(), hashlib.sha256)[:INDEX_BYTES]


def forget_keys() -> None:
    """Derive the keys anew from the settings: after a restore has brought others."""
    _cipher.cache_clear()
    _index_key.cache_clear()


@lru_cache(maxsize=64)
def _cipher(version: int, purpose: str) -> AESGCM:
    return AESGCM(_derive(settings.TANGGAP_KEYS.sealing[version], f"seal:{purpose}"))


@lru_cache(maxsize=64)
def _index_key(purpose: str) -> bytes:
    return _derive(settings.TANGGAP_KEYS.index, f"index:{purpose}")


def _derive(master: bytes, info: str) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=info.encode()).derive(master)
