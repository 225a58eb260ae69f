"""What the food lies in."""

import math

from sandbox.restaurant.draw.kit import MIDDLE, Picture, around

M = MIDDLE


def enamel(p: Picture, rim: str = "#2c5f94", r: float = 152) -> None:
    """An enamel plate with a painted rim, here and there chipped."""
    p.shadow(M, M, r)
    p.circle(M, M, r, p.ball("#ffffff", "#f3efe6", "#cfc8ba"))
    p.circle(M, M, r - 4, stroke=rim, stroke_width=8)
    p.circle(M, M, r * 0.74, p.ball("#d6cfc2", "#f0ebe0", "#fffdf8", at=(0.3, 0.28), reach=0.85))
    p.line("M83 136A132 132 0 0 1 152 77", "#fff", 5, opacity=0.8)
    for turn in (38, 205):
        x, y = around(M, M, r - 4, turn)
        p.path(p.blob(x, y, 4, 0.3, 5), "#2d2d33")


def stoneware(p: Picture, pale: str, deep: str, r: float = 150) -> None:
    """A thrown plate with a speckled glaze."""
    p.shadow(M, M, r)
    p.circle(M, M, r, p.ball(pale, pale, deep))
    p.circle(M, M, r - 3, stroke="#8d6f55", stroke_width=3, opacity=0.7)
    p.circle(M, M, r * 0.76, p.ball(deep, pale, pale, at=(0.3, 0.28), reach=0.8))
    p.dots(p.scatter(M, M, r - 8, 30, 18), "#6b513d", 2.2, opacity=0.6)
    p.line("M84 138A130 130 0 0 1 150 80", "#fff", 5, opacity=0.55)


def clay_pot(p: Picture, *sauce: str) -> None:
    """An unglazed pot with two ears, filled with a sauce of these colours."""
    p.shadow(M, M, 150)
    for x in (46, 354):
        p.oval((x, M), 24, 34, p.ball("#c67a4f", "#8d4526"))
        p.oval((x, M), 10, 17, "#5a2c18")
    p.circle(M, M, 148, p.ball("#d98a5b", "#b5623a", "#7c3b20"))
    p.circle(M, M, 146, stroke="#e7a67b", stroke_width=2, opacity=0.6)
    p.circle(M, M, 126, p.ball("#4b2212", "#6d341c", "#96502d"))
    p.circle(M, M, 119, p.ball(*sauce, at=(0.55, 0.55), reach=0.62))
    p.line("M80 130A138 138 0 0 1 146 73", "#f6c7a3", 6, opacity=0.6)


def brass_pot(p: Picture) -> None:
    """A hammered brass pot, as a biryani comes in."""
    p.shadow(M, M, 152)
    p.circle(M, M, 152, p.ball("#fbe7a2", "#d7a53f", "#8d5f1b"))
    p.dots([around(M, M, 143, turn) for turn in range(0, 360, 15)], "#a9761f", 7, opacity=0.55)
    p.circle(M, M, 134, p.ball("#6e4913", "#b78527", "#f3d784"))
    p.circle(M, M, 126, "#4a3410")
    p.line("M80 128A142 142 0 0 1 138 76", "#fffbe0", 5, opacity=0.9)


def banana_leaf(p: Picture, turn: float = -24) -> None:
    """A piece of banana leaf, laid across the table."""
    with p.moved(M, M, turn):
        p.path(
            "M-178 8Q-150 -112 0 -116T186 -14Q170 104 4 118T-178 8Z",
            "#000",
            opacity=0.32,
            transform="translate(7 12)",
        )
        p.path(
            "M-178 0Q-150 -116 0 -120T186 -18Q170 100 4 114T-178 0Z",
            p.slope("#4f9442", "#6fb357", "#3f8239", down=True),
        )
        veins = ""
        for x in range(-160, 150, 17):
            reach = 108 * math.sqrt(1 - ((x + 26) / 190) ** 2)
            veins += f"M{x} -4q10 {-reach * 0.5:.0f} 26 {-reach:.0f}"
            veins += f"M{x} 0q10 {reach * 0.46:.0f} 26 {reach * 0.92:.0f}"
        p.line(veins, "#8ccb70", 1.3, opacity=0.6)
        p.line("M-176 0Q0 -10 184 -17", "#b7dc8f", 6)
        p.line("M-176 1Q0 -8 184 -15", "#7fb35f", 2)


def iron_pan(p: Picture) -> None:
    """A small cast-iron pan; its handle points to the lower right."""
    p.shadow(M, M, 146)
    with p.moved(M, M, 42):
        p.bar(120, -19, 120, 38, p.slope("#4a4d52", "#26282b", down=True), rx=17)
        p.oval((206, 0), 18, 8, "#101112")
    p.circle(M, M, 146, p.ball("#6d7278", "#33363a", "#1a1b1d"))
    p.circle(M, M, 130, p.ball("#17181a", "#2a2c2f", "#3d4044"))
    p.line("M86 134A132 132 0 0 1 148 80", "#b9c0c7", 4, opacity=0.7)


def basket(p: Picture) -> None:
    """A flat woven basket."""
    p.shadow(M, M, 152)
    p.circle(M, M, 152, p.ball("#e9c98d", "#c99a55", "#8f6429"))
    for i, r in enumerate(range(60, 150, 11)):
        p.circle(
            M,
            M,
            r,
            stroke="#8a6129" if i % 2 else "#f2dcaa",
            stroke_width=5,
            stroke_dasharray="11 9",
            opacity=0.65,
        )
    p.circle(M, M, 147, stroke="#7d5523", stroke_width=7, stroke_dasharray="4 5")


def coconut_shell(p: Picture, r: float = 118) -> None:
    """Half a coconut: hairy outside, white within."""
    p.shadow(M, M, r, 0.55)
    p.circle(M, M, r, p.ball("#9a6d45", "#6b4426", "#3d2412"))
    p.dots([around(M, M, r, turn) for turn in range(0, 360, 7)], "#6f4a2b", 1.8, reach=9)
    p.circle(M, M, r - 11, "#fffdf6")
    p.circle(M, M, r - 24, p.ball("#d9d5cb", "#f2efe8", "#ffffff"))
