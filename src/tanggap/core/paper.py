"""Papers with a letterhead's order: receipts, minutes, decrees. Blocks in, PDF bytes out.

One function, `pdf`, sets a row of blocks on A4. Tables run over as many pages as they need and
repeat their header; every page carries its number and the line at its foot. The same blocks give
the same bytes. Text is plain: nothing in it is read as markup.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final
from xml.sax.saxutils import escape

import segno
from reportlab.graphics.shapes import Drawing, Rect
from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import (
    CondPageBreak,
    KeepTogether,
    LongTable,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    TableStyle,
)
from reportlab.platypus import Table as Grid

MARGIN: Final = 20 * mm
INK: Final = colors.HexColor("#1b2433")
PALE: Final = colors.HexColor("#eef2f6")
LINE: Final = colors.HexColor("#9aa7b5")

_BODY: Final = ParagraphStyle("body", fontName="Helvetica", fontSize=10, leading=14, textColor=INK)
_SMALL: Final = ParagraphStyle("small", parent=_BODY, fontSize=8.5, leading=11)
_SMALL_RIGHT: Final = ParagraphStyle("small-right", parent=_SMALL, alignment=TA_RIGHT)
_SMALL_BOLD: Final = ParagraphStyle("small-bold", parent=_SMALL, fontName="Helvetica-Bold")
_BOLD: Final = ParagraphStyle("bold", parent=_BODY, fontName="Helvetica-Bold")
_CENTRE: Final = ParagraphStyle("centre", parent=_BODY, alignment=TA_CENTER)
_OFFICE: Final = ParagraphStyle("office", parent=_CENTRE, fontName="Helvetica-Bold", fontSize=11)
_TITLE: Final = ParagraphStyle("title", parent=_OFFICE, fontSize=14, leading=18, spaceBefore=6)
_HEADING: Final = ParagraphStyle("heading", parent=_BOLD, fontSize=11, spaceBefore=8, spaceAfter=3)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading within the paper."""

    text: str


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph; line breaks stay."""

    text: str


@dataclass(frozen=True, slots=True)
class Pairs:
    """What is called how: a table of names and values without lines."""

    rows: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a header that each page repeats.

    `widths` are shares of the page's width, one for each column, equal where none are given;
    `right` are the places of the columns with figures.
    """

    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[float] = ()
    right: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Signatures:
    """Places to sign, up to three in a row: (in which quality, name and number); "" stays blank."""

    places: Sequence[tuple[str, str]]
    where_and_when: str = ""


@dataclass(frozen=True, slots=True)
class QrCode:
    """A square code with words beside it; nothing personal belongs into it."""

    content: str
    beside: str = ""


Block = Heading | Text | Pairs | Table | Signatures | QrCode


def pdf(
    *,
    title: str,
    blocks: Sequence[Block],
    office: str = "",
    number: str = "",
    foot: str = "",
    wide: bool = False,
) -> bytes:
    """Return the paper as PDF; `number` is the letter's own, `wide` turns the page."""
    out = BytesIO()
    page = landscape(A4) if wide else A4
    paper = SimpleDocTemplate(
        out,
        pagesize=page,
        leftMargin=MARGIN,
        rightMargin=MARGIN,
        topMargin=MARGIN,
        bottomMargin=MARGIN,
        title=title,
        author=office,
        lang="id",
        invariant=1,
    )
    story = _head(title, office, number)
    for block in blocks:
        story += _set(block, page[0] - 2 * MARGIN)

    def finish(canvas: Any, _document: Any) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.setFillColor(INK)
        canvas.drawString(MARGIN, 11 * mm, foot)
        canvas.drawRightString(page[0] - MARGIN, 11 * mm, str(canvas.getPageNumber()))

    paper.build(story, onFirstPage=finish, onLaterPages=finish)
    return out.getvalue()


def qr_svg(content: str, *, scale: int = 4) -> str:
    """Return a QR code as an SVG element for a page; it carries no style of its own."""
    return segno.make(content, error="m", micro=False).svg_inline(
        scale=scale, dark="#000", light="#fff", omitsize=True
    )


def _head(title: str, office: str, number: str) -> list[Any]:
    story: list[Any] = []
    if office:
        story += [_paragraph(office, _OFFICE), Spacer(1, 2 * mm), _rule(), Spacer(1, 3 * mm)]
    story.append(_paragraph(title, _TITLE))
    if number:
        story.append(_paragraph(number, _CENTRE))
    return [*story, Spacer(1, 5 * mm)]


def _rule() -> Any:
    line = Grid([[""]], colWidths=["100%"], rowHeights=[1])
    line.setStyle(TableStyle([("LINEABOVE", (0, 0), (-1, 0), 1.2, INK)]))
    return line


def _set(block: Block, width: float) -> list[Any]:
    match block:
        case Heading(text):
            return [CondPageBreak(30 * mm), _paragraph(text, _HEADING)]
        case Text(text):
            return [_paragraph(text, _BODY), Spacer(1, 2.5 * mm)]
        case Pairs(rows):
            return [_pairs(rows, width), Spacer(1, 3 * mm)]
        case Table():
            return [_table(block, width), Spacer(1, 4 * mm)]
        case Signatures():
            return [_signatures(block, width)]
        case QrCode(content, beside):
            return [_qr(content, beside), Spacer(1, 3 * mm)]


def _pairs(rows: Sequence[tuple[str, str]], width: float) -> Any:
    if not rows:
        return Spacer(1, 0)
    cells = [[_paragraph(name, _BODY), _paragraph(value, _BODY)] for name, value in rows]
    grid = Grid(cells, colWidths=[width * 0.34, width * 0.66])
    grid.setStyle(_tight(("LINEBELOW", (0, 0), (-1, -1), 0.25, LINE)))
    return grid


def _table(block: Table, width: float) -> Any:
    shares = list(block.widths) or [1.0] * len(block.header)
    columns = [width * share / sum(shares) for share in shares]
    head = [_paragraph(text, _SMALL_BOLD) for text in block.header]
    body = [
        [
            _paragraph(text, _SMALL_RIGHT if place in block.right else _SMALL)
            for place, text in enumerate(row)
        ]
        for row in block.rows
    ]
    grid = LongTable([head, *body], colWidths=columns, repeatRows=1)
    grid.setStyle(
        _tight(
            ("BACKGROUND", (0, 0), (-1, 0), PALE),
            ("GRID", (0, 0), (-1, -1), 0.25, LINE),
            left=3,
        )
    )
    return grid


def _signatures(block: Signatures, width: float) -> Any:
    story: list[Any] = [Spacer(1, 6 * mm)]
    if block.where_and_when:
        right = ParagraphStyle("dated", parent=_BODY, alignment=TA_RIGHT)
        story += [_paragraph(block.where_and_when, right), Spacer(1, 3 * mm)]
    for start in range(0, len(block.places), 3):
        some = block.places[start : start + 3]
        roles = [_paragraph(role, _CENTRE) for role, _ in some]
        names = [_paragraph(name or "(" + "." * 34 + ")", _CENTRE) for _, name in some]
        grid = Grid([roles, [""] * len(some), names], colWidths=[width / len(some)] * len(some))
        grid.setStyle(TableStyle([("BOTTOMPADDING", (0, 1), (-1, 1), 18 * mm)]))
        story.append(grid)
    return KeepTogether(story)


def qr_drawing(content: str, *, side: float, colour: Any = colors.black) -> Drawing:
    """Return a QR code as a drawing, `side` points wide; nothing personal belongs into it."""
    modules = [list(row) for row in segno.make(content, error="m", micro=False).matrix]
    step = side / len(modules)
    drawing = Drawing(side, side)
    for y, row in enumerate(modules):
        for x, dark in enumerate(row):
            if dark:
                drawing.add(
                    Rect(
                        x * step,
                        side - (y + 1) * step,
                        step,
                        step,
                        fillColor=colour,
                        strokeWidth=0,
                        strokeColor=None,
                    )
                )
    return drawing


def _qr(content: str, beside: str) -> Any:
    side = 30 * mm
    drawing = qr_drawing(content, side=side)
    grid = Grid([[drawing, _paragraph(beside, _BODY)]], colWidths=[side + 6 * mm, None])
    grid.setStyle(_tight(("VALIGN", (0, 0), (-1, -1), "MIDDLE")))
    grid.hAlign = "LEFT"
    return grid if beside else drawing


def _tight(*lines: Any, left: float = 0) -> TableStyle:
    return TableStyle(
        [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), left),
            ("RIGHTPADDING", (0, 0), (-1, -1), 3),
            ("TOPPADDING", (0, 0), (-1, -1), 2),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
            *lines,
        ]
    )


def _paragraph(text: str, style: ParagraphStyle) -> Any:
    return Paragraph(escape(text).replace("\n", "<br/>"), style)
