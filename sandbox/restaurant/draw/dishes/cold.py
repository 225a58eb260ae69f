"""Cold plates, on stoneware."""

from sandbox.restaurant.draw import land, vessels
from sandbox.restaurant.draw import scatter as top
from sandbox.restaurant.draw.kit import Picture


def lime_cured_seer(p: Picture) -> None:
    vessels.stoneware(p, "#4d7f8c", "#2c5662")
    p.circle(200, 202, 108, p.ball("#ffffff", "#fbf6e8", "#d8ceb4"))
    p.hollow(200, 202, 108, 0.3)
    with p.cut("cure"):
        p.path(
            "M-58 -14Q0 -32 58 -18L54 20Q0 34 -54 22Z",
            "#000",
            opacity=0.26,
            transform="translate(5 5)",
        )
        p.path("M-58 -16Q0 -34 58 -20L54 18Q0 32 -54 20Z", p.ball("#ffefe4", "#f3b9a4", "#cd7f6c"))
        p.line(
            "M-34 -22Q-22 0 -32 24M-10 -25Q4 0 -8 26M14 -26Q28 0 16 25M38 -23Q50 0 40 21",
            "#fff3ea",
            2.4,
            opacity=0.9,
        )
        p.line("M-58 -16Q0 -34 58 -20", "#7f8f96", 4)
    for i in range(6):
        p.use("cure", 138 + i * 25, 170 + i * 13, 68 + i * 3)
    with p.cut("mango"):
        p.bar(-6, -6, 13, 13, p.ball("#e8efa0", "#b9cf54", "#88a534"), rx=2)
    p.strew("mango", p.scatter(200, 200, 88, 13, 28))
    top.oil(p, p.scatter(200, 200, 98, 18, 16), "#e2572c")
    top.rings(p, p.scatter(200, 200, 80, 6, 40), "#3f8a3c", 5)
    top.mint(p, [(262, 146), (142, 258)], 1.3)


def pomelo_salad(p: Picture) -> None:
    vessels.stoneware(p, "#f2ece0", "#cabfa9")
    with p.cut("pulp"):
        p.path("M-20 4Q-6 -12 22 0Q-4 14 -20 4Z", "#000", opacity=0.16, transform="translate(2 4)")
        p.path("M-20 2Q-6 -14 22 -2Q-4 12 -20 2Z", p.ball("#ffe1d6", "#f79a92", "#dc5f66"))
        p.line("M-12 0Q0 -5 12 -3", "#fff", 1.6, opacity=0.85)
    p.strew("pulp", p.scatter(200, 200, 96, 40, 24), 1.35)
    top.slivers(p, p.scatter(200, 200, 90, 11, 36), 0.9)
    land.nuts(p, p.scatter(200, 200, 92, 16, 28))
    top.mint(p, p.scatter(200, 200, 84, 4, 70), 1.25)
    top.seeds(p, p.scatter(200, 200, 100, 22, 16), "#c23b5a", 2.6)


def cucumber_pachadi(p: Picture) -> None:
    vessels.stoneware(p, "#7c8f63", "#4f6140")
    p.circle(200, 200, 110, p.ball("#ffffff", "#fdfcf3", "#dfe0cc"))
    p.hollow(200, 200, 110, 0.3)
    p.path(
        "M128 176Q170 130 232 152T272 226Q240 268 178 246T128 176", stroke="#e8ead6", stroke_width=9
    )
    land.cucumber(p, p.scatter(200, 200, 88, 16, 38))
    top.oil(p, p.scatter(206, 196, 60, 16, 14), "#e6a92f")
    top.seeds(p, p.scatter(204, 198, 74, 46, 9))
    top.chilli(p, 176, 218, 22, 1, red=True)
    top.chilli(p, 240, 176, -50, 0.9, red=True)
    top.curry_sprig(p, 170, 160, 24, 1.1)


def beetroot_kichadi(p: Picture) -> None:
    vessels.stoneware(p, "#3d4a57", "#222c36")
    p.path(
        "M112 214Q122 132 206 120Q292 124 288 190Q276 262 196 280Q118 276 112 214Z",
        p.ball("#ffffff", "#fbf5ee", "#ddd2ca"),
    )
    p.line("M136 206Q160 150 214 146M150 240Q196 262 246 236", "#e9dfd6", 7)
    with p.cut("beet"):
        p.path("M-30 18Q-4 -42 32 14Q2 32 -30 18Z", "#000", opacity=0.3, transform="translate(3 6)")
        p.path("M-30 16Q-4 -44 32 12Q2 30 -30 16Z", p.ball("#d04a7c", "#8d1746", "#4d0826"))
        p.path(
            "M-18 12Q-2 -20 20 10M-8 13Q0 -4 12 11",
            stroke="#e487a8",
            stroke_width=1.8,
            opacity=0.8,
        )
        p.line("M-30 16Q-4 -44 32 12", "#2c0a18", 3, opacity=0.8)
    p.strew("beet", p.scatter(200, 200, 76, 10, 46))
    top.seeds(p, p.scatter(200, 200, 94, 54, 10), "#e6b45a", 2)
    top.seeds(p, p.scatter(200, 200, 94, 26, 12), "#b4472a", 1.8)
    with p.cut("shoot"):
        p.path("M0 0Q10 -14 28 -8Q30 8 14 9Q4 8 0 0Z", p.slope("#3b6b34", "#86b55c"))
        p.line("M-8 2Q8 0 26 -2", "#b32250", 2)
    p.strew("shoot", p.scatter(200, 200, 74, 6, 44))
