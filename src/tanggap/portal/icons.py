"""Icons drawn into the page: no icon font, no further request."""

import re
from functools import cache
from pathlib import Path

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

FOLDER = next(
    (Path(__file__).parent / "static" / "portal" / "vendor").glob("tabler-icons-*"),
)
INSIDE = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)
EMPTY_SQUARE = '<path stroke="none" d="M0 0h24v24H0z" fill="none" />'


class UnknownIcon(LookupError):
    """No icon of that name is vendored; assets/vendor.toml lists those that are."""


@cache
def drawing(name: str) -> SafeString:
    """Return what is inside the icon's svg element.

    Raises:
        UnknownIcon: no file of that name.
    """
    path = FOLDER / f"{name}.svg"
    if not path.is_file():
        raise UnknownIcon(name)
    inside = INSIDE.search(path.read_text())
    if inside is None:
        raise UnknownIcon(name)
    return mark_safe(inside[1].replace(EMPTY_SQUARE, "").strip())  # noqa: S308 - a vendored file


def icon(name: str, *, label: str = "", size: int = 18) -> SafeString:
    """Return the icon as svg: silent for screen readers unless it has a label."""
    spoken = format_html('role="img" aria-label="{}"', label) if label else 'aria-hidden="true"'
    return format_html(
        '<svg class="icon" width="{0}" height="{0}" viewBox="0 0 24 24" fill="none"'
        ' stroke="currentColor" stroke-width="1.75" stroke-linecap="round"'
        ' stroke-linejoin="round" {1}>{2}</svg>',
        size,
        spoken if label else mark_safe(spoken),  # noqa: S308 - a constant
        drawing(name),
    )
