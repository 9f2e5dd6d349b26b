"""Writing applications."""

from tanggap.applications.services.moving import MovedMeanwhile, move
from tanggap.applications.services.scoring import record_score

__all__ = ["MovedMeanwhile", "move", "record_score"]
