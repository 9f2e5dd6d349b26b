"""Keep the English catalogues complete: collect, write, compile and check them.

Texts in the web code are Indonesian; each app has locale/en/LC_MESSAGES/django.po with the English.
`make messages` adds what is new (empty, for somebody to translate), drops what nobody says any more
and compiles; `--check` says what is missing. Needs no gettext programs.
"""

import argparse
import ast
import os
import re
import struct
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
APPS = ROOT / "src" / "tanggap"
CATALOGUE = Path("locale", "en", "LC_MESSAGES", "django.po")
PLAIN = {"_", "gettext", "gettext_lazy", "gettext_noop"}
PLURAL = {"ngettext", "ngettext_lazy"}
CONTEXT = {"pgettext", "pgettext_lazy"}
STRING = r"""u?("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')"""
IN_TEMPLATE = re.compile(rf"\b(n?p?gettext|_)\(\s*{STRING}(?:\s*,\s*{STRING})?")
LINE = re.compile(r'^(?:(msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?) )?(".*")$')
HEADER = "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=(n != 1);\n"


class Text(NamedTuple):
    """What is said: the Indonesian, its plural where it counts, a context where it is ambiguous."""

    text: str
    plural: str = ""
    context: str = ""


Catalogue = dict[Text, tuple[str, ...]]


def main() -> int:
    """Write or check the catalogues; the exit code is 1 where a check finds something."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing, say what is missing")
    if parser.parse_args().check:
        found = list(faults())
        print("\n".join(found), end="\n" if found else "")
        return 1 if found else 0
    for app in apps():
        update(app)
    for file in sorted(APPS.glob("*/locale/*/LC_MESSAGES/django.po")):
        file.with_suffix(".mo").write_bytes(compiled(read(file)))
    return 0


def apps() -> list[Path]:
    """Return the folders of the Django apps."""
    return sorted(file.parent for file in APPS.glob("*/apps.py"))


def update(app: Path) -> None:
    """Bring an app's English catalogue in line with what the app says."""
    said = collect(app)
    if not said:
        return
    file = app / CATALOGUE
    known = read(file) if file.exists() else {}
    file.parent.mkdir(parents=True, exist_ok=True)
    write(file, {text: known.get(text, ("",) * (2 if text.plural else 1)) for text in said})


def faults() -> Iterator[str]:
    """Yield a sentence for each text without English, each leftover, each stale compiled file."""
    for app in apps():
        file = app / CATALOGUE
        known = read(file) if file.exists() else {}
        said = collect(app)
        yield from (
            f"{app.name}: no English for: {one.text}"
            for one in said
            if not all(known.get(one, [""]))
        )
        yield from (
            f"{app.name}: nobody says any more: {one.text}" for one in known if one not in said
        )
    yield from conflicts()
    for file in sorted(APPS.glob("*/locale/*/LC_MESSAGES/django.po")):
        binary = file.with_suffix(".mo")
        if not binary.exists() or binary.read_bytes() != compiled(read(file)):
            yield f"{file.relative_to(ROOT)} is not compiled (make messages)"


def conflicts() -> Iterator[str]:
    """Yield a sentence for each text that two apps say differently in English.

    Django pours all catalogues into one; of two translations of a text only one would be shown.
    """
    first: dict[Text, tuple[str, tuple[str, ...]]] = {}
    for app in apps():
        file = app / CATALOGUE
        for text, told in (read(file) if file.exists() else {}).items():
            name, other = first.setdefault(text, (app.name, told))
            if told != other:
                yield f"{name} and {app.name} translate differently: {text.text}"


def collect(app: Path) -> list[Text]:
    """Return what the app's code and templates say, in a steady order."""
    found = dict.fromkeys(
        text
        for pattern, said in (("*.py", in_python), ("*.html", in_template), ("*.txt", in_template))
        for file in sorted(app.rglob(pattern))
        for text in said(file.read_text(encoding="utf-8"))
    )
    return list(found)


def in_python(source: str) -> Iterator[Text]:
    """Yield the texts of calls to gettext and its kin."""
    for call in ast.walk(ast.parse(source)):
        if isinstance(call, ast.Call):
            name = call.func.id if isinstance(call.func, ast.Name) else ""
            words = [one.value for one in call.args if isinstance(one, ast.Constant)]
            yield from as_text(name, [word for word in words if isinstance(word, str)])


def in_template(source: str) -> Iterator[Text]:
    """Yield the texts of a Django template."""
    from django.utils.translation.template import templatize  # noqa: PLC0415 - slow to load

    for name, first, second in IN_TEMPLATE.findall(templatize(source)):
        words = [ast.literal_eval(word) for word in (first, second) if word]
        yield from as_text(name, words)


def as_text(name: str, words: list[str]) -> Iterator[Text]:
    """Yield the text of one call, none for a call of something else."""
    if name in PLAIN and words:
        yield Text(words[0])
    elif name in PLURAL and len(words) > 1:
        yield Text(words[0], plural=words[1])
    elif name in CONTEXT and len(words) > 1:
        yield Text(words[1], context=words[0])


def read(file: Path) -> Catalogue:
    """Read a .po file."""
    found: Catalogue = {}
    for block in file.read_text(encoding="utf-8").split("\n\n"):
        parts = _parts(block)
        if parts.get("msgid"):
            key = Text(parts["msgid"], parts.get("msgid_plural", ""), parts.get("msgctxt", ""))
            found[key] = tuple(value for name, value in parts.items() if name.startswith("msgstr"))
    return found


def _parts(block: str) -> dict[str, str]:
    parts: dict[str, str] = {}
    name = ""
    for line in block.splitlines():
        if match := LINE.match(line):
            name = match[1] or name
            parts[name] = parts.get(name, "") + ast.literal_eval(match[2])
    return parts


def write(file: Path, catalogue: Catalogue) -> None:
    """Write a .po file."""
    blocks = [
        'msgid ""\nmsgstr ""\n' + "\n".join(_quoted(f"{line}\n") for line in HEADER.splitlines())
    ]
    for text, told in catalogue.items():
        lines = [f"msgctxt {_quoted(text.context)}"] if text.context else []
        lines.append(f"msgid {_quoted(text.text)}")
        if text.plural:
            lines.append(f"msgid_plural {_quoted(text.plural)}")
            lines += [f"msgstr[{place}] {_quoted(one)}" for place, one in enumerate(told)]
        else:
            lines.append(f"msgstr {_quoted(told[0])}")
        blocks.append("\n".join(lines))
    file.write_text("\n\n".join(blocks) + "\n", encoding="utf-8")


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def compiled(catalogue: Catalogue) -> bytes:
    """Return the .mo form: two tables of lengths and offsets, then the texts, sorted."""
    entries = {"": HEADER}
    for text, told in catalogue.items():
        key = f"{text.context}\x04{text.text}" if text.context else text.text
        if all(told):
            entries[f"{key}\0{text.plural}" if text.plural else key] = "\0".join(told)
    pairs = sorted((key.encode(), value.encode()) for key, value in entries.items())
    start = 28 + 16 * len(pairs)
    tables: list[list[int]] = [[], []]
    body = b""
    for column in (0, 1):
        for pair in pairs:
            tables[column] += [len(pair[column]), start + len(body)]
            body += pair[column] + b"\0"
    head = [0x950412DE, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, start]
    return struct.pack(f"<{7 + 4 * len(pairs)}I", *head, *tables[0], *tables[1]) + body


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tanggap.config.testing")
    sys.exit(main())
