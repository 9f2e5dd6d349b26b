"""The tables of the ledger."""

from tanggap.assistance.models.awards import Award, Claim, EndedMonth, Exemption, Holding
from tanggap.assistance.models.cases import CaseStep, OverlapCase
from tanggap.assistance.models.lists import ListPlan, RowVerdict
from tanggap.assistance.models.programmes import Component, Programme, Round, RoundMonth
from tanggap.assistance.models.rules import ExclusionRule, GroupMember, OverlapGroup
from tanggap.assistance.models.tallies import PlaceChange, PlaceTally

__all__ = [
    "Award",
    "CaseStep",
    "Claim",
    "Component",
    "EndedMonth",
    "ExclusionRule",
    "Exemption",
    "GroupMember",
    "Holding",
    "ListPlan",
    "OverlapCase",
    "OverlapGroup",
    "PlaceChange",
    "PlaceTally",
    "Programme",
    "Round",
    "RoundMonth",
    "RowVerdict",
]
