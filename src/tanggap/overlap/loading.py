"""Reading a rule book from TOML, and saying in a sentence what is wrong with it."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, get_args

from tanggap.language import Sentence
from tanggap.overlap.programme import LAST_DOOR, Component, Kind, Payment, Programme, Source, Unit
from tanggap.overlap.rulebook import Action, ExclusionRule, Rulebook, TwiceRule, programme_of

Entry = Mapping[str, Any]


class UnusableRules(Exception):
    """A rule file cannot be used; `sentence` says where and what to do."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(sentence.en)
        self.sentence = sentence


@cache
def rules_of_2020() -> Rulebook:
    """Return the built-in programmes and rules of 2020 (sources are cited in `rules.toml`)."""
    return parse_rules(files("tanggap.overlap").joinpath("rules.toml").read_text("utf-8"))


def load_rules(path: Path) -> Rulebook:
    """Read a rule book of one's own, in the format that `rules.toml` documents.

    Raises UnusableRules where the file is missing, is no TOML or has a mistake in it.
    """
    try:
        return parse_rules(path.read_text("utf-8-sig"), name=path.name)
    except (OSError, UnicodeDecodeError) as error:
        raise UnusableRules(
            Sentence(
                f"Berkas aturan “{path.name}” tidak dapat dibaca; periksa nama dan letaknya.",
                f"The rule file “{path.name}” cannot be read; check its name and place.",
            )
        ) from error


def parse_rules(text: str, *, name: str = "rules.toml") -> Rulebook:
    """Read a rule book from TOML text; `name` is what errors call it. Raises UnusableRules."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _unusable(
            name, f"bukan TOML yang sah ({error})", f"is not valid TOML ({error})"
        ) from error
    try:
        book = Rulebook(
            programmes={p.code: p for p in map(_programme, _list(table, "programme"))},
            rules=tuple(map(_rule, _list(table, "rule"))),
            twice=_twice(table["twice"]) if "twice" in table else None,
        )
    except _MistakeError as mistake:
        raise _unusable(name, mistake.sentence.id, mistake.sentence.en) from mistake
    if table.get("extends"):
        book = _extended(rules_of_2020(), book)
    _check_members(book, name)
    return book


class _MistakeError(Exception):
    def __init__(self, in_indonesian: str, in_english: str) -> None:
        super().__init__(in_english)
        self.sentence = Sentence(in_indonesian, in_english)


def _extended(base: Rulebook, book: Rulebook) -> Rulebook:
    rules = {rule.code: rule for rule in base.rules} | {rule.code: rule for rule in book.rules}
    return Rulebook(
        base.programmes | book.programmes, tuple(rules.values()), book.twice or base.twice
    )


def _check_members(book: Rulebook, name: str) -> None:
    for rule in book.rules:
        named = {member: programme_of(member) for member in rule.between | rule.other}
        unknown = sorted({code for code in named.values() if code not in book.programmes})
        if unknown:
            missing = ", ".join(unknown)
            raise _unusable(
                name,
                f"aturan {rule.code} menyebut program yang tidak ada: {missing}",
                f"rule {rule.code} names programmes that are not there: {missing}",
            )
        beside = sorted(
            member for member, code in named.items() if member != code and code in named
        )
        if beside:
            raise _unusable(
                name,
                f"aturan {rule.code} menyebut komponen di samping programnya: {', '.join(beside)}",
                f"rule {rule.code} names components beside their programme: {', '.join(beside)}",
            )


def _programme(entry: Entry) -> Programme:
    code = _text(entry, "code", "[[programme]]")
    return Programme(
        code=code,
        name=_sentence(entry, "name", code),
        kind=_choice(entry, "kind", Kind, "aid", code),
        source=_choice(entry, "source", Source, "other", code),
        unit=_choice(entry, "unit", Unit, "family", code),
        door=_whole(entry, "door", code) if "door" in entry else LAST_DOOR,
        payments=tuple(_payment(payment, code) for payment in _list(entry, "payments")),
        called=tuple(str(word).lower() for word in entry.get("called", ())),
        region=str(entry.get("region", "")).replace(".", ""),
        instead_of=str(entry.get("instead_of", "")),
        components=tuple(_component(one, code) for one in _list(entry, "components")),
    )


def _component(entry: Entry, programme: str) -> Component:
    code = _text(entry, "code", f"{programme}.components")
    return Component(code, _sentence(entry, "name", f"{programme}/{code}"))


def _payment(entry: Entry, code: str) -> Payment:
    first, last = _month(entry, "from", code), _month(entry, "to", code)
    if not first or not last or first > last:
        raise _MistakeError(
            f"pembayaran {code} harus punya `from` dan `to` yang berurutan",
            f"a payment of {code} needs `from` and `to` in order",
        )
    return Payment(first, last, _whole(entry, "monthly", code) if "monthly" in entry else None)


def _rule(entry: Entry) -> ExclusionRule:
    code = _text(entry, "code", "[[rule]]")
    return ExclusionRule(
        code=code,
        between=_codes(entry, "between", code),
        other=_codes(entry, "and", code),
        level=_choice(entry, "level", Unit, "family", code),
        action=_choice(entry, "action", Action, "block", code),
        reason=_sentence(entry, "reason", code),
        basis=_text(entry, "basis", code),
        first=_month(entry, "from", code),
        last=_month(entry, "to", code),
        region=str(entry.get("region", "")).replace(".", ""),
    )


def _twice(entry: Entry) -> TwiceRule:
    return TwiceRule(
        action=_choice(entry, "action", Action, "block", "[twice]"),
        reason=_sentence(entry, "reason", "[twice]"),
        basis=_text(entry, "basis", "[twice]"),
    )


def _list(entry: Entry, key: str) -> list[Entry]:
    value = entry.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, Mapping) for item in value):
        raise _MistakeError(
            f"`{key}` harus berupa daftar tabel", f"`{key}` must be a list of tables"
        )
    return value


def _text(entry: Entry, key: str, where: str) -> str:
    value = entry.get(key)
    if not isinstance(value, str) or not value.strip():
        raise _MistakeError(f"{where} belum punya `{key}`", f"{where} lacks `{key}`")
    return value.strip()


def _sentence(entry: Entry, key: str, where: str) -> Sentence:
    value = entry.get(key)
    if isinstance(value, str) and value.strip():
        return Sentence(value, value)
    if not isinstance(value, Mapping):
        raise _MistakeError(f"{where} belum punya `{key}`", f"{where} lacks `{key}`")
    indonesian = _text(value, "id", f"{where}.{key}")
    return Sentence(indonesian, str(value.get("en", indonesian)))


def _codes(entry: Entry, key: str, where: str) -> frozenset[str]:
    value = entry.get(key)
    if not isinstance(value, list) or not value or not all(isinstance(code, str) for code in value):
        raise _MistakeError(
            f"`{key}` pada aturan {where} harus berupa daftar kode program",
            f"`{key}` of rule {where} must be a list of programme codes",
        )
    return frozenset(value)


def _choice(entry: Entry, key: str, choices: Any, default: str, where: str) -> Any:
    allowed = get_args(choices)
    value = entry.get(key, default)
    if value not in allowed:
        known = ", ".join(allowed)
        raise _MistakeError(
            f"`{key}` pada {where} harus salah satu dari: {known}",
            f"`{key}` of {where} must be one of: {known}",
        )
    return value


def _whole(entry: Entry, key: str, where: str) -> int:
    value = entry[key]
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise _MistakeError(
            f"`{key}` pada {where} harus bilangan bulat",
            f"`{key}` of {where} must be a whole number",
        )
    return value


def _month(entry: Entry, key: str, where: str) -> str:
    value = entry.get(key, "")
    year, _, month = str(value).partition("-")
    if value and not (
        len(year) == 4 and year.isdigit() and month.isdigit() and 1 <= int(month) <= 12
    ):
        raise _MistakeError(
            f"`{key}` pada {where} harus bulan seperti 2020-04",
            f"`{key}` of {where} must be a month such as 2020-04",
        )
    return f"{year}-{int(month):02d}" if value else ""


def _unusable(name: str, in_indonesian: str, in_english: str) -> UnusableRules:
    return UnusableRules(
        Sentence(
            f"Berkas aturan “{name}”: {in_indonesian}. Perbaiki lalu jalankan lagi.",
            f"Rule file “{name}”: {in_english}. Correct it and run again.",
        )
    )
