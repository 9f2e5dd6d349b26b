"""What the app knows: reads only."""

from tanggap.warga.queries import checks, figures

__all__ = ["checks", "figures"]
