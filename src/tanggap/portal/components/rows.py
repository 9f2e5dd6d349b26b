"""What stands around many rows: pages, sorting, filters, tabs, comparison."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Page
from django.template import Context
from django.utils.safestring import SafeString

from tanggap.portal.components.library import component, register


@register.simple_tag(takes_context=True)
def pagination(context: Context, page: Page[Any]) -> SafeString:
    """First, previous and next page; keeps the filters of the address."""
    urls = {"first_url": address(context, halaman="")}
    if page.has_previous():
        urls["previous_url"] = address(context, halaman=page.previous_page_number())
    if page.has_next():
        urls["next_url"] = address(context, halaman=page.next_page_number())
    return component("pagination", page=page, **urls)


def address(context: Context, **changes: str | int) -> str:
    """Return the query of the open page with some values changed; an empty value drops one."""
    query = context["request"].GET.copy()
    for key, value in changes.items():
        if value == "":
            query.pop(key, None)
        else:
            query[key] = str(value)
    return f"?{query.urlencode()}"


@register.simple_tag(takes_context=True)
def sort_header(context: Context, label: str, key: str, numeric: bool = False) -> SafeString:
    """A column head that sorts by `?urut=key`, and backwards by `?urut=-key`."""
    now = context["request"].GET.get("urut", "")
    direction = {key: "ascending", f"-{key}": "descending"}.get(now, "")
    url = address(context, urut=f"-{key}" if now == key else key, halaman="")
    return component(
        "sort_header",
        label=label,
        url=url,
        direction=direction,
        numeric=numeric,
    )


@register.simple_tag
def chip(text: str, remove_url: str = "") -> SafeString:
    """A filter in words, with the way to lift it."""
    return component("chip", text=text, remove_url=remove_url)


@register.simple_tag
def tab(label: str, url: str, active: bool = False, count: int | None = None) -> SafeString:
    """One tab, inside `{% tabs %}`."""
    return component("tab", label=label, url=url, active=active, count=count)


@register.simple_tag
def detail(label: str, value: Any, note: str = "") -> SafeString:
    """A term and what is known of it, inside `{% detail_list %}`."""
    return component("detail", label=label, value=value, note=note)


@register.simple_tag
def compare(headings: Sequence[str], rows: Sequence[Any], caption: str = "") -> SafeString:
    """Records side by side, differences marked.

    Each row has label, cells (one per heading), differs, and may have weight: evidence from −1
    (speaks against) to 1 (speaks for), drawn as a bar, and evidence: the same in words.
    """
    return component("compare", headings=headings, rows=rows, caption=caption)


@register.simple_tag
def evidence_bar(weight: float, label: str) -> SafeString:
    """A bar from the middle: to the right speaks for, to the left against. Weight is −1 to 1."""
    share = max(-1.0, min(1.0, weight))
    return component(
        "evidence_bar",
        label=label,
        width=round(abs(share) * 50, 1),
        start=round(50 + min(0.0, share) * 50, 1),
        favours=share >= 0,
    )
