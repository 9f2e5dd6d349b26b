"""A file that only the passphrase opens, written and read in constant memory.

    TANGGAP-BACKUP 1 LF | header (JSON) LF | HMAC-SHA256 of both (32 bytes) | chunks

Keys come from the passphrase by scrypt with a salt of the file's own. Every chunk is AES-256-GCM
over 1 MiB of text; its nonce is its number (11 bytes) and a byte that is 1 in the last chunk only.
So chunks cannot be changed, swapped, dropped or cut off unnoticed (the STREAM construction of
Hoang, Reyhanitabar, Rogaway and Vizár, CRYPTO 2015, as the `age` format uses it).
"""

import hashlib
import hmac
import io
import json
import os
from typing import IO, Any, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from tanggap.config.upkeep.refusals import (
    DAMAGED,
    NOT_A_BACKUP,
    WRONG_PASSPHRASE,
    CannotKeep,
)

MAGIC: Final = b"TANGGAP-BACKUP 1\n"
CHUNK: Final = 1 << 20
TAG: Final = 16
MAC: Final = 32
LONGEST_HEADER: Final = 4096
COST: Final = {"n": 1 << 17, "r": 8, "p": 1}
"""About 0.4 s and 128 MiB for every guess of the passphrase."""

MOST_MEMORY: Final = 512 << 20


class SealingWriter:
    """Seals what is written to it; only `finish` makes it a whole file that can be opened."""

    def __init__(self, file: IO[bytes], passphrase: str) -> None:
        header = {"salt": os.urandom(16).hex(), **COST}
        head = MAGIC + json.dumps(header).encode() + b"\n"
        key, mac_key = _keys(passphrase, header)
        file.write(head + hmac.digest(mac_key, head, hashlib.sha256))
        self._file, self._cipher, self._held, self._number = file, AESGCM(key), bytearray(), 0

    def write(self, data: Any) -> int:
        """Take bytes; whole chunks go to the file."""
        self._held += data
        while len(self._held) > CHUNK:
            self._seal(bytes(self._held[:CHUNK]), last=False)
            del self._held[:CHUNK]
        return len(data)

    def flush(self) -> None:
        """Do nothing: chunks are whole or not there."""

    def finish(self) -> None:
        """Seal the last chunk."""
        self._seal(bytes(self._held), last=True)
        self._file.flush()

    def _seal(self, text: bytes, *, last: bool) -> None:
        if not self._file.closed:  # after a failure nobody needs the rest
            self._file.write(self._cipher.encrypt(_nonce(self._number, last=last), text, None))
        self._number += 1


class OpeningReader(io.RawIOBase):
    """Gives the text of a sealed file; every byte that it gives is authentic.

    Raises CannotKeep where the file is no backup, the passphrase is another, or chunks are missing
    or changed.
    """

    def __init__(self, file: IO[bytes], passphrase: str, *, name: str) -> None:
        super().__init__()
        head = file.readline(len(MAGIC) + 1)
        told = file.readline(LONGEST_HEADER)
        mac = file.read(MAC)
        try:
            key, mac_key = _keys(passphrase, _header(head, told))
        except (ValueError, KeyError, TypeError) as error:
            raise CannotKeep(NOT_A_BACKUP.format(file=name)) from error
        if not hmac.compare_digest(mac, hmac.digest(mac_key, head + told, hashlib.sha256)):
            raise CannotKeep(WRONG_PASSPHRASE)
        self._file, self._cipher, self._number = file, AESGCM(key), 0
        self._next = file.read(CHUNK + TAG)
        self._held = memoryview(b"")
        self._over = False

    def readable(self) -> bool:  # noqa: D102
        return True

    def readinto(self, buffer: Any) -> int:  # noqa: D102
        while not self._held and not self._over:
            self._open_next()
        size = min(len(buffer), len(self._held))
        buffer[:size] = self._held[:size]
        self._held = self._held[size:]
        return size

    def _open_next(self) -> None:
        sealed, self._next = self._next, self._file.read(CHUNK + TAG)
        self._over = not self._next
        try:
            text = self._cipher.decrypt(_nonce(self._number, last=self._over), sealed, None)
        except (InvalidTag, ValueError) as error:
            raise CannotKeep(DAMAGED) from error
        self._held, self._number = memoryview(text), self._number + 1


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])


def _header(head: bytes, told: bytes) -> dict[str, Any]:
    if head != MAGIC:
        raise ValueError
    header: dict[str, Any] = json.loads(told)
    if {name: header[name] for name in COST} != COST:  # a forged cost would eat the memory
        raise ValueError
    return header


def _keys(passphrase: str, header: dict[str, Any]) -> tuple[bytes, bytes]:
    derived = hashlib.scrypt(
        passphrase.encode(),
        salt=bytes.fromhex(header["salt"]),
        n=header["n"],
        r=header["r"],
        p=header["p"],
        maxmem=MOST_MEMORY,
        dklen=64,
    )
    return derived[:32], derived[32:]
