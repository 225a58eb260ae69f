"""Sweets."""

from sandbox.restaurant.draw import land, vessels
from sandbox.restaurant.draw import scatter as top
from sandbox.restaurant.draw.kit import Picture


def ada_pradhaman(p: Picture) -> None:
    vessels.brass_pot(p)
    p.circle(200, 200, 122, p.ball("#c98247", "#98501f", "#5d2a0b", at=(0.5, 0.5)))
    top.swirl(p, 200, 212, 86, "#f6dcae")
    with p.cut("ada"):
        p.path("M-13 6L-10 -9L11 -7L13 8Z", "#d7a368", opacity=0.85)
        p.line("M-10 -8L10 -6", "#f0cf9c", 1.6)
    p.strew("ada", p.scatter(200, 200, 98, 26, 26))
    land.cashews(p, p.scatter(200, 200, 84, 11, 36))
    top.slivers(p, p.scatter(200, 200, 90, 7, 44), 0.9)
    top.seeds(p, p.scatter(200, 200, 88, 6, 50), "#3a1a0c", 5)
    p.hollow(200, 200, 124, 0.4)


def tender_coconut_pudding(p: Picture) -> None:
    vessels.coconut_shell(p, 132)
    p.circle(200, 200, 100, p.ball("#ffffff", "#f4fbf8", "#cfe0da"))
    p.path("M128 196Q140 136 196 124Q150 150 146 204Z", "#fff", opacity=0.95)
    for i in range(5):
        with p.moved(204, 204, i * 72 - 90):
            p.path("M4 0Q26 -24 48 0Q26 24 4 0Z", p.slope("#fffdf8", "#f1e2c2"))
            p.line("M10 0H38", "#e3cf9f", 1.6)
    p.circle(204, 204, 9, p.ball("#ffe48a", "#efb62f", "#bd7f12"))
    top.mint(p, [(238, 160), (160, 240)], 1.3)
    p.dots(p.scatter(200, 200, 84, 14, 34), "#c99a52", 2.6, reach=13)


def coffee_caramel(p: Picture) -> None:
    vessels.stoneware(p, "#f6efe3", "#cdbfa8")
    p.path(p.blob(206, 214, 104, 0.05, 11), p.ball("#c9761f", "#8a430c", "#5b2504"), opacity=0.92)
    p.circle(208, 212, 80, "#000", opacity=0.25)
    for i in range(14):
        with p.moved(198, 196, i * 360 / 14):
            p.oval((72, 0), 12, 17, "#e8b561")
    p.circle(198, 196, 78, p.ball("#f8dfa0", "#e6b25c", "#b97a28"))
    p.circle(198, 196, 61, p.ball("#a85a17", "#6c2f06", "#401802"))
    p.path("M154 176Q172 142 212 142Q180 154 168 186Z", "#fff", opacity=0.55)
    for x, y, turn in ((216, 208, 30), (196, 222, -40), (222, 182, 80)):
        with p.moved(x, y, turn):
            p.oval((2, 3), 11, 8, "#000", opacity=0.3)
            p.oval((0, 0), 11, 8, p.ball("#7a4a2a", "#3a1d0e", "#1f0e06"))
            p.line("M-9 0Q0 -4 9 0", "#140804", 1.8)
    top.oil(p, p.scatter(206, 292, 20, 3, 12), "#e89a3c")


def banana_fritters(p: Picture) -> None:
    vessels.enamel(p, "#c58a1e")
    with p.cut("pori"):
        p.oval((5, 8), 68, 25, "#000", opacity=0.22)
        p.path(
            p.blob(0, 0, 40, 0.09, 11),
            p.ball("#ffd76a", "#efa329", "#a9620f"),
            transform="scale(1.7 .62)",
        )
        p.line("M-48 -6Q0 -20 46 -6M-40 10Q4 2 44 8", "#fff0b0", 3, opacity=0.7)
        for at in (-36, 0, 36):
            land.crumbs(p, at, 0, 17)
    for x, y, turn in ((178, 134, -20), (166, 186, -26), (186, 238, -14), (176, 286, -24)):
        p.use("pori", x, y, turn, 1.08)
    p.circle(279, 222, 45, "#000", opacity=0.25)
    p.path(p.blob(274, 214, 45, 0.05, 11), p.ball("#ffffff", "#f8efda", "#d8c6a0"))
    p.path("M240 206Q258 182 288 184M246 232Q272 252 304 230", stroke="#e9dabc", stroke_width=5)
    top.seeds(p, p.scatter(274, 214, 34, 18, 9), "#54712d", 2)
    top.mint(p, [(296, 170)], 1.4)


def chocolate_tart(p: Picture) -> None:
    vessels.stoneware(p, "#e9dccf", "#b8a493")
    with p.moved(190, 206, -30, 1.16):
        p.path(
            "M-92 64L92 0L-92 -64Q-104 0 -92 64Z", "#000", opacity=0.32, transform="translate(7 12)"
        )
        p.path("M-88 62L92 0L-88 -62Q-112 0 -88 62Z", p.slope("#c98b4d", "#e8b878"))
        p.path("M-78 54L84 0L-78 -54Q-96 0 -78 54Z", p.ball("#6f4226", "#3c1e10", "#200d06"))
        p.path(
            "M-70 -40Q-10 -30 40 -12",
            stroke="#a4714c",
            stroke_width=5,
            opacity=0.6,
            stroke_linecap="round",
        )
        crust = [(-89 - (1600 - y * y) / 250, float(y)) for y in range(-56, 64, 14)]
        p.dots(crust, "#d9a05f", 14)
        p.dots(p.scatter(-24, 0, 44, 14, 12), "#fff", 4.5, reach=1, opacity=0.9)
        p.path("M-40 6Q-20 -14 2 4Q18 14 34 2", stroke="#c5281e", stroke_width=3)
    p.circle(278, 262, 33, "#000", opacity=0.22)
    p.path(p.blob(274, 256, 33, 0.08, 10), p.ball("#ffffff", "#fdf5e6", "#dccbb0"))
    p.line("M254 256Q270 236 292 252", "#e9dcc4", 5)
    top.chilli(p, 300, 150, 70, 0.9, red=True)
    top.seeds(p, p.scatter(128, 120, 34, 12, 10), "#5d3a26", 2.4)
