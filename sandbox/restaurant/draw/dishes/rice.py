"""Biryanis in brass, rice on a leaf."""

import math

from sandbox.restaurant.draw import land, sea, vessels
from sandbox.restaurant.draw import scatter as top
from sandbox.restaurant.draw.kit import Picture, Point, around

_KAIMA = ("#fff6dc", "#f6d98a", "#f2b950")


def _crown(p: Picture, bare: float = 0) -> None:
    """What is strewn over a biryani, outside the middle that stays bare."""

    def spots(count: int, gap: float) -> list[Point]:
        found = p.scatter(200, 200, 102, count, gap)
        return [spot for spot in found if math.dist(spot, (190, 196)) > bare]

    land.cashews(p, spots(10, 40))
    land.shallots(p, spots(30, 20))
    p.dots(spots(10, 40), "#5b2416", 9, reach=3)
    top.mint(p, top.ring_of(200, 200, 94, 5, start=4), 1.1)


def prawn_biryani(p: Picture) -> None:
    vessels.brass_pot(p)
    land.rice(p, 200, 200, 124, "#e2bd72", _KAIMA)
    for i in range(5):
        x, y = around(200, 204, 62, i * 72 - 20)
        sea.prawn(p, x, y, i * 72 + 60, 0.95)
    _crown(p)
    p.hollow(200, 200, 125, 0.35)


def chicken_biryani(p: Picture) -> None:
    vessels.brass_pot(p)
    land.rice(p, 200, 200, 124, "#dfb565", _KAIMA)
    land.drumstick(p, 188, 196, -32, 1.1, "#e89a48", "#a3511b", "#572307")
    land.egg(p, 262, 262, 27, runny=False)
    top.seeds(p, p.scatter(180, 196, 44, 12, 12), "#4a2109", 1.8)
    _crown(p, bare=72)
    p.hollow(200, 200, 125, 0.35)


def jackfruit_biryani(p: Picture) -> None:
    vessels.brass_pot(p)
    land.rice(p, 200, 200, 124, "#c9c27a", ("#fbf6dc", "#e6df9a", "#cfd37f"))
    with p.cut("jack"):
        p.path(
            "M-34 10Q-30 -26 6 -26Q34 -22 34 4Q28 24 -4 24Q-30 24 -34 10Z",
            "#000",
            opacity=0.28,
            transform="translate(3 6)",
        )
        p.path(
            "M-34 8Q-30 -28 6 -28Q34 -24 34 2Q28 22 -4 22Q-30 22 -34 8Z",
            p.ball("#f4c878", "#bd7c31", "#75430f"),
        )
        p.path(
            "M-24 -4Q0 -22 24 -10M-26 4Q2 -12 28 -2M-22 12Q4 0 26 8M-12 18Q6 10 20 14",
            stroke="#8c5518",
            stroke_width=2,
            opacity=0.7,
        )
    p.strew("jack", p.scatter(200, 200, 80, 7, 54))
    p.circle(264, 252, 28, p.ball("#ffffff", "#eef5ea", "#cddcc8"))
    top.mint(p, p.scatter(262, 252, 12, 3, 10), 0.8)
    _crown(p)
    p.hollow(200, 200, 125, 0.35)


def matta_rice(p: Picture) -> None:
    vessels.banana_leaf(p, -20)
    p.circle(196, 214, 88, "#000", opacity=0.25)
    land.rice(p, 190, 206, 86, "#c58d78", ("#f6ddd0", "#dcaa98", "#b4685a"))
    p.path(p.blob(186, 200, 30, 0.2), "#f7d774", opacity=0.85)
    top.oil(p, p.scatter(186, 200, 34, 9, 12), "#f5c542")
    with p.moved(284, 132, 10):
        p.path(p.blob(4, 8, 64, 0.05, 13), "#000", opacity=0.25)
        p.path(p.blob(0, 0, 64, 0.06, 13), p.ball("#fff0b8", "#f0c768", "#c68d2c"))
        blisters = p.scatter(0, 0, 52, 24, 14)
        p.dots([(x + 1, y + 2) for x, y in blisters], "#c9922f", 10, opacity=0.6)
        p.dots(blisters[::2], "#fff0c0", 11)
        p.dots(blisters[1::2], "#fdeab0", 7)
    p.circle(290, 276, 36, p.ball("#fbe7a2", "#d7a53f", "#8d5f1b"))
    p.circle(290, 276, 28, p.ball("#8e3a16", "#b5521f", "#7a2a0c"))
    for x, y in p.scatter(290, 276, 20, 6, 14):
        p.path(p.blob(x, y, 8, 0.25, 6), p.ball("#e6c25a", "#b9822a"))
    top.curry_leaves(p, [(108, 128), (120, 296)], 1.3)
