"""A sheet of A5 on which one writes from top to bottom: names on the left, amounts on the right."""

from dataclasses import dataclass
from datetime import datetime
from typing import cast

from fpdf import FPDF
from fpdf.enums import Align, MethodReturnValue, XPos, YPos

from server.billing.receipts.fonts import noto_sans

_WIDTH, _HEIGHT = 148.0, 210.0
_MARGIN = 14.0
#: For amounts; names take the rest.
_AMOUNTS = 32.0
_FAMILY = "NotoSans"
#: Of a line, for each point of the type.
_LEADING = 0.5
_INK, _MUTED, _RULE = (24, 26, 30), (104, 110, 118), 205


@dataclass(frozen=True, slots=True)
class Style:
    """How something is written."""

    size: float = 9.5
    bold: bool = False
    muted: bool = False

    @property
    def height(self) -> float:
        """Of a line, in millimetres."""
        return self.size * _LEADING


BODY = Style()
STRONG = Style(bold=True)
TOTAL = Style(size=13, bold=True)
TITLE = Style(size=16, bold=True)
SMALL = Style(size=8, muted=True)


class Paper:
    """As many pages as it takes."""

    def __init__(self, title: str, made: datetime, foot: str) -> None:
        """`foot` stands below every page; `made` is the document's date: no other is in it."""
        self._pdf = _Sheet(foot)
        self._pdf.set_title(_printable(title))
        self._pdf.set_lang("en")
        self._pdf.set_creation_date(made)
        self._pdf.add_page()

    def centered(self, text: str, style: Style) -> None:
        """A line in the middle, or several if it is long."""
        self._pdf.use(style)
        self._pdf.multi_cell(
            0,
            style.height,
            _printable(text),
            align=Align.C,
            new_x=XPos.LMARGIN,
            new_y=YPos.NEXT,
        )

    def row(self, name: str, amount: str = "", style: Style = BODY, indent: float = 0) -> None:
        """A name, and an amount beside its first line. Never cut by the end of a page."""
        pdf, height = self._pdf, style.height
        pdf.use(style)
        width = pdf.epw - indent - (_AMOUNTS if amount else 0)
        lines = pdf.broken(_printable(name), width)
        if pdf.will_page_break(height * len(lines)):
            pdf.add_page()
            pdf.use(style)
        top = pdf.get_y()
        for index, line in enumerate(lines):
            pdf.set_xy(pdf.l_margin + indent, top + height * index)
            pdf.cell(width, height, line)
        if amount:
            pdf.set_xy(pdf.w - pdf.r_margin - _AMOUNTS, top)
            pdf.cell(_AMOUNTS, height, amount, align=Align.R)
        pdf.set_xy(pdf.l_margin, top + height * len(lines))

    def gap(self, millimetres: float = 2.0) -> None:
        """Air."""
        self._pdf.ln(millimetres)

    def rule(self) -> None:
        """A line across, with air around it."""
        pdf = self._pdf
        pdf.ln(2)
        pdf.set_draw_color(_RULE)
        pdf.line(pdf.l_margin, pdf.get_y(), pdf.w - pdf.r_margin, pdf.get_y())
        pdf.ln(2)

    def content(self) -> bytes:
        """The PDF."""
        return bytes(self._pdf.output())


class _Sheet(FPDF):
    """With our fonts, and a foot."""

    def __init__(self, foot: str) -> None:
        super().__init__(format=(_WIDTH, _HEIGHT))
        self._foot = _printable(foot)
        self.set_margin(_MARGIN)
        self.set_auto_page_break(True, margin=_MARGIN + 4)
        self.set_line_width(0.2)
        self.c_margin = 0
        fonts = noto_sans()
        self.add_font(_FAMILY, "", fonts.regular)
        self.add_font(_FAMILY, "B", fonts.bold)

    def use(self, style: Style) -> None:
        """Writes so from now on."""
        self.set_font(_FAMILY, "B" if style.bold else "", style.size)
        self.set_text_color(*(_MUTED if style.muted else _INK))

    def broken(self, text: str, width: float) -> list[str]:
        """The text in lines that are no wider."""
        lines = self.multi_cell(
            width, text=text, align=Align.L, dry_run=True, output=MethodReturnValue.LINES
        )
        return cast("list[str]", lines)

    def footer(self) -> None:
        """Called by the library at the end of each page."""
        self.use(Style(size=6.5, muted=True))
        self.set_y(-_MARGIN)
        self.cell(0, 4, self._foot)
        self.set_x(self.l_margin)
        self.cell(0, 4, f"{self.page_no()} / {{nb}}", align=Align.R)


def _printable(text: str) -> str:
    return " ".join("".join(one if one.isprintable() else " " for one in text).split())
