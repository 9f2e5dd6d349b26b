"""What other apps see of messages."""

from dataclasses import dataclass
from typing import Literal

Language = Literal["id", "en"]


@dataclass(frozen=True, slots=True)
class Recipient:
    """Where a citizen can be reached; both may be empty. `phone` is +62…."""

    email: str = ""
    phone: str = ""
    language: Language = "id"


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message as it leaves: to whom, and what it says."""

    address: str
    title: str
    body: str


class Undelivered(Exception):
    """A way out did not take a message. `code` names why, without an address or a text.

    `for_good` where trying again would not help.
    """

    def __init__(self, code: str, *, for_good: bool = False) -> None:
        super().__init__(code)
        self.code = code
        self.for_good = for_good


class NotAllowed(Exception):
    """A message does not take this act now; the text says why."""
