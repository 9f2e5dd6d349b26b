"""Writing objections, complaints and surveys: each module is a noun, its functions are verbs."""

from tanggap.objections.services import citizens, deciding, desk, receiving, surveys

__all__ = ["citizens", "deciding", "desk", "receiving", "surveys"]
