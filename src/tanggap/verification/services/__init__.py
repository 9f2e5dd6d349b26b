"""Writing visits and meetings."""

from tanggap.verification.services import drawing, meetings, planning, reporting

__all__ = ["drawing", "meetings", "planning", "reporting"]
