"""Drinks. A glass leans a little, so that one sees its side."""

from sandbox.restaurant.draw import scatter as top
from sandbox.restaurant.draw import vessels
from sandbox.restaurant.draw.kit import Picture, around


def _coaster(p: Picture) -> None:
    p.shadow(206, 208, 126, 0.35)
    p.circle(204, 206, 124, p.ball("#e9cf9c", "#cda566", "#9a7138"))
    for r in range(20, 122, 12):
        p.circle(204, 206, r, stroke="#8d6632", stroke_width=3, stroke_dasharray="8 6", opacity=0.5)


def _glass(p: Picture, *liquid: str, r: float = 88) -> None:
    """A tumbler of glass, filled; its shadow takes the colour of the drink."""
    _coaster(p)
    p.oval((266, 278), 96, 52, liquid[-1], 40, opacity=0.4)
    p.circle(222, 230, r * 0.84, liquid[-1], opacity=0.8)
    p.circle(208, 212, r * 0.93, liquid[-1], opacity=0.7)
    p.circle(192, 190, r + 6, "#fff", opacity=0.55)
    p.circle(192, 190, r, p.ball(*liquid))


def _rim(p: Picture, r: float = 91) -> None:
    p.circle(192, 190, r, stroke="#fff", stroke_width=5, opacity=0.75)
    p.circle(192, 190, r - 4, stroke="#000", stroke_width=1.5, opacity=0.14)
    p.line("M118 168A78 78 0 0 1 172 114", "#fff", 6, opacity=0.85)
    p.line("M236 300Q272 276 286 240", "#fff", 5, opacity=0.5)


def _ice(p: Picture, spots: tuple[tuple[float, float, float], ...]) -> None:
    for x, y, turn in spots:
        with p.moved(x, y, turn):
            p.bar(-23, -23, 46, 46, "#fff", rx=9, opacity=0.42)
            p.path("M-18 -18H8L-14 8Z", "#fff", opacity=0.6)
            p.path("M22 4V22H2Z", "#7aa7b5", opacity=0.25)


def _straw(p: Picture, colour: str, turn: float) -> None:
    with p.moved(214, 176, turn):
        p.bar(-8, -150, 16, 160, "#000", rx=8, opacity=0.22)
        p.bar(-14, -156, 16, 160, p.slope("#ffffff", colour, colour), rx=8)
        p.oval((-6, -152), 8, 4, "#2b2320")


def kulukki_sarbath(p: Picture) -> None:
    _glass(p, "#f6fbd2", "#dcea8e", "#a9c24a")
    _ice(p, ((158, 160, 20), (222, 214, 50), (170, 226, 75)))
    basil_seeds = p.scatter(192, 190, 78, 36, 12)
    p.dots(basil_seeds, "#fff", 8, opacity=0.5)
    p.dots(basil_seeds, "#1d1c1a", 3.6)
    top.lime(p, 222, 154, 30)
    top.chilli(p, 176, 206, 30, 1.05)
    top.mint(p, [(146, 206), (214, 236)], 1.3)
    _rim(p)


def sambharam(p: Picture) -> None:
    _coaster(p)
    p.circle(218, 226, 88, p.ball("#c67a4f", "#8d4526", "#5a2a15"))
    p.circle(192, 190, 100, p.ball("#e29a6c", "#b5623a", "#7c3b20"))
    p.circle(192, 190, 88, "#6d341c")
    p.circle(192, 190, 84, p.ball("#ffffff", "#fcfaf0", "#dcd9c4"))
    for r in (70, 52, 30):
        p.circle(186, 196, r, stroke="#ecead8", stroke_width=5)
    p.dots(p.scatter(192, 190, 74, 22, 15), "#d8d5c2", 8)
    p.dots(p.scatter(192, 190, 74, 22, 15), "#fff", 7)
    top.rings(p, p.scatter(192, 190, 66, 8, 28), "#4f9a3d", 5)
    for x, y in p.scatter(192, 190, 66, 9, 24):
        p.bar(
            x,
            y,
            9,
            4,
            "#e3bd62",
            rx=1,
            transform=f"rotate({p.random.randint(0, 170)} {x:.0f} {y:.0f})",
        )
    top.curry_sprig(p, 152, 212, -38, 1.1)
    p.hollow(192, 190, 86, 0.35)
    p.line("M112 152A90 90 0 0 1 154 110", "#ffdcc2", 6, opacity=0.7)


def mango_lassi(p: Picture) -> None:
    _glass(p, "#ffe48f", "#fdb833", "#e88a0e")
    p.path(
        "M140 178Q170 132 222 154T242 222Q206 254 162 228T140 178",
        stroke="#ffedb0",
        stroke_width=9,
        opacity=0.85,
    )
    p.path("M166 190Q190 166 214 186T206 220", stroke="#fff6d8", stroke_width=7, opacity=0.9)
    for x, y in p.scatter(192, 192, 62, 13, 20):
        turn = p.any_turn()
        u, v = around(x, y, 17, turn)
        p.line(f"M{x:.0f} {y:.0f}Q{x + 8:.0f} {y - 6:.0f} {u:.0f} {v:.0f}", "#b52a10", 2.4)
    for x, y in p.scatter(200, 200, 60, 8, 26):
        p.oval((x, y), 6, 3, "#7d9a3c", p.any_turn())
    p.hollow(192, 190, 88, 0.3)
    _straw(p, "#2c7f7a", 28)
    _rim(p)


def kokum_soda(p: Picture) -> None:
    _glass(p, "#f0647c", "#c41d46", "#7a0a2c")
    _ice(p, ((160, 158, 12), (228, 176, 40), (176, 224, 64), (226, 236, 20)))
    p.dots(p.scatter(192, 190, 80, 20, 14), "#ffd3dd", 4, opacity=0.8)
    p.dots(p.scatter(192, 190, 80, 14, 18), "#ffd3dd", 7, opacity=0.7)
    for x, y in ((150, 208), (210, 204)):
        p.path(p.blob(x, y, 17, 0.2, 7), p.ball("#8c1236", "#4a061c", "#24020d"))
    top.seeds(p, p.scatter(192, 190, 70, 12, 22), "#3a2015", 2)
    top.mint(p, [(184, 144), (196, 134)], 1.5)
    _straw(p, "#e7c25a", 40)
    _rim(p)


def tender_coconut(p: Picture) -> None:
    p.shadow(200, 204, 150)
    p.path(
        "M60 214Q52 120 122 76Q200 34 282 80Q352 130 342 216Q330 300 258 330Q196 354 130 324"
        "Q66 288 60 214Z",
        p.ball("#b6d468", "#6fa03a", "#33611f"),
    )
    for turn in range(0, 360, 60):
        with p.moved(200, 204, turn + 10):
            p.path("M84 -40L138 -30L140 34L86 42Z", p.ball("#f3ecc8", "#cfc688", "#8aa14f"))
    p.circle(200, 204, 92, p.ball("#efe4c0", "#d6c58e", "#a9955a"))
    p.circle(200, 204, 70, "#7a5a34")
    p.circle(200, 204, 65, "#ffffff")
    p.circle(200, 204, 52, p.ball("#b9cfc9", "#dcebe6", "#f5fbf8", at=(0.3, 0.3)))
    p.hollow(200, 204, 52, 0.35)
    p.line("M172 214Q196 230 226 214M182 190Q200 182 216 190", "#fff", 4, opacity=0.9)
    with p.moved(236, 172, 42):
        p.bar(-7, -132, 14, 150, "#000", rx=7, opacity=0.22)
        p.bar(-12, -138, 14, 150, p.slope("#fff", "#d9604a", "#b8402d"), rx=7)
        p.oval((-5, -134), 7, 3.5, "#3a1510")
    p.path(
        "M96 120Q130 84 176 76",
        stroke="#e9f4b8",
        stroke_width=7,
        opacity=0.7,
        stroke_linecap="round",
    )


def filter_coffee(p: Picture) -> None:
    p.shadow(204, 206, 132)
    p.circle(204, 206, 132, p.ball("#ffffff", "#c9ced2", "#7b8288"))
    p.circle(204, 206, 116, p.ball("#868d93", "#c3c9cd", "#f4f6f7"))
    p.path("M204 206L120 116A122 122 0 0 1 170 88Z", "#fff", opacity=0.5)
    p.circle(214, 222, 74, "#000", opacity=0.3)
    p.circle(206, 208, 78, p.ball("#e9edf0", "#a7adb3", "#5f666c"))
    p.circle(194, 192, 90, p.ball("#ffffff", "#c4cace", "#838a90"))
    p.circle(194, 192, 78, p.ball("#e3b987", "#a76a35", "#5c3114"))
    for width, count in ((15, 9), (9, 18), (5, 30)):
        froth = p.scatter(194, 192, 71, count, width)
        p.dots(froth, "#f3d9b4", width, opacity=0.6)
        lights = [(x - width * 0.2, y - width * 0.2) for x, y in froth]
        p.dots(lights, "#fff8ea", width * 0.25, opacity=0.7)
    p.path(
        "M150 178Q176 150 214 158T232 206Q214 234 176 226",
        stroke="#8a4e22",
        stroke_width=6,
        opacity=0.5,
    )
    p.hollow(194, 192, 78, 0.45)
    p.line("M118 156A88 88 0 0 1 160 112", "#fff", 5, opacity=0.9)
    for x, y, turn in ((70, 330, 20), (100, 346, 80), (92, 316, -40)):
        with p.moved(x, y, turn):
            p.oval((2, 3), 13, 9, "#000", opacity=0.3)
            p.oval((0, 0), 13, 9, p.ball("#8a5630", "#4a2611", "#261006"))
            p.line("M-11 0Q0 -5 11 0", "#1a0b04", 2)


def sulaimani(p: Picture) -> None:
    vessels.stoneware(p, "#fbf7ee", "#d3c8b4", r=146)
    with p.moved(98, 262, -62):
        p.bar(-8, -10, 128, 11, "#000", rx=5, opacity=0.22)
        p.oval((-18, -8), 27, 17, p.ball("#ffffff", "#c9ced2", "#7f868c"))
        p.bar(0, -13, 128, 9, p.slope("#f6f8f9", "#9aa1a7", down=True), rx=4)
    p.oval((262, 268), 84, 46, "#d0711c", 40, opacity=0.35)
    p.circle(216, 220, 66, "#c8741f", opacity=0.55)
    with p.moved(194, 192):
        p.line("M58 54Q86 82 108 66Q122 42 84 34", "#000", 11, opacity=0.15)
        p.line("M56 50Q84 76 104 62Q116 42 82 32", "#fff", 10, opacity=0.85)
    p.circle(198, 194, 86, "#fff", opacity=0.75)
    p.circle(198, 194, 78, p.ball("#e8862e", "#b4470f", "#651c04", at=(0.62, 0.64)))
    p.hollow(198, 194, 78, 0.4)
    top.lime(p, 176, 176, 30)
    top.mint(p, [(226, 214)], 1.6)
    for x, y in ((170, 234), (236, 164)):
        p.line(f"M{x} {y}l14 8", "#2f1508", 4)
        p.circle(x, y, 5, "#2f1508")
    p.circle(198, 194, 82, stroke="#fff", stroke_width=4, opacity=0.85)
    p.line("M126 176A74 74 0 0 1 172 126", "#fff", 5, opacity=0.9)
