"""The sheet of a certificate: a framed A4, crosswise, that a donor may hang on a wall.

Everything is drawn, so that it needs no file and no font beside those of every reader.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

from reportlab.graphics import renderPDF
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from tanggap.core import paper

WIDE, HIGH = landscape(A4)
MIDDLE: Final = WIDE / 2
INK: Final = colors.HexColor("#16232b")
SOFT: Final = colors.HexColor("#4c5c66")
DEEP: Final = colors.HexColor("#084f50")
GOLD: Final = colors.HexColor("#a8822f")
PALE: Final = colors.HexColor("#fbf8f0")
ROMAN, BOLD, ITALIC = "Times-Roman", "Times-Bold", "Times-Italic"
NAME_WIDE: Final = 205 * mm
ONE_LINE: Final = (36, 32, 28, 25)
MORE_LINES: Final = ((25, 2), (22, 2), (19, 2), (16, 3))
"""A long name is set smaller, then on two lines, the longest on three."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on it. `under` is a line below the name, "" for none; `link` is in the code."""

    city: str
    number: str
    name: str
    under: str
    sentence: str
    gift: str
    where_and_when: str
    link: str


def drawn(sheet: Sheet) -> bytes:
    """Return the certificate as PDF, one page; the same words give the same bytes."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=(WIDE, HIGH), invariant=1, lang="id")
    canvas.setTitle(f"Piagam Orang Tua Asuh {sheet.number}")
    canvas.setAuthor(sheet.city)
    _frame(canvas)
    _head(canvas, sheet)
    _name(canvas, sheet)
    _thanks(canvas, sheet)
    _foot(canvas, sheet)
    canvas.save()
    return out.getvalue()


def _frame(canvas: Canvas) -> None:
    canvas.setFillColor(PALE)
    canvas.rect(0, 0, WIDE, HIGH, stroke=0, fill=1)
    for edge, thick, colour in ((11, 2.2, DEEP), (14, 0.6, GOLD)):
        canvas.setStrokeColor(colour)
        canvas.setLineWidth(thick)
        canvas.rect(edge * mm, edge * mm, WIDE - 2 * edge * mm, HIGH - 2 * edge * mm)
    canvas.setFillColor(GOLD)
    for x in (14 * mm, WIDE - 14 * mm):
        for y in (14 * mm, HIGH - 14 * mm):
            _diamond(canvas, x, y, 2.4 * mm)


def _diamond(canvas: Canvas, x: float, y: float, half: float) -> None:
    _shape(canvas, [(x, y - half), (x + half, y), (x, y + half), (x - half, y)])


def _shape(canvas: Canvas, points: Sequence[tuple[float, float]]) -> None:
    path = canvas.beginPath()
    path.moveTo(*points[0])
    for point in points[1:]:
        path.lineTo(*point)
    path.close()
    canvas.drawPath(path, stroke=0, fill=1)


def _house(canvas: Canvas, x: float, y: float) -> None:
    """Draw a roof over two people, the sign of the programme, its foot at y."""
    canvas.setFillColor(DEEP)
    _shape(
        canvas,
        [(x - 9 * mm, y + 7 * mm), (x, y + 14 * mm), (x + 9 * mm, y + 7 * mm),
         (x + 7.6 * mm, y + 5.6 * mm), (x, y + 11.4 * mm), (x - 7.6 * mm, y + 5.6 * mm)],
    )  # fmt: skip
    for side, size, colour in ((-2.6 * mm, 1.55 * mm, DEEP), (2.7 * mm, 1.15 * mm, GOLD)):
        canvas.setFillColor(colour)
        canvas.circle(x + side, y + 3.2 * size, size, stroke=0, fill=1)
        canvas.roundRect(
            x + side - 1.3 * size, y, 2.6 * size, 2 * size, 0.9 * size, stroke=0, fill=1
        )


def _head(canvas: Canvas, sheet: Sheet) -> None:
    _house(canvas, MIDDLE, HIGH - 37 * mm)
    canvas.setFillColor(INK)
    _spaced(canvas, f"PEMERINTAH {sheet.city.upper()}", HIGH - 44.5 * mm, BOLD, 12.5, 1.6)
    canvas.setFillColor(SOFT)
    _spaced(canvas, "Program Keluarga Asuh (JAGA ASA)", HIGH - 50.5 * mm, ROMAN, 11, 0.3)
    canvas.setFillColor(DEEP)
    _spaced(canvas, "PIAGAM", HIGH - 68.5 * mm, BOLD, 40, 12)
    canvas.setFillColor(SOFT)
    _spaced(canvas, "ORANG TUA ASUH", HIGH - 77 * mm, ROMAN, 13, 4)
    _rule(canvas, HIGH - 82.5 * mm)
    canvas.setFillColor(SOFT)
    canvas.setFont(ITALIC, 13)
    canvas.drawCentredString(MIDDLE, HIGH - 92 * mm, "disampaikan dengan terima kasih kepada")


def _rule(canvas: Canvas, y: float) -> None:
    canvas.setStrokeColor(GOLD)
    canvas.setFillColor(GOLD)
    canvas.setLineWidth(0.7)
    for side in (-1, 1):
        canvas.line(MIDDLE + side * 3 * mm, y, MIDDLE + side * 32 * mm, y)
    _diamond(canvas, MIDDLE, y, 1.3 * mm)


def _spaced(
    canvas: Canvas, text: str, y: float, font: str, size: float, space: float
) -> None:  # fmt: skip
    """Draw a centred line with air between its letters."""
    whole = stringWidth(text, font, size) + space * (len(text) - 1)
    line = canvas.beginText(MIDDLE - whole / 2, y)
    line.setFont(font, size)
    line.setCharSpace(space)
    line.textOut(text)
    line.setCharSpace(0)  # it would hold for every line after this
    canvas.drawText(line)


def _name(canvas: Canvas, sheet: Sheet) -> None:
    lines, size = _fitted(sheet.name)
    y = HIGH - (109 if len(lines) == 1 else 104) * mm
    canvas.setFillColor(INK)
    canvas.setFont(BOLD, size)
    for number, line in enumerate(lines):
        canvas.drawCentredString(MIDDLE, y - number * size * 1.15, line)
    if sheet.under:
        canvas.setFillColor(SOFT)
        canvas.setFont(ROMAN, 12)
        canvas.drawCentredString(MIDDLE, HIGH - 119 * mm, _cut(sheet.under, ROMAN, 12, NAME_WIDE))


def _fitted(name: str) -> tuple[list[str], float]:
    """Return a name on one line, as large as it fits, or on more."""
    for size in ONE_LINE:
        if stringWidth(name, BOLD, size) <= NAME_WIDE:
            return [name], size
    for size, most in MORE_LINES:
        lines = simpleSplit(name, BOLD, size, NAME_WIDE)
        if len(lines) <= most and all(stringWidth(x, BOLD, size) <= NAME_WIDE for x in lines):
            return lines, size
    lines = simpleSplit(name, BOLD, size, NAME_WIDE)
    fits = [*lines[: most - 1], " ".join(lines[most - 1 :])]
    return [_cut(line, BOLD, size, NAME_WIDE) for line in fits], size


def _cut(text: str, font: str, size: float, wide: float) -> str:
    """Return a line that fits, its end left out where it does not."""
    if stringWidth(text, font, size) <= wide:
        return text
    while stringWidth(f"{text} …", font, size) > wide:
        text = text[:-1].rstrip()
    return f"{text} …"


def _thanks(canvas: Canvas, sheet: Sheet) -> None:
    y = HIGH - 132 * mm
    canvas.setFillColor(INK)
    for line in simpleSplit(sheet.sentence, ROMAN, 14.5, 200 * mm):
        canvas.setFont(ROMAN, 14.5)
        canvas.drawCentredString(MIDDLE, y, line)
        y -= 7 * mm
    canvas.setFillColor(SOFT)
    for line in simpleSplit(sheet.gift, ROMAN, 12, 190 * mm)[:2]:
        canvas.setFont(ROMAN, 12)
        canvas.drawCentredString(MIDDLE, y - 0.5 * mm, line)
        y -= 6 * mm


def _foot(canvas: Canvas, sheet: Sheet) -> None:
    side: Any = paper.qr_drawing(sheet.link, side=24 * mm, colour=INK)
    renderPDF.draw(side, canvas, 24 * mm, 22 * mm)
    canvas.setFillColor(SOFT)
    canvas.setFont(ROMAN, 9.5)
    canvas.drawString(51 * mm, 39 * mm, "Keaslian piagam: pindai kode ini,")
    canvas.drawString(51 * mm, 34.5 * mm, "atau periksa nomornya di halaman Keluarga asuh.")
    canvas.setFillColor(INK)
    canvas.setFont(BOLD, 10.5)
    canvas.drawString(51 * mm, 29 * mm, sheet.number)
    canvas.setFillColor(SOFT)
    canvas.setFont(ITALIC, 9)
    canvas.drawString(51 * mm, 24 * mm, "Piagam ini tidak memuat data keluarga.")
    right = WIDE - 26 * mm
    canvas.setFillColor(INK)
    canvas.setFont(ROMAN, 12)
    canvas.drawRightString(right, 38 * mm, sheet.where_and_when)
    canvas.setFont(BOLD, 12)
    canvas.drawRightString(right, 31 * mm, f"Pemerintah {sheet.city}")
    canvas.setFillColor(SOFT)
    canvas.setFont(ITALIC, 9)
    canvas.drawRightString(right, 24 * mm, "Dibuat secara elektronik; sah tanpa tanda tangan.")
