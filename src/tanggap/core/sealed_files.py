"""Small files that hold personal data: sealed, in a folder of the data folder, one store a subject.

Whoever makes a store has its folder in every backup (`folders`).
"""

import base64
import os
from pathlib import Path
from typing import Final

from django.conf import settings

from tanggap.core import crypto

UNFINISHED: Final = "unfinished-"
_FOLDERS: Final[list[str]] = []


class Store:
    """The sealed files of one subject. A file appears whole or not at all."""

    def __init__(self, folder: str, *, purpose: str) -> None:
        self._name, self._purpose = folder, purpose
        _FOLDERS.append(folder)

    def put(self, name: str, content: bytes) -> None:
        """Seal a file, in place of an earlier one; the clear text is never on disk."""
        fresh = self._path(f"{UNFINISHED}{name}")
        sealed = crypto.seal(base64.b64encode(content).decode(), purpose=self._purpose)
        fresh.write_bytes(sealed)
        fresh.chmod(0o600)
        os.replace(fresh, self._path(name))  # noqa: PTH105 - whole or not at all

    def get(self, name: str) -> bytes:
        """Return a file in the clear. Raises FileNotFoundError."""
        return base64.b64decode(crypto.unseal(self._path(name).read_bytes(), purpose=self._purpose))

    def has(self, name: str) -> bool:
        """Tell whether there is such a file."""
        return self._path(name).exists()

    def names(self) -> list[str]:
        """Return the names of all files, sorted."""
        return sorted(one.name for one in self._folder().iterdir())

    def remove(self, *names: str) -> None:
        """Delete files; those that are gone already do no harm."""
        for name in names:
            self._path(name).unlink(missing_ok=True)

    def _path(self, name: str) -> Path:
        return self._folder() / name

    def _folder(self) -> Path:
        folder = Path(settings.TANGGAP_DATA) / self._name
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return folder


def folders() -> tuple[str, ...]:
    """Return the folders of all stores."""
    return tuple(_FOLDERS)
