"""Lists that apps add to when they start: a new subject is a new folder and nothing else."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language

from tanggap.language import Sentence

Label = Sentence | Promise | str


def text_of(label: Label) -> str:
    """Return the label in the language of the request."""
    if isinstance(label, Sentence):
        return label.in_language("en" if (get_language() or "id").startswith("en") else "id")
    return str(label)


@dataclass(frozen=True, slots=True)
class NavigationItem:
    """One entry of the officers' menu; shown to those who hold the permission anywhere."""

    label: Label
    url_name: str
    permission: str | None
    order: int
    icon: str = ""
    group: Label = ""

    @property
    def text(self) -> str:
        """The label in the language of the request."""
        return text_of(self.label)

    @property
    def group_text(self) -> str:
        """The name of the group in the language of the request; empty for none."""
        return text_of(self.group)


class Navigation:
    """The officers' menu, in order."""

    def __init__(self) -> None:
        self._items: dict[str, NavigationItem] = {}

    def add(
        self,
        label: Label,
        url_name: str,
        permission: str | None,
        order: int,
        *,
        icon: str = "",
        group: Label = "",
    ) -> None:
        """Add an entry; the same URL name replaces the earlier one."""
        item = NavigationItem(label, url_name, permission, order, icon, group)
        self._items[url_name] = item

    def items(self) -> list[NavigationItem]:
        """Return the entries by order, then by URL name."""
        return sorted(self._items.values(), key=lambda item: (item.order, item.url_name))


@dataclass(frozen=True, slots=True)
class Tile:
    """One figure of the home page: `figure(actor)` gives a context for its template.

    An empty context is not drawn. One with `waits` says how much waits for the officer, and is
    drawn while something does.
    """

    name: str
    template: str
    permission: str
    order: int
    figure: Callable[[Any], dict[str, Any]]


class Tiles:
    """The figures of the home page, in order."""

    def __init__(self) -> None:
        self._tiles: dict[str, Tile] = {}

    def add(self, tile: Tile) -> None:
        """Add a tile; the same name replaces the earlier one."""
        self._tiles[tile.name] = tile

    def items(self) -> list[Tile]:
        """Return the tiles by order, then by name."""
        return sorted(self._tiles.values(), key=lambda tile: (tile.order, tile.name))


@dataclass(frozen=True, slots=True)
class DossierPanel:
    """A part of the page of a person, an application or a list that another app fills.

    `content(actor, number)` of what the page is about gives a context for its template, None
    where there is nothing; `style` is the path of a static style sheet that it needs.
    """

    name: str
    template: str
    permission: str
    order: int
    content: Callable[[Any, int], dict[str, Any] | None]
    style: str = ""


class DossierPanels:
    """What other apps add to a dossier, in order."""

    def __init__(self) -> None:
        self._panels: dict[str, DossierPanel] = {}

    def add(self, panel: DossierPanel) -> None:
        """Add a panel; the same name replaces the earlier one."""
        self._panels[panel.name] = panel

    def items(self) -> list[DossierPanel]:
        """Return the panels by order, then by name."""
        return sorted(self._panels.values(), key=lambda panel: (panel.order, panel.name))


class Choices:
    """Values with their labels that an app offers to the forms of the apps below it."""

    def __init__(self) -> None:
        self._offers: dict[str, Callable[[], list[tuple[str, str]]]] = {}

    def offer(self, name: str, choices: Callable[[], list[tuple[str, str]]]) -> None:
        """Offer choices under a name; they are asked for anew by every form."""
        self._offers[name] = choices

    def of(self, name: str) -> list[tuple[str, str]]:
        """Return what is offered under a name, nothing where nobody offers."""
        return self._offers[name]() if name in self._offers else []


class AuditPresenters:
    """What an audit code means, in words an inspector understands."""

    def __init__(self) -> None:
        self._sentences: dict[str, Label] = {}

    def add(self, code: str, label: Label) -> None:
        """Say what events of this code are."""
        self._sentences[code] = label

    def text(self, code: str) -> str:
        """Return the words for a code, the code itself where nobody gave any."""
        return text_of(self._sentences[code]) if code in self._sentences else code

    def codes(self) -> list[str]:
        """Return the codes that have words, sorted."""
        return sorted(self._sentences)


class Names:
    """What ids are called, asked of the app that knows: the log stands below the regions."""

    def __init__(self) -> None:
        self._found: dict[str, Callable[[set[str]], dict[str, str]]] = {}

    def offer(self, kind: str, find: Callable[[set[str]], dict[str, str]]) -> None:
        """Offer the names of a kind of ids; those that are not known are left out."""
        self._found[kind] = find

    def of(self, kind: str, ids: set[str]) -> dict[str, str]:
        """Return names by id; nothing where nobody offers."""
        return self._found[kind](ids) if kind in self._found else {}


@dataclass(frozen=True, slots=True)
class DemoStep:
    """One step of filling the demo, told while it runs; `work` is called once, on first start."""

    order: int
    label: Label
    work: Callable[[], None]


class DemoSteps:
    """What makes the example city, in order."""

    def __init__(self) -> None:
        self._steps: dict[str, DemoStep] = {}

    def add(self, name: str, step: DemoStep) -> None:
        """Add a step; the same name replaces the earlier one."""
        self._steps[name] = step

    def items(self) -> list[tuple[str, DemoStep]]:
        """Return the steps and their names by order, then by name."""
        return sorted(self._steps.items(), key=lambda named: (named[1].order, named[0]))


navigation = Navigation()
tiles = Tiles()
dossier_panels = DossierPanels()
application_panels = DossierPanels()
list_panels = DossierPanels()
choices = Choices()
audit_presenters = AuditPresenters()
names = Names()
demo_steps = DemoSteps()
