"""A section of `docs/benchmarks.md` between marks: it is written anew, the others stay."""

from pathlib import Path


def kept(document: Path, name: str) -> str:
    """Return a section as it stands in a document, nothing where there is none."""
    text = document.read_text(encoding="utf-8") if document.is_file() else ""
    start, end = _marks(name)
    _, found, rest = text.partition(start)
    return f"\n{start}{rest.partition(end)[0]}{end}\n" if found else ""


def put(document: Path, name: str, section: str) -> None:
    """Write a section anew, in its place or at the end."""
    text = document.read_text(encoding="utf-8")
    start, end = _marks(name)
    before, found, rest = text.partition(start)
    after = rest.partition(end)[2].lstrip("\n") if found else ""
    gap = "\n" if after else ""
    fresh = f"{start}\n{section}\n{end}\n"
    document.write_text(before.rstrip("\n") + "\n\n" + fresh + gap + after, encoding="utf-8")


def _marks(name: str) -> tuple[str, str]:
    return f"<!-- {name} -->", f"<!-- /{name} -->"
