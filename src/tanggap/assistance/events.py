"""What happened to aid, for the apps above."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AwardsChanged:
    """Aid was given, ended, taken back, or follows somebody else; in the same transaction."""

    award_ids: tuple[int, ...]
