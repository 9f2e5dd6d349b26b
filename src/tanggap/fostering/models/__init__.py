"""What fostering keeps."""

from tanggap.fostering.models.candidates import Candidate, Consent
from tanggap.fostering.models.city import CityAccount, Passage, Receipt
from tanggap.fostering.models.deliveries import Instalment, Introduction, Thanks
from tanggap.fostering.models.donors import Donor, Package, Pledge, Slot
from tanggap.fostering.models.matches import Match, MatchChange
from tanggap.fostering.models.packages import PackageChange
from tanggap.fostering.models.rounds import Forbidden, Proposal, Round
from tanggap.fostering.models.settings import Habit

__all__ = [
    "Candidate",
    "CityAccount",
    "Consent",
    "Donor",
    "Forbidden",
    "Habit",
    "Instalment",
    "Introduction",
    "Match",
    "MatchChange",
    "Package",
    "PackageChange",
    "Passage",
    "Pledge",
    "Proposal",
    "Receipt",
    "Round",
    "Slot",
    "Thanks",
]
