"""Grills, on banana leaf and iron."""

from sandbox.restaurant.draw import land, sea, vessels
from sandbox.restaurant.draw import scatter as top
from sandbox.restaurant.draw.kit import Picture, around


def pearl_spot_leaf(p: Picture) -> None:
    vessels.banana_leaf(p, -38)
    p.path(p.blob(200, 202, 118, 0.1, 11), p.ball("#5a3a1c", "#7c4a20", "#6f8a3a/.2"), opacity=0.75)
    sea.whole_fish(p, 204, 204, -38, 1.02)
    top.onion(p, p.scatter(204, 204, 74, 10, 30), 0.8)
    top.curry_leaves(p, p.scatter(204, 204, 84, 7, 40), 1.2)
    top.rings(p, p.scatter(204, 204, 70, 6, 36), "#4c8f36", 5)
    top.lime(p, 306, 120, 26)


def tiger_prawns(p: Picture) -> None:
    vessels.banana_leaf(p, 16)
    for y, turn in ((128, -10), (200, -6), (270, -12)):
        sea.tiger_prawn(p, 192, y, turn, 1.06)
        for u, v in p.scatter(178, y, 46, 7, 14):
            if abs(v - y) < 16:
                p.circle(u, v, 2.6, p.random.choice(("#5f9a3c", "#f2e06a")))
    top.oil(p, p.scatter(196, 200, 110, 12, 36), "#f0b83c")
    top.lime(p, 326, 326, 26, burnt=True)
    for x, y, turn in ((86, 312, 20), (112, 326, 60), (64, 330, -30)):
        with p.moved(x, y, turn):
            p.oval((2, 3), 12, 5, "#000", opacity=0.25)
            p.oval((0, 0), 12, 5, p.slope("#f4f1c4", "#a9c766"))
            p.line("M11 0L18 -3", "#5e7d33", 2)


def seer_steak(p: Picture) -> None:
    vessels.banana_leaf(p, -14)
    with p.moved(196, 200, -20, 1.25):
        p.path(
            "M-92 14Q-84 -62 6 -70Q96 -58 98 10Q84 66 0 70Q-78 66 -92 14Z",
            "#000",
            opacity=0.35,
            transform="translate(5 9)",
        )
        p.path("M-92 10Q-84 -66 6 -74Q96 -62 98 6Q84 62 0 66Q-78 62 -92 10Z", "#3a2a24")
        p.path(
            "M-86 9Q-78 -58 6 -66Q88 -56 91 6Q78 54 0 59Q-72 55 -86 9Z",
            p.ball("#f0a065", "#cc5a2a", "#8f2c10"),
        )
        p.path(
            "M-58 -30Q-20 -8 -56 30M-24 -50Q10 0 -22 48M20 -54Q50 0 18 50M56 -40Q76 0 52 36",
            stroke="#7e2a10",
            stroke_width=3.4,
            opacity=0.6,
        )
        p.path(
            "M-70 -20L60 -52M-80 4L82 -28M-78 28L86 -2M-52 48L74 24",
            stroke="#2c130a",
            stroke_width=6,
            opacity=0.6,
        )
        p.circle(2, -2, 12, p.ball("#fff", "#f3d9c2", "#d18a68"))
        p.circle(2, -2, 4.5, "#a5512f")
        p.path("M-60 -34Q-20 -56 30 -52", stroke="#ffd2a0", stroke_width=4, opacity=0.6)
    top.onion(p, [(306, 138), (322, 166), (296, 112), (92, 262)], 1.5)
    top.lime(p, 104, 300, 27, burnt=True)
    top.curry_leaves(p, p.scatter(200, 204, 60, 4, 40), 1.1)
    top.mint(p, [(296, 290), (316, 276)], 1.4)


def half_chicken(p: Picture) -> None:
    vessels.banana_leaf(p, -30)
    skin = ("#f7b45c", "#c26a22", "#6d2b0b")
    land.drumstick(p, 262, 258, 38, 1.06, *skin)
    with p.moved(168, 170, -20, 1.2):
        p.path(
            "M-92 16Q-84 -60 4 -66Q84 -58 90 4Q72 66 -6 70Q-78 66 -92 16Z",
            "#000",
            opacity=0.35,
            transform="translate(5 9)",
        )
        p.path("M-92 12Q-84 -64 4 -70Q84 -62 90 0Q72 62 -6 66Q-78 62 -92 12Z", p.ball(*skin))
        p.path(
            "M-50 -34Q-10 -56 40 -46",
            stroke="#ffe0a4",
            stroke_width=7,
            opacity=0.7,
            stroke_linecap="round",
        )
    land.drumstick(p, 262, 138, -44, 0.78, *skin)
    for x, y in p.scatter(184, 190, 76, 9, 34):
        p.path(p.blob(x, y, p.random.uniform(6, 13), 0.35), "#3a1606", opacity=0.6)
    top.seeds(p, p.scatter(190, 195, 96, 40, 13), "#4a2109", 1.8)
    top.lime(p, 96, 288, 28, burnt=True)
    top.lime(p, 146, 318, 26, burnt=True)
    top.curry_leaves(p, [(316, 196), (226, 320), (100, 98)], 1.4)


def coal_mussels(p: Picture) -> None:
    vessels.iron_pan(p)
    p.circle(200, 200, 122, p.ball("#d9c79a", "#a98a52", "#5b4526"), opacity=0.85)
    for i, (x, y) in enumerate(p.scatter(200, 200, 96, 16, 48)):
        sea.mussel(p, x, y, i * 77, 1.18)
    top.slivers(p, p.scatter(200, 200, 100, 10, 40), 0.8)
    top.rings(p, p.scatter(200, 200, 104, 12, 30), "#5aa23d", 5)
    top.mint(p, p.scatter(200, 200, 90, 3, 90), 1)


def coal_pumpkin(p: Picture) -> None:
    vessels.banana_leaf(p, -8)
    p.circle(206, 212, 112, "#000", opacity=0.3)
    for turn in range(0, 360, 40):
        if turn == 40:
            continue  # the wedge that was broken out
        with p.moved(200, 200, turn):
            p.path(
                "M16 0Q46 -52 100 -30Q118 0 100 30Q46 52 16 0Z",
                p.ball("#f6ac4c", "#d0701a", "#743509"),
            )
            p.path(
                "M40 -20Q70 -34 98 -18",
                stroke="#22160b",
                stroke_width=7,
                opacity=0.4,
                stroke_linecap="round",
            )
            p.path("M30 8Q60 22 92 16", stroke="#ffd28a", stroke_width=3, opacity=0.6)
    for turn, r in ((30, 70), (52, 92)):
        x, y = around(206, 206, r, turn)
        with p.moved(x, y, turn + 20):
            p.path(
                "M-34 10Q-10 -34 34 -14Q40 8 24 22Q-8 30 -34 10Z",
                p.ball("#ffc766", "#f5952c", "#c7620f"),
            )
            p.line("M-18 6Q2 -12 24 -6", "#ffe3a6", 3)
    p.path(p.blob(200, 200, 26, 0.2), p.ball("#ffb648", "#e27d1b", "#9c4b0c"))
    p.line("M198 198Q208 176 222 170", "#5f7138", 9)
    land.nuts(p, p.scatter(206, 204, 92, 18, 24))
    top.curry_leaves(p, p.scatter(200, 200, 88, 9, 40), 1.2)
    top.oil(p, p.scatter(206, 210, 96, 12, 28), "#7a3212")
