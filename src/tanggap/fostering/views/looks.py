"""How families, packages and states are called on the pages of donors."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils import formats
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from tanggap.fostering.domain.profiles import TRAITS, Profile, people_band
from tanggap.fostering.models import Candidate, Match, Package
from tanggap.fostering.queries import needs, profiles
from tanggap.fostering.types import InstalmentState, MatchState, PledgeState, Wishes
from tanggap.regions import queries as regions

_DISTRICT: Final = 6
UNDECIDED: Final = frozenset({MatchState.HELD, MatchState.OFFERED})
PEOPLE: Final = {
    "1-2": gettext_lazy("1–2 orang"),
    "3-4": gettext_lazy("3–4 orang"),
    "5-6": gettext_lazy("5–6 orang"),
    "7+": gettext_lazy("7 orang atau lebih"),
}
WAITING: Final = {
    "0": gettext_lazy("kurang dari sebulan"),
    "1": gettext_lazy("lebih dari sebulan"),
    "3": gettext_lazy("lebih dari 3 bulan"),
    "6": gettext_lazy("lebih dari 6 bulan"),
    "12": gettext_lazy("lebih dari setahun"),
}
WITH: Final = {
    "children": gettext_lazy("anak"),
    "elderly": gettext_lazy("lansia"),
    "disabled": gettext_lazy("penyandang disabilitas"),
    "orphans": gettext_lazy("anak yatim atau piatu"),
}
MATCH: Final = {
    MatchState.HELD: (gettext_lazy("Anda pilih"), "yellow"),
    MatchState.OFFERED: (gettext_lazy("Diusulkan kepada Anda"), "yellow"),
    MatchState.ACTIVE: (gettext_lazy("Sedang Anda asuh"), "blue"),
    MatchState.COMPLETED: (gettext_lazy("Paket lengkap"), "green"),
    MatchState.REFUSED: (gettext_lazy("Tidak jadi"), "neutral"),
    MatchState.EXPIRED: (gettext_lazy("Waktunya habis"), "neutral"),
    MatchState.LAPSED: (gettext_lazy("Dihentikan"), "neutral"),
    MatchState.ENDED: (gettext_lazy("Berakhir"), "neutral"),
}
INSTALMENT: Final = {
    InstalmentState.DUE: (gettext_lazy("Belum dikirim"), "yellow"),
    InstalmentState.SENT: (gettext_lazy("Anda kirim, menunggu keluarga"), "blue"),
    InstalmentState.RECEIVED: (gettext_lazy("Diterima keluarga"), "green"),
    InstalmentState.DISPUTED: (gettext_lazy("Menurut keluarga belum sampai"), "red"),
    InstalmentState.DROPPED: (gettext_lazy("Tidak perlu lagi"), "neutral"),
}
PLEDGE: Final = {
    PledgeState.OPEN: (gettext_lazy("Terbuka"), "blue"),
    PledgeState.FULFILLED: (gettext_lazy("Terpenuhi"), "green"),
    PledgeState.WITHDRAWN: (gettext_lazy("Ditarik"), "neutral"),
    PledgeState.LAPSED: (gettext_lazy("Berakhir"), "neutral"),
}


@dataclass(frozen=True, slots=True)
class Card:
    """A family as a donor sees it: nothing that tells who it is."""

    candidate_id: int
    code: str
    heading: str
    place: str
    people: str
    waiting: str
    story: str
    needs: str = ""


def cards(seen: Sequence[Profile]) -> list[Card]:
    """Return the cards of families that may be chosen, in their order."""
    told = needs.of(one.candidate_id for one in seen)
    return [_card(one, told.get(one.candidate_id, "")) for one in seen]


def _card(profile: Profile, needed: str) -> Card:
    return Card(
        candidate_id=profile.candidate_id,
        code=profile.code,
        heading=_heading(profile.traits),
        place=regions.name_of(profile.region_code),
        people=str(PEOPLE.get(profile.people, "")),
        waiting=str(WAITING.get(profile.waiting, "")),
        story=profile.story,
        needs=needed,
    )


def own_card(match: Match) -> Card:
    """Return the card of one family of a donor."""
    return own_cards([match])[0]


def own_cards(matches: Sequence[Match]) -> list[Card]:
    """Return the cards of a donor's families, in the order of the matches.

    Before the donor has said yes, a family looks as it does to everybody who chooses.
    """
    undecided = [one.candidate for one in matches if one.state in UNDECIDED]
    seen = profiles.of(undecided)
    found = {card.candidate_id: card for card in cards(list(seen.values()))}
    return [
        found.get(one.candidate_id, _hidden(one.candidate))
        if one.state in UNDECIDED
        else _accepted(one)
        for one in matches
    ]


def _hidden(family: Candidate) -> Card:
    """Return the card of a family that looks like too few others to be described."""
    place = regions.name_of(family.region_code[: profiles.CITY])
    return Card(family.pk, family.code, _heading(()), place, people="", waiting="", story="")


def _accepted(match: Match) -> Card:
    """Return the card of a family that a donor said yes to.

    What the family lets be seen, and the kecamatan: finer only an officer tells, after consent.
    """
    family: Candidate = match.candidate
    shown = frozenset(family.shown)
    traits = [name for name in TRAITS if name in shown and getattr(family, name)]
    district = family.region_code[:_DISTRICT] if "region" in shown else family.region_code[:4]
    return Card(
        candidate_id=family.pk,
        code=family.code,
        heading=_heading(traits),
        place=regions.name_of(district),
        people=str(PEOPLE[people_band(family.people)]) if "people" in shown else "",
        waiting="",
        story=family.story if "story" in shown else "",
        needs=family.needs if "story" in shown else "",
    )


def _heading(traits: Iterable[str]) -> str:
    told = set(traits) - ({"children"} if "orphans" in set(traits) else set())
    names = [str(WITH[name]) for name in TRAITS if name in told]
    if not names:
        return _("Satu keluarga")
    return _("Keluarga dengan %(who)s") % {"who": joined(names)}


def joined(names: list[str]) -> str:
    """Return names as a sentence has them: a, b dan c."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {_('dan')} {names[-1]}"


def package_name(package: Package) -> str:
    """Return what a package is called in the language of the request."""
    return package.name_en if _is_english() else package.name_id


def package_line(package: Package) -> str:
    """Return a package with its instalments: Uang tunai dua bulan (2 × Rp500.000)."""
    return f"{package_name(package)} ({package.months} × {money(package.amount)})"


def money(amount: int) -> str:
    """Return rupiah as people write them: Rp500.000."""
    return f"Rp{amount:,}".replace(",", "," if _is_english() else ".")


def month(code: str) -> str:
    """Return a month by its name: Desember 2026."""
    return formats.date_format(date(int(code[:4]), int(code[5:]), 1), "F Y")


def wishes(wished: Wishes) -> list[str]:
    """Return a donor's wishes in words, one a line; none: an empty list."""
    must = _("(harus)")
    lines = []
    if wished.regions:
        names = joined([regions.name_of(code) for code in wished.regions])
        lines.append(("regions", _("Di %(places)s") % {"places": names}))
    if wished.near:
        lines.append(("near", _("Dekat rumah saya: %(place)s")
                      % {"place": regions.name_of(wished.near)}))  # fmt: skip
    told = [name for name in TRAITS if getattr(wished, name, False)]
    lines += [(name, _("Ada %(who)s") % {"who": WITH[name]}) for name in told]
    return [f"{text} {must}" if name in wished.firm else text for name, text in lines]


def _is_english() -> bool:
    return (get_language() or "id").startswith("en")


def time_left(seconds: float) -> str:
    """Return how much time is left, in days, hours or minutes."""
    minutes = max(0, int(seconds // 60))
    if minutes >= 2 * 24 * 60:
        days = minutes // (24 * 60)
        return ngettext("%(n)s hari", "%(n)s hari", days) % {"n": days}
    if minutes >= 2 * 60:
        hours = minutes // 60
        return ngettext("%(n)s jam", "%(n)s jam", hours) % {"n": hours}
    return ngettext("%(n)s menit", "%(n)s menit", minutes) % {"n": minutes}
