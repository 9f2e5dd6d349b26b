"""Small pieces: states, figures, buttons, the way around."""

from collections.abc import Mapping
from typing import Any

from django.template import Context
from django.utils.safestring import SafeString

from tanggap.portal import icons
from tanggap.portal.components.library import component, register
from tanggap.portal.menu import Entry, Group, account_entries, groups_of

register.simple_tag(icons.icon, name="icon")

# How a state looks: its colour class and the icon that carries it for those who see no colour.
TONES: Mapping[str, tuple[str, str]] = {
    "ok": ("green", "check"),
    "warn": ("yellow", "alert-triangle"),
    "danger": ("red", "alert-circle"),
    "info": ("blue", "info-circle"),
    "wait": ("orange", "clock"),
    "neutral": ("secondary", "minus"),
}


@register.simple_tag(takes_context=True)
def side_menu(context: Context) -> list[Group]:
    """The entries of the menu that this officer may open, in groups."""
    return groups_of(context.get("navigation") or [], context["request"].path)


@register.simple_tag(takes_context=True)
def account_menu(context: Context) -> list[Entry]:
    """The pages of the officer's own account."""
    return account_entries(context["request"].path)


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
