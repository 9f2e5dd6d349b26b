"""`{% load office %}`: the components that every screen of the office is made of.

Tags that hold content end in `end…`. The gallery (/galeri/) shows each with its markup.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BoundField
from django.template import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from tanggap.portal import formats, icons
from tanggap.portal.forms import styled_widget
from tanggap.portal.menu import Entry, Group, account_entries, groups_of

register = template.Library()
register.simple_tag(icons.icon, name="icon")
COMPONENTS = "portal/components"

# How a state looks: its colour class and the icon that carries it for those who see no colour.
TONES: Mapping[str, tuple[str, str]] = {
    "ok": ("green", "check"),
    "warn": ("yellow", "alert-triangle"),
    "danger": ("red", "alert-circle"),
    "info": ("blue", "info-circle"),
    "wait": ("orange", "clock"),
    "neutral": ("secondary", "minus"),
}


def component(name: str, context: Context | None = None, /, **values: Any) -> SafeString:
    """Render one component; it sees only what it is given, the request and its token."""
    given = {key: context.get(key) for key in ("request", "csrf_token")} if context else {}
    return render_to_string(f"{COMPONENTS}/{name}.html", {**given, **values})


# Words and figures


def _spoken() -> str:
    return formats.language_of(get_language())


@register.filter
def number(value: float | None) -> str:
    """1.234."""
    return formats.NOTHING if value is None else formats.number(value, language=_spoken())


@register.filter
def rupiah(value: int | None) -> str:
    """Rp600.000."""
    return formats.NOTHING if value is None else formats.rupiah(int(value), language=_spoken())


@register.filter
def rupiah_short(value: int | None) -> str:
    """Rp1,2 miliar."""
    if value is None:
        return formats.NOTHING
    return formats.rupiah_short(int(value), language=_spoken())


@register.filter
def percent_of(part: float | None, whole: float | None) -> str:
    """43%."""
    return formats.percent(part or 0, whole or 0, language=_spoken())


@register.filter
def day(value: date | None) -> str:
    """24 Nov 2026."""
    return formats.day(value, language=_spoken()) if value else formats.NOTHING


@register.filter
def instant(value: datetime | None) -> str:
    """24 Nov 2026 14.05 WIB."""
    return formats.instant(value, language=_spoken()) if value else formats.NOTHING


@register.filter
def month(value: date | None) -> str:
    """Nov 2026."""
    return formats.month(value, language=_spoken()) if value else formats.NOTHING


# The way around


@register.simple_tag(takes_context=True)
def side_menu(context: Context) -> list[Group]:
    """The entries of the menu that this officer may open, in groups."""
    return groups_of(context.get("navigation") or [], context["request"].path)


@register.simple_tag(takes_context=True)
def account_menu(context: Context) -> list[Entry]:
    """The pages of the officer's own account."""
    return account_entries(context["request"].path)


# Small pieces


@register.simple_tag
def status(text: str, tone: str = "neutral") -> SafeString:
    """A state in words, with colour and icon: `{% status "Bersih" "ok" %}`."""
    colour, name = TONES[tone]
    return component("status", text=text, colour=colour, icon=name)


@register.simple_tag
def stat(
    label: str, value: str | int, url: str = "", note: str = "", tone: str = "", icon: str = ""
) -> SafeString:
    """A figure that opens its rows."""
    return component("stat", label=label, value=value, url=url, note=note, tone=tone, icon=icon)


@register.simple_tag
def empty_state(
    title: str, text: str = "", action: str = "", url: str = "", icon: str = "home-question"
) -> SafeString:
    """What an empty screen means, and what to do next."""
    return component("empty_state", title=title, text=text, action=action, url=url, icon=icon)


@register.simple_tag
def crumb(label: str, url: str = "") -> SafeString:
    """One step of the way back, for the block `breadcrumb`."""
    return component("crumb", label=label, url=url)


@register.simple_tag
def button(
    label: str,
    url: str = "",
    tone: str = "",
    icon: str = "",
    name: str = "",
    value: str = "",
    dialog: str = "",
    key: str = "",
) -> SafeString:
    """A link where it has a url, an opener where it has a dialog, else a submit button."""
    return component(
        "button",
        label=label,
        url=url,
        tone=tone,
        icon=icon,
        name=name,
        value=value,
        dialog=dialog,
        key=key,
    )


@register.simple_tag
def progress(run: Any, poll_url: str, next_url: str = "", next_label: str = "") -> SafeString:
    """A background job: its share done, renewed every two seconds; the page may be left.

    `run` is a core JobRun; `core.progress.current(run)` gives it its newest figures.
    """
    return component(
        "progress", run=run, poll_url=poll_url, next_url=next_url, next_label=next_label
    )


# Forms


@register.simple_tag
def field(bound: BoundField) -> SafeString:
    """A form field with label, help and errors tied to it."""
    return component("field_shell", field=bound)


@register.filter
def styled(bound: BoundField) -> SafeString:
    """The widget alone, in the look of the office."""
    return styled_widget(bound)


@register.simple_tag
def error_summary(form: BaseForm | None) -> SafeString | str:
    """All errors of a form at its top, each a link to its field; it takes the focus."""
    if form is None or not form.errors:
        return ""
    return component("error_summary", form=form)


@register.simple_tag
def drop_zone(bound: BoundField) -> SafeString:
    """A file field that files can be dropped on; without JavaScript it is the plain field."""
    return component("drop_zone", field=bound)


# Collections


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


# Pieces that hold others


@register.simple_block_tag(end_name="endpanel")
def panel(content: str, title: str = "", note: str = "", tone: str = "") -> SafeString:
    """A card with an optional head."""
    return component("panel", content=content, title=title, note=note, tone=tone)


@register.simple_block_tag(end_name="enddata_table")
def data_table(content: str, caption: str, compact: bool = False) -> SafeString:
    """A table whose head and first column stay; `j`, `k` and Enter walk its rows' first links.

    Inside stand thead and tbody; figures take the class `num`.
    """
    return component("data_table", content=content, caption=caption, compact=compact)


@register.simple_block_tag(end_name="endtabs")
def tabs(content: str, label: str) -> SafeString:
    """A row of tabs; each is an address of its own."""
    return component("tabs", content=content, label=label)


@register.simple_block_tag(end_name="enddetail_list")
def detail_list(content: str) -> SafeString:
    """Terms and what is known of them."""
    return component("detail_list", content=content)


@register.simple_block_tag(end_name="endchips")
def chips(content: str, clear_url: str = "") -> SafeString:
    """The filters in force, in words."""
    return component("chips", content=content, clear_url=clear_url)


@register.simple_block_tag(end_name="endconfirm_dialog", takes_context=True)
def confirm_dialog(
    context: Context, content: str, name: str, title: str, url: str, action: str, tone: str = ""
) -> SafeString:
    """A native dialog that posts to `url`; opened by `{% button … dialog=name %}`.

    The content may hold form fields, a reason for example.
    """
    return component(
        "confirm_dialog",
        context,
        content=content,
        id=name,
        title=title,
        url=url,
        action=action,
        tone=tone,
    )
