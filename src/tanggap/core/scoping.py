"""Rows of a region can only be read by saying for whom, or why for nobody.

A model with a `region_code` (Kemendagri digits) takes `ScopedManager` and names the permission
that its readers need. A query that was neither `visible_to` an actor nor declared `unscoped`
raises UnscopedQuery as soon as it is evaluated. Rows that are reached through a related manager
(`person.links.all()`) count as seen: their owner was.
"""

from collections.abc import Iterator
from typing import Any, ClassVar, Protocol, Self, TypeVar

from django.db import models
from django.db.models import Q

from tanggap.core.actor import Actor

Range = tuple[str, str]
"""Region codes from the first up to, but not including, the second."""

EVERYWHERE: Range = ("", "99")
"""All codes; the last province is 96, and only digits sort alike under every collation."""

_ModelT = TypeVar("_ModelT", bound=models.Model)


class UnscopedQuery(Exception):
    """Rows of a region were about to be read without saying for whom."""


class RangesOf(Protocol):
    """Answers where an actor holds a permission."""

    def __call__(self, actor: Actor, permission: str) -> list[Range]: ...  # noqa: D102


_ranges_of: list[RangesOf] = []


def answer_ranges_with(ranges_of: RangesOf) -> None:
    """Let the app that knows the roles say where an actor holds a permission."""
    _ranges_of[:] = [ranges_of]


def ranges_of(actor: Actor, permission: str) -> list[Range]:
    """Return where an actor holds a permission; the system holds every one everywhere."""
    return [EVERYWHERE] if actor.is_system else _ranges_of[0](actor, permission)


class ScopedQuerySet(models.QuerySet[_ModelT]):
    """A query that refuses to run before its scope is known."""

    scope: str | None = None

    def visible_to(self, actor: Actor, permission: str | None = None) -> Self:
        """Keep the rows in the regions where the actor holds the permission.

        Without a permission the model's own `scope_permission` counts.
        """
        wanted = permission or self.model.scope_permission  # type: ignore[attr-defined]
        field = getattr(self.model, "scope_field", "region_code")
        return self._scoped(wanted).filter(within(ranges_of(actor, wanted), field))

    def unscoped(self, *, reason: str) -> Self:
        """Read every region's rows; the reason tells the reader of the code why that is right."""
        if not reason:
            raise UnscopedQuery("a reason is needed")
        return self._scoped(reason)

    def _scoped(self, scope: str) -> Self:
        clone: Self = self._chain()  # type: ignore[attr-defined]
        clone.scope = scope
        return clone

    def _clone(self) -> Self:
        clone: Self = super()._clone()  # type: ignore[misc]
        clone.scope = self.scope
        return clone

    def insist(self) -> None:
        """Raise UnscopedQuery where the scope is not known."""
        if self.scope is None:
            raise UnscopedQuery(
                f"{self.model.__name__}: say .visible_to(actor) or .unscoped(reason=…)"
            )

    def _fetch_all(self) -> None:
        self.insist()
        super()._fetch_all()

    def iterator(self, *args: Any, **kwargs: Any) -> Iterator[_ModelT]:  # noqa: D102
        self.insist()
        return super().iterator(*args, **kwargs)

    def count(self) -> int:  # noqa: D102
        self.insist()
        return super().count()

    def exists(self) -> bool:  # noqa: D102
        self.insist()
        return super().exists()

    def aggregate(self, *args: Any, **kwargs: Any) -> dict[str, Any]:  # noqa: D102
        self.insist()
        return super().aggregate(*args, **kwargs)

    def update(self, **kwargs: Any) -> int:  # noqa: D102
        self.insist()
        return super().update(**kwargs)

    def delete(self) -> tuple[int, dict[str, int]]:  # noqa: D102
        self.insist()
        return super().delete()

    def resolve_expression(self, *args: Any, **kwargs: Any) -> Any:
        """Refuse to become part of another query before the scope is known."""
        self.insist()
        return super().resolve_expression(*args, **kwargs)


class ScopedManager(models.Manager.from_queryset(ScopedQuerySet)[_ModelT]):  # type: ignore[misc]
    """The manager of rows that belong to a region."""

    use_in_migrations: ClassVar[bool] = False

    def get_queryset(self) -> ScopedQuerySet[_ModelT]:
        """Return an unscoped query, or a scoped one where it hangs on an object in hand."""
        query: ScopedQuerySet[_ModelT] = super().get_queryset()
        if getattr(self, "instance", None) is not None:
            query.scope = "related"
        return query


def subtree(code: str) -> Range:
    """Return the codes of a region (digits) and all below it.

    Both ends are digits, because only digits sort alike under every collation.
    """
    return (code, str(int(code) + 1).zfill(len(code))) if code else EVERYWHERE


def within(ranges: list[Range], field: str = "region_code") -> Q:
    """Return the condition that a region code lies in one of the ranges; none: no row.

    Everywhere costs the database nothing, and still holds for every row beside an "or": an empty
    Q would there be left out.
    """
    condition = Q(pk__in=[])
    for low, high in ranges:
        if (low, high) == EVERYWHERE:
            return ~Q(pk__in=[])
        condition |= Q(**{f"{field}__gte": low, f"{field}__lt": high})
    return condition
