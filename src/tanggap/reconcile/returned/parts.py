"""The parts of an XLSX archive that tell where its sheets are and how cells look."""

import re
import zipfile
from collections.abc import Sequence
from html import unescape
from posixpath import join, normpath

from tanggap.reconcile.returned.additions import Colour

_ATTRIBUTE = re.compile(r'([\w:]+)="([^"]*)"')
_DXFS = re.compile(r'<dxfs\b(?:[^>]*?count="(\d+)")?[^>]*?(?:/>|>(.*?)</dxfs>)', re.DOTALL)


def find_sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return the part of the archive that holds each sheet, by the sheet's name.

    Raises KeyError where the workbook's own parts are missing.
    """
    workbook = archive.read("xl/workbook.xml").decode("utf-8")
    relations = archive.read("xl/_rels/workbook.xml.rels").decode("utf-8")
    targets = {
        relation["Id"]: _inside(relation["Target"])
        for relation in map(_attributes, re.findall(r"<Relationship\b[^>]*>", relations))
    }
    sheets = map(_attributes, re.findall(r"<sheet\b[^>]*>", workbook))
    return {sheet["name"]: targets[sheet["r:id"]] for sheet in sheets}


def with_colours(
    archive: zipfile.ZipFile, colours: Sequence[Colour]
) -> tuple[str | None, int | None]:
    """Return the style sheet with the status colours, and the number (dxfId) of the first.

    Returns two Nones where there is nothing to colour, or no style sheet of the usual form:
    a workbook without colours is better than none.
    """
    if not colours or "xl/styles.xml" not in archive.namelist():
        return None, None
    styles = archive.read("xl/styles.xml").decode("utf-8")
    added = "".join(map(_colour_style, colours))
    found = _DXFS.search(styles)
    if found:
        old = found.group(2) or ""
        count = len(re.findall(r"<dxf\b", old))
        new = f'<dxfs count="{count + len(colours)}">{old}{added}</dxfs>'
        return f"{styles[: found.start()]}{new}{styles[found.end() :]}", count
    if "</cellStyles>" in styles:
        new = f'</cellStyles><dxfs count="{len(colours)}">{added}</dxfs>'
        return styles.replace("</cellStyles>", new, 1), 0
    return None, None


def _colour_style(colour: Colour) -> str:
    return (
        f'<dxf><font><color rgb="FF{colour.text}"/></font>'
        f'<fill><patternFill patternType="solid"><fgColor rgb="FF{colour.fill}"/>'
        f'<bgColor rgb="FF{colour.fill}"/></patternFill></fill></dxf>'
    )


def _attributes(tag: str) -> dict[str, str]:
    return {name: unescape(value) for name, value in _ATTRIBUTE.findall(tag)}


def _inside(target: str) -> str:
    """Return a relation's target as a path in the archive; targets may be absolute."""
    return target.lstrip("/") if target.startswith("/") else normpath(join("xl", target))
