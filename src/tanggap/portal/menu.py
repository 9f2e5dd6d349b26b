"""The officers' menu: what the apps registered, in groups, with the open page marked."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext as _

from tanggap.core.registry import NavigationItem


@dataclass(frozen=True, slots=True)
class Entry:
    """One link of the menu."""

    text: str
    url: str
    icon: str
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Links that belong together; the first group has no name."""

    name: str
    entries: Sequence[Entry]


def groups_of(items: Sequence[NavigationItem], path: str) -> list[Group]:
    """Put the entries in their groups; the longest address that the open page lies under is it."""
    urls = {item.url_name: reverse(item.url_name) for item in items}
    current = _longest_above(path, [*urls.values()])
    return [
        Group(
            name,
            [
                Entry(item.text, urls[item.url_name], item.icon, urls[item.url_name] == current)
                for item in members
            ],
        )
        for name, members in groupby(items, key=lambda item: item.group_text)
    ]


def account_entries(path: str) -> list[Entry]:
    """Return the pages of one's own account."""
    pages = [
        (_("Peran saya"), "accounts:own_roles", "id"),
        (_("Kata sandi"), "account_change_password", "key"),
        (_("Pengaman masuk"), "mfa_index", "shield-lock"),
        (_("Perangkat yang masuk"), "usersessions_list", "history"),
    ]
    urls = [reverse(name) for _text, name, _icon in pages]
    current = _longest_above(path, urls)
    return [
        Entry(text, url, icon, url == current)
        for (text, _name, icon), url in zip(pages, urls, strict=True)
    ]


def _longest_above(path: str, urls: Sequence[str]) -> str:
    above = [url for url in urls if path == url or (url != "/" and path.startswith(url))]
    return max(above, key=len, default="")
