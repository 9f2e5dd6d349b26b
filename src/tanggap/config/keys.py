"""The secret keys: made on the first start, kept outside the database, readable by the owner only.

Whoever loses this file loses every NIK in the database; whoever steals it, with the database,
reads them. `tanggap backup` carries it along, sealed by a passphrase.
"""

import base64
import json
import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from tanggap.config.environment import BadSetting
from tanggap.language import Sentence

FILE_NAME: Final = "keys.json"
OWNER_ONLY: Final = 0o600
DAMAGED: Final = Sentence(
    "Berkas kunci (keys.json) rusak; pulihkan dari cadangan.",
    "The key file (keys.json) is damaged; restore it from a backup.",
)


@dataclass(frozen=True, slots=True)
class Keys:
    """The master keys; what is used is derived from them per purpose."""

    secret_key: str = field(repr=False)
    sealing: dict[int, bytes] = field(repr=False)
    index: bytes = field(repr=False)

    @classmethod
    def fresh(cls) -> "Keys":
        """Return new random keys."""
        return cls(secrets.token_urlsafe(64), {1: secrets.token_bytes(32)}, secrets.token_bytes(32))

    def to_json(self) -> str:
        """Return the text of the key file."""
        sealing = {str(version): _text(key) for version, key in self.sealing.items()}
        document = {"secret_key": self.secret_key, "sealing": sealing, "index": _text(self.index)}
        return json.dumps(document, indent=1)

    @classmethod
    def from_json(cls, text: str) -> "Keys":
        """Read the text of a key file. Raises BadSetting."""
        try:
            document = json.loads(text)
            sealing = {int(version): _key(key) for version, key in document["sealing"].items()}
            keys = cls(str(document["secret_key"]), sealing, _key(document["index"]))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise BadSetting(DAMAGED) from error
        if not keys.sealing or len(keys.secret_key) < 50:
            raise BadSetting(DAMAGED)
        return keys


def load_or_make(file: Path) -> Keys:
    """Return the keys of a file, which is made with mode 0600 where it does not exist.

    Two processes may start at once: the file appears whole, once, and both read the same keys.
    """
    if not file.exists():
        _make(file)
    return Keys.from_json(file.read_text(encoding="utf-8"))


def _make(file: Path) -> None:
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = file.with_name(f"{file.name}.{os.getpid()}.{secrets.token_hex(4)}")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        stream.write(Keys.fresh().to_json())
        stream.flush()
        os.fsync(stream.fileno())
    try:
        os.link(fresh, file)  # fails where another process was faster
    except FileExistsError:
        pass
    finally:
        fresh.unlink()


def _text(key: bytes) -> str:
    return base64.b64encode(key).decode()


def _key(text: str) -> bytes:
    key = base64.b64decode(text, validate=True)
    if len(key) != 32:
        raise ValueError("a key has 32 bytes")
    return key
