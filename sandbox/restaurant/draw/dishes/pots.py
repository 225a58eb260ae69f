"""Curries, in the clay pot they were cooked in."""

from sandbox.restaurant.draw import land, sea, vessels
from sandbox.restaurant.draw import scatter as top
from sandbox.restaurant.draw.kit import Picture, around


def alleppey_fish_curry(p: Picture) -> None:
    vessels.clay_pot(p, "#ffe27a", "#f3bd36", "#d08f17")
    top.swirl(p, 200, 216, 84)
    for x, y, turn in ((156, 168, -20), (240, 176, 30), (190, 244, 80)):
        sea.fish_piece(p, x, y, turn, 1.25)
    for x, y, turn in ((214, 128, 20), (134, 220, 100), (256, 238, -30)):
        with p.moved(x, y, turn):
            p.path("M-26 8Q-22 -10 24 -8Q20 12 -26 8Z", p.slope("#eef2a8", "#b6cc4d"))
            p.line("M-24 6Q-4 -8 22 -7", "#5f8a2d", 2.6)
    for x, y, turn in ((196, 190, 32), (220, 214, -18)):
        top.chilli(p, x, y, turn, 0.9)
    top.oil(p, p.scatter(200, 200, 106, 22, 17), "#e0701a")
    top.curry_sprig(p, 246, 268, -24, 0.8)
    p.hollow(200, 200, 119)


def red_fish_curry(p: Picture) -> None:
    vessels.clay_pot(p, "#d2381c", "#a81d0d", "#6a0f07")
    for x, y, turn in ((190, 160, -14), (206, 206, 10), (196, 250, -8)):
        sea.sardine(p, x, y, turn, 1.02)
    for x, y in ((136, 128), (276, 170), (132, 238)):
        land.lump(p, x, y, 16, "#4a3320", "#281a10", "#120b06", rough=0.3)
    top.oil(p, p.scatter(200, 200, 108, 30, 15), "#ff6a2a")
    top.seeds(p, p.scatter(200, 200, 104, 20, 18), "#2b0d06")
    top.curry_sprig(p, 214, 128, 12, 0.85)
    top.chilli(p, 258, 240, -60, 0.9)
    p.hollow(200, 200, 119)


def prawn_moilee(p: Picture) -> None:
    vessels.clay_pot(p, "#fff4c8", "#f8dd8a", "#e0b554")
    top.swirl(p, 200, 200, 88, "#fffdf2")
    for i in range(6):
        x, y = around(200, 202, 66, i * 60 + 12)
        sea.prawn(p, x, y, i * 60 + 100, 0.84)
    sea.prawn(p, 202, 202, 20, 0.84)
    with p.cut("tomato"):
        p.path("M-18 6A18 18 0 0 1 18 6Q0 14 -18 6Z", p.ball("#ff8d6b", "#dd3d28", "#a31e14"))
        p.line("M-9 2H9", "#ffd9b8", 2)
    p.strew("tomato", [(146, 124), (262, 136), (130, 250)])
    top.rings(p, p.scatter(200, 200, 100, 9, 34), "#4f9a3d", 4.5)
    top.curry_leaves(p, p.scatter(200, 200, 90, 6, 48), 1.1)
    p.hollow(200, 200, 119)


def pepper_crab(p: Picture) -> None:
    vessels.clay_pot(p, "#5b3520", "#38200f", "#1d0f07")
    top.oil(p, p.scatter(200, 200, 108, 20, 20), "#8a4a1c")
    top.seeds(p, p.scatter(200, 200, 110, 40, 13), "#0f0804", 2.4)
    p.hollow(200, 200, 119)
    sea.crab(p, 200, 216, 1.12)
    top.seeds(p, p.scatter(200, 212, 66, 34, 9), "#1c0d06", 2.2)
    top.curry_leaves(p, [(150, 270), (258, 262), (206, 196)], 1.3)
    top.rings(p, p.scatter(200, 214, 66, 6, 34), "#b6d07a", 5)


def chicken_ishtu(p: Picture) -> None:
    vessels.clay_pot(p, "#ffffff", "#fbf6e6", "#dfd4b4")
    for x, y in p.scatter(200, 200, 76, 5, 62):
        land.lump(p, x, y, 29, "#fff2d8", "#ecd0a0", "#bd9660")
    for x, y in p.scatter(200, 200, 88, 5, 48):
        land.lump(p, x, y, 19, "#fff3b0", "#efd067", "#bd9a34", rough=0.2)
    with p.cut("carrot"):
        p.circle(1.5, 3, 12, "#000", opacity=0.2)
        p.circle(0, 0, 12, p.ball("#ffb45c", "#ee7f23", "#b9560f"))
        p.circle(0, 0, 4, "#ffca80", opacity=0.8)
    p.strew("carrot", p.scatter(200, 200, 92, 9, 36))
    top.swirl(p, 204, 206, 76, "#ffffff")
    p.dots(p.scatter(200, 200, 92, 11, 34), "#6fae3d", 9, reach=2)
    top.seeds(p, p.scatter(200, 200, 102, 18, 20), "#3a2a1c", 2.6)
    p.line("M146 262L196 276", "#7a4520", 8)
    p.line("M148 261L194 274", "#b27440", 3)
    top.curry_leaves(p, [(238, 138), (150, 160)], 1.2)
    p.hollow(200, 200, 119, 0.35)


def duck_roast(p: Picture) -> None:
    vessels.clay_pot(p, "#a3552a", "#6f2f12", "#3b1506")
    skin = ("#d98a48", "#8f4119", "#431605")
    land.drumstick(p, 180, 164, 24, 0.98, *skin)
    land.drumstick(p, 206, 242, 186, 0.98, *skin)
    for x, y in p.scatter(196, 202, 86, 6, 44):
        p.path(p.blob(x, y, 11, 0.3), "#2f0f04", opacity=0.6)
    top.onion(p, p.scatter(200, 200, 92, 6, 44), 1)
    top.oil(p, p.scatter(200, 200, 106, 20, 18), "#d96a20")
    top.curry_leaves(p, p.scatter(200, 200, 90, 7, 44), 1.2)
    top.chilli(p, 262, 186, 70, 0.9, red=True)
    p.hollow(200, 200, 119)


def kadala_curry(p: Picture) -> None:
    vessels.clay_pot(p, "#9a6230", "#6d3d17", "#3f200a")

    with p.cut("pea"):
        p.circle(2, 3, 11, "#000", opacity=0.35)
        p.path(
            "M-11 1Q-12 -10 -1 -11Q11 -11 11 0Q10 11 0 11Q-10 10 -11 1Z",
            p.ball("#7c573b", "#40281a", "#1f120b"),
        )
        p.path("M6 -9Q13 -11 12 -4Z", "#5b3c28")
        p.oval((-4, -5), 3, 1.6, "#fff", -35, opacity=0.55)

    for x, y in p.scatter(200, 200, 104, 70, 19):
        p.use("pea", x, y, p.random.uniform(-60, 60))
    top.slivers(p, p.scatter(200, 200, 92, 9, 40), 1)
    top.oil(p, p.scatter(200, 200, 108, 16, 22), "#c9772a")
    top.curry_sprig(p, 168, 172, 28, 1)
    top.chilli(p, 170, 256, 10, 1, red=True)
    p.hollow(200, 200, 119)


def avial(p: Picture) -> None:
    vessels.clay_pot(p, "#fdf3cf", "#ecdca0", "#c7ae62")
    sticks = {
        "carrot": ("#f59a3d", "#c5611a"),
        "bean": ("#7fae4a", "#456f24"),
        "yam": ("#f7ecc8", "#c9b57f"),
        "drum": ("#4f8a3c", "#2c5a22"),
        "plantain": ("#efe0a0", "#b79c4c"),
    }
    for name, (pale, deep) in sticks.items():
        with p.cut(name):
            p.bar(-25, -3, 54, 14, "#000", rx=6, opacity=0.22)
            p.bar(-27, -7, 54, 13, p.slope(pale, deep, down=True), rx=5)
            p.line("M-20 -3H14", "#fff", 1.8, opacity=0.5)
    for i, spot in enumerate(p.scatter(200, 200, 90, 40, 22)):
        p.strew(list(sticks)[i % 5], [spot])
    p.dots(p.scatter(200, 200, 100, 30, 20), "#fffdf4", 7, reach=4, opacity=0.9)
    top.curry_sprig(p, 154, 190, -14, 1.1)
    top.oil(p, p.scatter(200, 200, 100, 8, 40), "#f3d35a")
    p.hollow(200, 200, 119, 0.4)
