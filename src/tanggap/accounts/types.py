"""What crosses the border of this app."""

from tanggap.core.permissions import Permission

__all__ = ["Permission"]
