"""What is kept of applications."""

from tanggap.applications.models.applications import Application, Member, StatusChange
from tanggap.applications.models.criteria import CriteriaSet

__all__ = ["Application", "CriteriaSet", "Member", "StatusChange"]
