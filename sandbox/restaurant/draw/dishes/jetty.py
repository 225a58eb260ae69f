"""Small plates, on enamel."""

from sandbox.restaurant.draw import land, sea, vessels
from sandbox.restaurant.draw import scatter as top
from sandbox.restaurant.draw.kit import Picture, around


def pepper_squid(p: Picture) -> None:
    vessels.enamel(p)
    p.path(p.blob(200, 204, 106, 0.08, 11), "#8a5a24", opacity=0.35)
    for x, y in p.scatter(200, 202, 92, 5, 66):
        sea.tentacles(p, x, y, p.any_turn(), 1.1)
    for x, y in p.scatter(200, 202, 92, 13, 42):
        sea.squid_ring(p, x, y, p.random.uniform(1, 1.25))
    top.onion(p, p.scatter(200, 200, 84, 4, 50), 0.8)
    top.curry_leaves(p, p.scatter(200, 200, 92, 9, 36), 1.2)
    top.seeds(p, p.scatter(200, 200, 104, 60, 9))


def prawn_croquettes(p: Picture) -> None:
    vessels.enamel(p, "#a33b2c")
    p.circle(262, 262, 36, p.ball("#fff", "#e9e2d5", "#b9b0a0"))
    p.circle(262, 262, 29, p.ball("#ffc9a0", "#ee9460", "#d0713d"))
    p.line("M246 262Q262 246 276 262T262 276", "#ffe2c8", 3)
    for x, y, turn in ((150, 140, -28), (196, 176, -22), (146, 208, -34), (208, 236, -25)):
        land.croquette(p, x, y, turn)
    for x, y, turn in ((240, 126, 60), (272, 160, 80)):
        land.croquette(p, x, y, turn)
    top.lime(p, 136, 266, 22)
    top.mint(p, [(282, 210), (176, 280), (110, 178)], 1.2)


def toddy_shop_chicken(p: Picture) -> None:
    vessels.enamel(p, "#2f7a5a")
    p.path(p.blob(200, 200, 112, 0.05, 13), p.ball("#6fae58", "#4f8f42", "#356b2f"))
    fried = ("#f58a3c", "#b53a14", "#5c1506")
    for i in range(5):
        x, y = around(196, 196, 44, i * 72 - 60)
        land.drumstick(p, x, y, i * 72 - 60, 0.66, *fried)
        land.crumbs(p, x, y, 27)
    top.curry_leaves(p, p.scatter(196, 196, 92, 8, 40), 1.2)
    top.onion(p, [(286, 256), (270, 280)], 1.5)
    top.lime(p, 126, 126, 24)


def beef_coconut_fry(p: Picture) -> None:
    vessels.iron_pan(p)
    for x, y in p.scatter(200, 200, 100, 26, 30):
        land.lump(p, x, y, p.random.uniform(18, 25), "#8a5238", "#512717", "#2a110a", rough=0.2)
    top.slivers(p, p.scatter(200, 200, 102, 20, 28), 1.15)
    top.curry_leaves(p, p.scatter(200, 200, 100, 9, 36), 1.2)
    top.rings(p, p.scatter(200, 200, 100, 8, 40), "#c9342a", 5)


def lentil_vada(p: Picture) -> None:
    vessels.enamel(p, "#c58a1e")
    for x, y in ((200, 128), (136, 176), (162, 248), (244, 246), (262, 168)):
        land.crumbed(p, x, y, 38, "#f2c263", "#c8842c", "#7f4915")
        p.dots(p.scatter(x, y, 29, 12, 9), "#f9e09a", 6.5)
        top.rings(p, p.scatter(x, y, 26, 2, 20), "#5e9a3a", 3, 2)
    p.circle(201, 191, 26, p.ball("#fff", "#f4efe2", "#cdc5b4"))
    p.circle(201, 191, 20, p.ball("#ffffff", "#eef1e2", "#d5dbc3"))
    top.seeds(p, p.scatter(201, 191, 13, 6, 6), "#30241b", 1.6)
    top.curry_sprig(p, 96, 268, -30, 0.9)


def banana_blossom_cutlets(p: Picture) -> None:
    vessels.enamel(p, "#7b3a6d")
    for x, y in ((150, 150), (234, 132), (272, 206), (140, 236)):
        land.crumbed(p, x, y, 41, "#e89c4e", "#b2592a", "#6a2c16")
    p.path(p.blob(216, 252, 40, 0.07), p.ball("#d98740", "#a2512a", "#632913"))
    p.path(p.blob(214, 249, 32, 0.14), p.ball("#d84a6b", "#a31f47", "#6d0f31"))
    top.seeds(p, p.scatter(214, 249, 26, 12, 9), "#f08aa0", 2.4)
    with p.moved(200, 226, -92):
        for turn, shade in ((-20, "#5d2347"), (0, "#7c3160"), (20, "#96457a")):
            with p.moved(0, 0, turn):
                p.path("M0 0Q28 -22 66 0Q28 22 0 0Z", p.slope(shade, "#c98bb0"))
    top.onion(p, [(300, 270), (278, 290)], 1.3)
    top.mint(p, [(112, 278), (308, 152)], 1.2)


def tapioca_chilli_crush(p: Picture) -> None:
    vessels.enamel(p, "#2c5f94")
    with p.cut("kappa"):
        p.path(
            "M-36 14L-26 -20Q4 -34 32 -18L36 16Q4 30 -36 14Z",
            "#000",
            opacity=0.24,
            transform="translate(4 5)",
        )
        p.path(
            "M-36 12L-26 -22Q4 -36 32 -20L36 14Q4 28 -36 12Z",
            p.ball("#ffffff", "#f8f1db", "#c9ba8d"),
        )
        p.line("M-28 -2Q2 -14 32 -4", "#a8935c", 2.4)
        p.line("M-24 8Q2 -2 30 6M-20 -12Q4 -24 26 -13", "#dccfa6", 1.8)
    p.strew("kappa", p.scatter(184, 184, 76, 10, 46))
    p.circle(266, 264, 44, "#000", opacity=0.25)
    p.circle(262, 258, 43, p.ball("#c98a5d", "#8f4f2b", "#552811"))
    p.circle(262, 258, 34, p.ball("#7e9c3a", "#4f7024", "#31490f"))
    top.seeds(p, p.scatter(262, 258, 28, 16, 8), "#c5d57a", 3)
    top.rings(p, p.scatter(262, 258, 27, 8, 12), "#d2382c", 4, 2.6)
    top.oil(p, p.scatter(262, 258, 26, 5, 12), "#f3e08a")
    top.chilli(p, 150, 278, -160, 0.85)
    top.chilli(p, 122, 254, -120, 0.8, red=True)
    top.curry_leaves(p, [(250, 150), (120, 140)], 1.2)
