"""What is kept of visits and meetings."""

from tanggap.verification.models.attempts import Attempt
from tanggap.verification.models.meetings import Meeting, Name
from tanggap.verification.models.visits import Draw, Visit, VisitPhoto, VisitReport

__all__ = ["Attempt", "Draw", "Meeting", "Name", "Visit", "VisitPhoto", "VisitReport"]
