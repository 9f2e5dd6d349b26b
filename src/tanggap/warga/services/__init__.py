"""What the app does: counting for the public, answering a citizen who asks."""

from tanggap.warga.services import checking, counting, files

__all__ = ["checking", "counting", "files"]
