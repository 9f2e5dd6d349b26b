"""Writing visits and meetings."""

from tanggap.verification.services import attempting, drawing, meetings, planning, reporting

__all__ = ["attempting", "drawing", "meetings", "planning", "reporting"]
