"""What the plates stand on: one surface for each chapter of the menu."""

from sandbox.restaurant.draw.kit import SIDE, Picture


def light(p: Picture) -> None:
    """Daylight from the top left, over the whole table."""
    p.bar(0, 0, SIDE, SIDE, p.ball("#fff/.26", "#fff/0", "#000/.24", at=(0.2, 0.12), reach=1.15))


def jetty(p: Picture) -> None:
    """Boat planks, painted sea green long ago."""
    for i, shade in enumerate(("#5f9d99", "#6aa8a2", "#589691", "#66a49d")):
        p.bar(0, i * 100, SIDE, 100, shade)
    p.path("M0 98.5H400M0 198.5H400M0 298.5H400", stroke="#2f5f5c", stroke_width=3)
    grain = (f"M{x - 60:.0f} {y:.0f}q50 5 110 0" for x, y in p.scatter(200, 200, 270, 18, 50))
    p.line("".join(grain), "#8cc0ba", 1.6, opacity=0.6)
    p.dots([(x, y) for x in (16, 384) for y in (50, 150, 250, 350)], "#37524f", 6)
    light(p)


def stone(p: Picture) -> None:
    """Pale terrazzo."""
    p.bar(0, 0, SIDE, SIDE, "#dcd8cf")
    for shade, width in (("#c3bbac", 9), ("#b4c2be", 6), ("#f3f0ea", 7), ("#cdb6a4", 5)):
        p.dots(p.scatter(200, 200, 280, 13, 40), shade, width, reach=5)
    light(p)


def slate(p: Picture) -> None:
    """Dark slate."""
    p.bar(0, 0, SIDE, SIDE, "#3d4347")
    bends = ((p.random.uniform(0, 400), p.random.uniform(-30, 30)) for _ in range(9))
    p.line("".join(f"M0 {y:.0f}q90 {b:.0f} 200 -6t200 8" for y, b in bends), "#525a5f", 1.4)
    p.dots(p.scatter(200, 200, 280, 30, 30), "#697278", 2.4)
    light(p)


def teak(p: Picture) -> None:
    """Old teak."""
    for i, shade in enumerate(("#8a5a36", "#95633c", "#845431")):
        p.bar(i * 134, 0, 134, SIDE, shade)
    bends = ((x, p.random.uniform(-14, 14)) for x in range(18, 400, 30))
    p.line(
        "".join(f"M{x} 0q{b:.0f} 110 0 200t0 200" for x, b in bends), "#6c4226", 1.6, opacity=0.7
    )
    p.path("M132.5 0V400M266.5 0V400", stroke="#4f2f1a", stroke_width=3)
    light(p)


def kasavu(p: Picture) -> None:
    """A festive Kerala cloth, cream with a gold border."""
    p.bar(0, 0, SIDE, SIDE, "#f1e7d0")
    weave = "".join(f"M{i} 0V400M0 {i}H400" for i in range(8, SIDE, 20))
    p.path(weave, stroke="#e2d4b4", stroke_width=1)
    for x, width in ((12, 4), (22, 18), (46, 4), (368, 20)):
        p.bar(x, 0, width, SIDE, "#c99a3b")
    p.path("M31 0V400M378 0V400", stroke="#e8c878", stroke_width=3, stroke_dasharray="5 4")
    light(p)


def oxide(p: Picture) -> None:
    """A floor of red oxide, polished by feet."""
    p.bar(0, 0, SIDE, SIDE, "#9c3f2e")
    p.path("M0 133H400M0 267H400M133 0V400M267 0V400", stroke="#82311f", stroke_width=2.5)
    p.path("M-20 120L180 -40H260L-20 220Z", "#fff", opacity=0.08)
    light(p)


def madras(p: Picture) -> None:
    """A checked Madras cloth."""
    p.bar(0, 0, SIDE, SIDE, "#d99a9a")
    for start, width, shade in ((20, 44, "#b5566a"), (96, 10, "#f3dcc0"), (150, 60, "#7b6a9a")):
        for at in (start, start + 210):
            p.bar(at, 0, width, SIDE, shade, opacity=0.4)
            p.bar(0, at, SIDE, width, shade, opacity=0.4)
    light(p)


def tiles(p: Picture) -> None:
    """Cement tiles of a verandah."""
    p.bar(0, 0, SIDE, SIDE, "#e6e2d6")
    with p.cut("tile"):
        _tile(p)
    for x in (100, 300):
        for y in (100, 300):
            p.use("tile", x, y)
    light(p)


def _tile(p: Picture) -> None:
    p.bar(-99, -99, 198, 198, "#d5dcda")
    for turn in (0, 90, 180, 270):
        with p.moved(0, 0, turn):
            p.path("M-99 -99H-30A69 69 0 0 1 -99 -30Z", "#4f86a0")
            p.path("M-99 -99H-58A41 41 0 0 1 -99 -58Z", "#e9d9b0")
            p.path("M0 0L-22 -46L0 -78L22 -46Z", "#c9694f", opacity=0.85)
    p.circle(0, 0, 13, "#e9d9b0")
