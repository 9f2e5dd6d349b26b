"""What is kept of plans."""

from tanggap.decisions.models.places import Place
from tanggap.decisions.models.plans import Approval, ApprovalTier, Plan
from tanggap.decisions.models.rows import PlanRow

__all__ = ["Approval", "ApprovalTier", "Place", "Plan", "PlanRow"]
