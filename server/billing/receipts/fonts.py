"""Noto Sans as files: what makes PDFs reads fonts from nowhere else.

None of the fonts that every reader of PDFs has shows the rupee's sign.
"""

import atexit
import logging
import shutil
import tempfile
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import pymupdf_fonts

# It drops a table that helps to make fonts and not to print with them, and says so each time.
logging.getLogger("fontTools.subset").setLevel(logging.ERROR)


class Fonts(NamedTuple):
    """Where the two weights are."""

    regular: Path
    bold: Path


@lru_cache(maxsize=1)
def noto_sans() -> Fonts:
    """Writes the files once a process; they go when it ends."""
    folder = Path(tempfile.mkdtemp(prefix="here2order-fonts-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    fonts = Fonts(folder / "NotoSans-Regular.ttf", folder / "NotoSans-Bold.ttf")
    fonts.regular.write_bytes(pymupdf_fonts.myfont("notos"))
    fonts.bold.write_bytes(pymupdf_fonts.myfont("notosbo"))
    return fonts
