"""The environment variables that Tanggap reads, all of them, with what they mean when not set.

docs/settings.md describes each; a test compares the two.
"""

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal, get_args
from urllib.parse import parse_qsl, unquote, urlsplit

from tanggap.language import Sentence, chosen_language

Mode = Literal["demo", "production", "test"]


class BadSetting(Exception):
    """An environment variable holds something that cannot be used; `sentence` says what."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(sentence.in_language(chosen_language()))
        self.sentence = sentence


_NOT_A_FLAG: Final = Sentence("{name} harus 1 atau 0.", "{name} must be 1 or 0.")
_NOT_A_NUMBER: Final = Sentence(
    "{name} harus bilangan bulat.", "{name} must be a whole number, zero or more."
)
_NOT_A_MODE: Final = Sentence(
    "TANGGAP_MODE harus demo atau production.", "TANGGAP_MODE must be demo or production."
)
_NOT_A_DATABASE: Final = Sentence(
    "TANGGAP_DATABASE_URL harus berbentuk postgresql://pengguna:sandi@host/nama.",
    "TANGGAP_DATABASE_URL must be postgresql://user:password@host/name.",
)


def text(name: str, default: str = "") -> str:
    """Return a variable without surrounding spaces."""
    return os.environ.get(name, "").strip() or default


def flag(name: str, *, default: bool) -> bool:
    """Return a variable that is 1 or 0 (also true/false, yes/no, ya/tidak)."""
    value = text(name).lower()
    if not value:
        return default
    if value in {"1", "true", "yes", "ya"}:
        return True
    if value in {"0", "false", "no", "tidak"}:
        return False
    raise BadSetting(_NOT_A_FLAG.format(name=name))


def number(name: str, default: int) -> int:
    """Return a variable that is a whole number, zero or more."""
    value = text(name)
    if not value:
        return default
    if not value.isdigit():
        raise BadSetting(_NOT_A_NUMBER.format(name=name))
    return int(value)


def words(name: str) -> list[str]:
    """Return a variable that is a list separated by commas."""
    return [word.strip() for word in text(name).split(",") if word.strip()]


def mode() -> Mode:
    """Return TANGGAP_MODE."""
    value = text("TANGGAP_MODE", "demo")
    for known in get_args(Mode):
        if value == known:
            return known  # type: ignore[no-any-return]
    raise BadSetting(_NOT_A_MODE)


def data_folder() -> Path:
    """Return TANGGAP_DATA, else the user's data folder by the XDG convention."""
    named = text("TANGGAP_DATA")
    if named:
        return Path(named).expanduser().absolute()
    base = Path(text("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return base / "tanggap"


_POSTGRES: Final = ("postgres", "postgresql")


@dataclass(frozen=True, slots=True)
class Database:
    """Where the data are kept."""

    engine: Literal["sqlite", "postgresql"]
    name: str
    user: str = ""
    password: str = field(default="", repr=False)
    host: str = ""
    port: str = ""
    options: tuple[tuple[str, str], ...] = ()


def database(folder: Path) -> Database:
    """Return TANGGAP_DATABASE_URL (postgresql://user:password@host:port/name), else SQLite."""
    url = text("TANGGAP_DATABASE_URL")
    if not url:
        return Database("sqlite", str(folder / "tanggap.sqlite3"))
    try:
        parts = urlsplit(url)
        port = str(parts.port or "")
    except ValueError as error:
        raise BadSetting(_NOT_A_DATABASE) from error
    if parts.scheme == "sqlite":
        return Database("sqlite", unquote(parts.path))
    if parts.scheme not in _POSTGRES or not parts.path.strip("/"):
        raise BadSetting(_NOT_A_DATABASE)
    query = dict(parse_qsl(parts.query))
    return Database(
        "postgresql",
        unquote(parts.path.lstrip("/")),
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        host=query.pop("host", "") or unquote(parts.hostname or ""),
        port=port,
        options=tuple(sorted(query.items())),
    )
