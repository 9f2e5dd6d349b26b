"""How rounds, their pairs and their reasons are said to the officer."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tanggap.fostering.models import Candidate, Proposal, Round
from tanggap.fostering.views import waits
from tanggap.fostering.views.looks import WITH, joined

STATES: Final = {
    Round.State.SOLVING: (gettext_lazy("Sedang dihitung"), "info"),
    Round.State.SOLVED: (gettext_lazy("Menunggu keputusan"), "warn"),
    Round.State.OFFERED: (gettext_lazy("Diusulkan"), "ok"),
    Round.State.DROPPED: (gettext_lazy("Tidak dipakai"), "neutral"),
}
BECAME: Final = {
    "offered": (gettext_lazy("Diusulkan ke donatur"), "ok"),
    "taken": (gettext_lazy("Keluarga sudah dipilih donatur lain"), "warn"),
    "full": (gettext_lazy("Kesanggupan sudah penuh"), "warn"),
    "closed": (gettext_lazy("Kesanggupan sudah ditutup"), "warn"),
    "gone": (gettext_lazy("Keluarga tidak menunggu lagi"), "warn"),
    "forbidden": (gettext_lazy("Pasangan dilarang"), "danger"),
}
REFUSALS: Final = {
    "round": gettext_lazy("Masih ada putaran terbuka di wilayah ini. Usulkan atau batalkan dulu."),
    "nobody": gettext_lazy("Belum ada keluarga yang dapat dipasangkan."),
    "pledges": gettext_lazy("Belum ada kesanggupan yang masih punya tempat."),
    "state": gettext_lazy("Keadaannya sudah berubah. Muat ulang halaman ini."),
    "stale": gettext_lazy("Ada pasangan yang baru dikunci atau dilarang. Hitung ulang dulu."),
    "full": gettext_lazy("Kesanggupan itu tidak punya tempat lagi."),
    "wishes": gettext_lazy("Keluarga itu tidak memenuhi keinginan wajib donatur."),
    "purpose": gettext_lazy("Paketnya untuk tujuan lain: bantuan keluarga atau biaya sekolah."),
    "forbidden": gettext_lazy("Pasangan itu dilarang."),
    "reason": gettext_lazy("Tuliskan alasannya."),
    "family": gettext_lazy("Tidak ada keluarga yang menunggu dengan kode itu di wilayah ini."),
}
WAYS: Final = {
    "best": gettext_lazy("Pasangan terbaik"),
    "first": gettext_lazy("Siapa cepat, ia dapat"),
    "needy": gettext_lazy("Paling perlu dulu"),
}
PARTS: Final = {
    "need": gettext_lazy("kebutuhan"),
    "waiting": gettext_lazy("lama menunggu"),
    "wishes": gettext_lazy("keinginan donatur"),
    "fairness": gettext_lazy("pemerataan kelurahan"),
}
KEPT: Final = {
    "regions": gettext_lazy("kelurahan yang diinginkan"),
    "near": gettext_lazy("dekat donatur"),
    "children": gettext_lazy("ada anak"),
    "elderly": gettext_lazy("ada lansia"),
    "disabled": gettext_lazy("ada penyandang disabilitas"),
}


def refusal(code: str) -> str:
    """Return what an officer is told where something may not be done."""
    return str(REFUSALS.get(code, REFUSALS["state"]))


def family(candidate: Candidate) -> str:
    """Return who lives in the house, in a few words."""
    told = [
        str(WITH[name])
        for name in ("orphans", "children", "elderly", "disabled")
        if getattr(candidate, name) and not (name == "children" and candidate.orphans)
    ]
    count = ngettext("%(n)s orang", "%(n)s orang", candidate.people) % {"n": candidate.people}
    return f"{count}; {joined(told)}" if told else count


def waited(since: date, today: date) -> str:
    """Return how long a family has waited, in words."""
    return waits.said((today - since).days)


def why(pair: Proposal, today: date) -> list[str]:
    """Return why a family and a pledge are joined, a sentence for each part that earned points."""
    if not pair.why:
        return [_("Dikunci petugas; poinnya dihitung pada hitungan berikut.")]
    candidate, parts = pair.candidate, pair.why
    told = [
        _("Kebutuhan %(score)s dari 1.000; menunggu %(time)s.")
        % {"score": candidate.score, "time": waited(candidate.waiting_since, today)}
    ]
    if pair.wishes:
        kept = joined([str(KEPT[name]) for name in KEPT if name in pair.wishes])
        told.append(_("Keinginan terpenuhi: %(kept)s.") % {"kept": kept})
    told.append(
        _("%(worth)s poin: kebutuhan %(need)s, menunggu %(waiting)s, keinginan %(wishes)s, "
          "pemerataan %(fairness)s.")
        % {"worth": _n(pair.worth), **{name: _n(parts.get(name, 0)) for name in PARTS}}
    )  # fmt: skip
    return told


def second(pair: Proposal, place: str) -> str:
    """Return which family this pledge would have had next."""
    if pair.second is None:
        return "" if not pair.why else _("Tidak ada keluarga lain yang cocok dan masih menunggu.")
    words = {"code": pair.second.code, "place": place, "worth": _n(pair.second_worth)}
    return _("Berikutnya %(code)s (%(place)s), %(worth)s poin.") % words


def _n(value: int) -> str:
    return number_format(value, force_grouping=True)


def bar(parts: Mapping[str, int]) -> list[dict[str, Any]]:
    """Return the parts of a pair's worth as pieces of a bar of a hundred."""
    whole = sum(parts.values()) or 1
    found, at = [], 0.0
    for name in PARTS:
        width = round(100 * parts.get(name, 0) / whole, 1)
        found.append({"name": name, "x": at, "width": width})
        at = round(at + width, 1)
    return found
