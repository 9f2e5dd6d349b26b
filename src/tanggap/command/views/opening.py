"""Where a figure opens its rows: an address for those who may see them, nothing for others."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from tanggap.accounts.access import allowed
from tanggap.accounts.types import Permission
from tanggap.core.actor import Actor


@dataclass(frozen=True, slots=True)
class Openings:
    """What one officer may open."""

    awards: bool
    cases: bool
    people: bool

    def recipients(self, *, region: str, programme: str = "", month: str = "") -> str:
        """Return where the people are that a programme reaches in a month."""
        given = {"wilayah": region, "program": programme, "bulan": month}
        return _address("command:recipients", given) if self.awards else ""

    def households(self, *, region: str, programme: str = "", month: str = "") -> str:
        """Return where the households are that a programme reaches in a month."""
        given = {"wilayah": region, "program": programme, "bulan": month}
        return _address("command:households", given) if self.awards else ""

    def missed(self, *, region: str) -> str:
        """Return where the households of a register are that no aid reaches."""
        return _address("command:missed", {"wilayah": region}) if self.awards else ""

    def together(self, *, region: str, programmes: tuple[str, ...]) -> str:
        """Return where the households are that receive exactly these programmes."""
        if not self.awards:
            return ""
        return _address("command:together", {"wilayah": region, "gabungan": ".".join(programmes)})

    def money(self, *, region: str, programme: str = "", month: str = "") -> str:
        """Return where the awards are that a sum of rupiah adds up."""
        given = {"wilayah": region, "program": programme, "bulan": month}
        return _address("assistance:awards", given) if self.awards else ""

    def overlaps(self, *, region: str, status: str) -> str:
        """Return where the overlap cases of a status are."""
        given = {"wilayah": region, "keadaan": status}
        return _address("assistance:cases", given) if self.cases else ""

    def rows_of_list(self, list_id: int, *, condition: str) -> str:
        """Return where the rows of a list are whose NIK is in a condition."""
        if not self.people:
            return ""
        return _address("command:list-rows", {"keadaan": condition}, list_id)


def openings_of(actor: Actor) -> Openings:
    """Return what the actor may open somewhere; the rows themselves are scoped by region."""
    return Openings(
        awards=allowed(actor, Permission.AWARD_VIEW),
        cases=allowed(actor, Permission.CASE_VIEW),
        people=allowed(actor, Permission.LIST_VIEW) and allowed(actor, Permission.PERSON_VIEW),
    )


def _address(name: str, given: dict[str, str], *arguments: int) -> str:
    query = urlencode({key: value for key, value in given.items() if value})
    return reverse(name, args=arguments) + (f"?{query}" if query else "")
