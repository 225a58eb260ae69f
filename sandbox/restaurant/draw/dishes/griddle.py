"""Breads, from the griddle and the steamer."""

from sandbox.restaurant.draw import land, vessels
from sandbox.restaurant.draw import scatter as top
from sandbox.restaurant.draw.kit import Picture, around


def _appam(p: Picture, x: float, y: float, r: float) -> None:
    p.path(p.blob(x + 6, y + 9, r, 0.05, 15), "#000", opacity=0.3)
    p.path(
        p.blob(x, y, r, 0.06, 17),
        p.ball("#fff7e0", "#f6e0b0", "#c98d3c", reach=0.66, at=(0.5, 0.5)),
    )
    pores = ""
    for turn in range(0, 360, 11):
        reach = p.random.uniform(0.74, 0.88)
        u, v = around(x, y, r * reach, turn)
        s, t = around(x, y, r * (reach + 0.06), turn)
        pores += f"M{u:.0f} {v:.0f}L{s:.0f} {t:.0f}"
    p.line(pores, "#a2662a", r * 0.055, opacity=0.75)
    p.circle(x, y, r * 0.56, p.ball("#ffffff", "#fffaf0", "#f1e4c6"))
    p.dots(p.scatter(x, y, r * 0.5, 26, r * 0.13), "#e2cfa4", 3.6, opacity=0.9)


def appam(p: Picture) -> None:
    vessels.basket(p)
    p.path(p.blob(200, 200, 134, 0.06, 13), "#5f9a4a")
    _appam(p, 238, 236, 98)
    _appam(p, 168, 168, 100)


def egg_appam(p: Picture) -> None:
    vessels.iron_pan(p)
    _appam(p, 200, 200, 124)
    land.egg(p, 200, 202, 54)
    top.seeds(p, p.scatter(200, 202, 50, 26, 9), "#1f1712", 1.9)
    top.curry_leaves(p, [(160, 148), (254, 250)], 1)


def parotta(p: Picture) -> None:
    vessels.basket(p)
    for x, y, r in ((244, 240, 88), (168, 170, 96)):
        p.path(p.blob(x + 6, y + 10, r, 0.05, 13), "#000", opacity=0.32)
        p.path(p.blob(x, y, r, 0.05, 13), p.ball("#fff0c4", "#ecc478", "#a96c22"))
        for i in range(11):
            a = r * (0.12 + i * 0.08)
            start = i * 47
            u, v = around(x, y, a, start)
            s, t = around(x, y, a * 1.05, start + p.random.uniform(190, 300))
            p.line(
                f"M{u:.0f} {v:.0f}A{a:.0f} {a:.0f} 0 1 1 {s:.0f} {t:.0f}",
                "#b9822f" if i % 2 else "#fff6da",
                2.6,
                opacity=0.8,
            )
        for u, v in p.scatter(x, y, r * 0.78, 9, r * 0.38):
            p.path(p.blob(u, v, p.random.uniform(7, 13), 0.3), "#7d4413", opacity=0.5)


def puttu(p: Picture) -> None:
    vessels.banana_leaf(p, -16)
    with p.moved(186, 182, -30, 1.12):
        p.bar(-112, -34, 224, 84, "#000", rx=30, opacity=0.3)
        p.bar(-116, -44, 226, 84, p.slope("#ffffff", "#f6efe0", "#cbbfa4", down=True), rx=22)
        for x in (-84, -24, 36, 92):
            p.path(f"M{x} -43Q{x + 14} 0 {x} 39H{x + 17}Q{x + 31} 0 {x + 17} -43Z", "#fffdf4")
            for _ in range(9):
                u, v = x + p.random.uniform(4, 22), p.random.uniform(-38, 32)
                p.line(f"M{u:.0f} {v:.0f}l7 {p.random.uniform(-4, 4):.0f}", "#d9c48f", 2.2)
        p.dots([(u, v) for u, v in p.scatter(0, 0, 104, 60, 12) if abs(v) < 34], "#d8cbac", 3.4)
        p.oval((110, -2), 13, 41, p.ball("#fffdf8", "#e9dec8"))
    land.banana(p, 274, 268, -26, 1.05)
    top.slivers(p, [(112, 290), (136, 304), (150, 284)], 1.2)
