"""Pieces that hold others; their tags end in `end…`."""

from django.template import Context
from django.utils.safestring import SafeString

from tanggap.portal.components.library import component, register


@register.simple_block_tag(end_name="endpanel")
def panel(content: str, title: str = "", note: str = "", tone: str = "") -> SafeString:
    """A card with an optional head."""
    return component("panel", content=content, title=title, note=note, tone=tone)


@register.simple_block_tag(end_name="enddata_table")
def data_table(
    content: str, caption: str, compact: bool = False, stacked: bool = False
) -> SafeString:
    """A table whose head and first column stay; `j`, `k` and Enter walk its rows' first links.

    Inside stand thead and tbody; figures take the class `num`. On a phone the cells of a row
    stand below one another where `stacked`: for cells that speak for themselves without a head.
    """
    return component(
        "data_table", content=content, caption=caption, compact=compact, stacked=stacked
    )


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
