"""The tables of people."""

from tanggap.people.models.decisions import Correction, MatchDecision, ReviewPair, ReviewSkip
from tanggap.people.models.links import FamilyMembership, HouseholdMembership, Link
from tanggap.people.models.lists import RecipientList, RememberedMapping, SourceRecord
from tanggap.people.models.persons import Family, Household, NameVariant, NameWord, Person
from tanggap.people.models.runs import LearnedMatching, MatchingRun

__all__ = [
    "Correction",
    "Family",
    "FamilyMembership",
    "Household",
    "HouseholdMembership",
    "LearnedMatching",
    "Link",
    "MatchDecision",
    "MatchingRun",
    "NameVariant",
    "NameWord",
    "Person",
    "RecipientList",
    "RememberedMapping",
    "ReviewPair",
    "ReviewSkip",
    "SourceRecord",
]
