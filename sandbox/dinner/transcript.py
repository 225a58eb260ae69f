"""What is printed: who does what, who sees what, and what was checked, as it happens."""

import os
import sys
import time
from collections.abc import Sequence
from datetime import datetime
from typing import TextIO

from sandbox.dinner.faults import SpoiledError

_NUMERALS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_COLOURS = (96, 95, 93, 92, 94, 97)
_NAME_WIDTH = 8
_BOLD, _DIM, _GREEN, _RED = 1, 2, 32, 91


class Transcript:
    """Aligned lines, coloured where a person reads them at a terminal."""

    def __init__(self, out: TextIO | None = None) -> None:
        """`out` is standard output unless another is given."""
        self._out = out or sys.stdout
        self._coloured = self._out.isatty() and "NO_COLOR" not in os.environ
        self._colours: dict[str, int] = {}
        self._began = time.monotonic()
        self._acts = 0
        self._checks = 0

    def title(self, text: str, beside: str) -> None:
        """What is played, and where."""
        self._print(f"\n{self._paint(text, _BOLD)}  {self._paint(beside, _DIM)}")

    def act(self, title: str) -> None:
        """A new act begins."""
        self._print(f"\n  {self._paint(f'{_NUMERALS[self._acts]:<5} {title}', _BOLD)}")
        self._acts += 1

    def does(self, who: str, what: str) -> None:
        """Somebody does something."""
        self._line(who, "→", what)

    def sees(self, who: str, what: str) -> None:
        """A stream shows somebody something."""
        self._line(who, "◂", what)

    def is_told(self, who: str, what: str) -> None:
        """Somebody is refused something."""
        self._line(who, "✗", what)

    def check(self, what: str, *, expected: object, seen: object) -> None:
        """Says that it holds. Raises SpoiledError if it does not."""
        if expected != seen:
            raise SpoiledError(f"{what}: {expected}", str(seen))
        self.checked(what)

    def detail(self, what: str) -> None:
        """More of what was just told."""
        self._print(f"{'':{18 + _NAME_WIDTH}}{self._paint(what, _DIM)}")

    def note(self, what: str) -> None:
        """Something that whoever reads should know."""
        self._print(f"{'':{16}}{what}")

    def table(self, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Figures in columns, the last row being their sums."""
        widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
        for number, row in enumerate((head, *rows)):
            cells = (_cell(*it) for it in zip(row, widths, strict=True))
            plain = 0 < number < len(rows)
            text = "  ".join(cells).rstrip()
            self._print(f"{'':{16}}{text if plain else self._paint(text, _BOLD)}")

    def checked(self, what: str) -> None:
        """Something was found to hold."""
        self._checks += 1
        self._print(f"{'':{16 + _NAME_WIDTH}}{self._paint('✓', _GREEN)} {self._paint(what, _DIM)}")

    def spoiled(self, expected: str, seen: str) -> None:
        """The last words of a dinner that went wrong."""
        head = self._paint("The dinner was spoiled.", _RED)
        self._print(f"\n{head}\n  Expected  {expected}\n  Seen      {seen}")

    def good_night(self) -> None:
        """The last words of one that did not."""
        seconds = time.monotonic() - self._began
        head = self._paint("Everything was as it should be", _GREEN)
        self._print(f"\n{head}: {self._checks} things checked in {seconds:.1f} s.")

    def _line(self, who: str, mark: str, what: str) -> None:
        colour = self._colours.setdefault(who, _COLOURS[len(self._colours) % len(_COLOURS)])
        now = datetime.now().astimezone().strftime("%H:%M:%S.%f")[:-3]
        name = self._paint(f"{who:<{_NAME_WIDTH}}", colour)
        told = self._paint(what, colour) if mark == "◂" else what
        self._print(f"  {self._paint(now, _DIM)}  {name}{self._paint(mark, colour)} {told}")

    def _paint(self, text: str, colour: int) -> str:
        return f"\x1b[{colour}m{text}\x1b[0m" if self._coloured else text

    def _print(self, text: str) -> None:
        print(text, file=self._out, flush=True)


def _cell(text: str, width: int) -> str:
    """Figures stand at the right, words at the left."""
    is_figure = text.removeprefix("-")[:1].isdigit()
    return text.rjust(width) if is_figure else text.ljust(width)
