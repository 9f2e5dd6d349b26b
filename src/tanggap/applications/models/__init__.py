"""What is kept of applications."""

from tanggap.applications.models.applications import Application, FamilyKey, Member, StatusChange
from tanggap.applications.models.asked_photos import PhotoRequest
from tanggap.applications.models.criteria import CriteriaSet
from tanggap.applications.models.drafts import Draft, Photo, Proposal
from tanggap.applications.models.openings import Opening

__all__ = [
    "Application",
    "CriteriaSet",
    "Draft",
    "FamilyKey",
    "Member",
    "Opening",
    "Photo",
    "PhotoRequest",
    "Proposal",
    "StatusChange",
]
