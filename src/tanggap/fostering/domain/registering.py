"""What is asked of whoever wants to look after a family."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final, Literal

from tanggap.language import Language

LINK_OPEN: Final = timedelta(days=2)
"""So long a link to confirm an e-mail address opens."""
FORGOTTEN: Final = timedelta(days=14)
"""So long a registration waits for its confirmation before it is forgotten."""


@dataclass(frozen=True, slots=True)
class Registration:
    """A registration as it was typed. `phone` is +62…, "" for none; `home_code` a kelurahan or "".

    `office` is the workplace of a civil servant, "" for everybody else.
    """

    kind: Literal["person", "organisation"]
    name: str
    email: str
    organisation: str = ""
    office: str = ""
    phone: str = ""
    home_code: str = ""
    is_named: bool = False
    language: Language = "id"
