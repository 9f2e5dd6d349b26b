"""What programmes consist of, and what rows of lists say of it."""

from collections.abc import Collection, Mapping

from tanggap.assistance.domain.components import codes_in
from tanggap.assistance.models import Component
from tanggap.overlap import Components
from tanggap.people.queries import subjects

FIELD = "components"


def of_programme(programme_id: int) -> dict[str, str]:
    """Return the components of a programme by code, with their names."""
    return dict(Component.objects.filter(programme=programme_id).values_list("code", "name"))


def offered() -> list[tuple[str, str]]:
    """Return all components as (PKH/HAMIL, "PKH/HAMIL · name")."""
    rows = Component.objects.order_by("programme__door", "programme__code", "pk")
    return [
        (f"{programme}/{code}", f"{programme}/{code} · {name}")
        for programme, code, name in rows.values_list("programme__code", "code", "name")
    ]


def with_components() -> set[str]:
    """Return the codes of the programmes that have components."""
    return set(Component.objects.values_list("programme__code", flat=True).distinct())


def told_by_list(
    list_id: int, record_ids: Collection[int], programme_id: int
) -> Mapping[int, Components]:
    """Return what rows of a list say, by record; nothing is read where no column speaks of it."""
    if not subjects.has_column(list_id, FIELD):
        return {}
    return told_by_rows(record_ids, programme_id)


def told_by_rows(record_ids: Collection[int], programme_id: int) -> Mapping[int, Components]:
    """Return what some rows say, by record."""
    named = of_programme(programme_id)
    return _read(subjects.cells_of(record_ids, FIELD), named) if named else {}


def _read(cells: Mapping[int, str], named: Mapping[str, str]) -> dict[int, Components]:
    known = {text: codes_in(text, named) for text in set(cells.values())}
    return {record: known[text] for record, text in cells.items()}
