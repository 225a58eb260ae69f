"""What comes out of the water."""

from sandbox.restaurant.draw.kit import Picture


def prawn(p: Picture, x: float, y: float, turn: float, size: float = 1) -> None:
    """A peeled, curled prawn with its tail on."""

    with p.cut("prawn"):
        p.path(
            "M-26 20A30 30 0 1 1 24 20",
            stroke="#000",
            stroke_width=23,
            opacity=0.2,
            transform="translate(3 6)",
            stroke_linecap="round",
        )
        p.path(
            "M-26 16A30 30 0 1 1 22 18", stroke="#d9532c", stroke_width=22, stroke_linecap="round"
        )
        p.path(
            "M-26 16A30 30 0 1 1 22 18", stroke="#f79a6b", stroke_width=15, stroke_linecap="round"
        )
        p.path(
            "M-27 9A30 30 0 0 1 16 -8",
            stroke="#ffdcc2",
            stroke_width=5,
            stroke_linecap="round",
            opacity=0.9,
        )
        p.path(
            "M-38 4L-22 1M-35 -13L-20 -4M-20 -26L-12 -11M1 -29L1 -13M20 -21L12 -8M30 -5L17 1",
            stroke="#c9431f",
            stroke_width=2.2,
        )
        p.path("M22 18L36 34L24 36L16 46L12 30Z", p.ball("#ff9d6d", "#c8401c"))

    p.use("prawn", x, y, turn, size)


def tiger_prawn(p: Picture, x: float, y: float, turn: float, size: float = 1) -> None:
    """A big prawn, split along the back and opened."""

    with p.cut("tiger"):
        p.oval((5, 9), 86, 27, "#000", opacity=0.28)
        p.line("M78 -8Q120 -34 150 -8M80 -2Q128 -10 148 22", "#c34420", 1.8)
        p.path("M-84 0Q-112 -26 -120 -22L-108 -2L-120 20Q-106 24 -84 6Z", "#b63a1a")
        p.path("M-88 0Q-50 -30 40 -27Q84 -22 96 0Q84 22 40 27Q-50 30 -88 0Z", "#c9471f")
        p.path(
            "M-82 0Q-46 -20 34 -18Q52 0 34 18Q-46 20 -82 0Z",
            p.ball("#fff3e6", "#fbc79f", "#ee8f5f"),
        )
        p.path(
            "M-60 -20L-56 20M-38 -24L-34 24M-14 -26L-10 26M10 -27L14 27M34 -27Q44 0 34 27",
            stroke="#8e2c12",
            stroke_width=2,
            opacity=0.55,
        )
        p.line("M-78 0H36", "#d9702f", 2)
        p.circle(82, -10, 3.6, "#1d1210")
        p.circle(82, 10, 3.6, "#1d1210")

    p.use("tiger", x, y, turn, size)


def squid_ring(p: Picture, x: float, y: float, size: float = 1) -> None:
    """A ring of squid, caught by the pan at its edge."""

    with p.cut("squid"):
        p.circle(3, 5, 19, stroke="#000", stroke_width=11, opacity=0.25)
        p.circle(0, 0, 19, stroke="#b9763c", stroke_width=12)
        p.circle(0, 0, 19, stroke="#f6dfb8", stroke_width=8)
        p.circle(0, 0, 21, stroke="#8a4d22", stroke_width=3, stroke_dasharray="9 21")
        p.path("M-18 -8A20 20 0 0 1 0 -20", stroke="#fffaf0", stroke_width=3)

    p.use("squid", x, y, p.any_turn(), size)


def tentacles(p: Picture, x: float, y: float, turn: float, size: float = 1) -> None:
    """The curly end of a squid."""

    with p.cut("tentacles"):
        curls = (
            "M0 0Q22 -22 30 -4T44 -10M0 0Q26 -4 34 12T46 18M0 0Q10 22 24 24T34 38M0 0Q-2 22 4 36"
        )
        p.line(curls, "#5d2b2b", 9, opacity=0.35, transform="translate(2 4)")
        p.line(curls, "#a85a52", 8)
        p.line(curls, "#f0b9a0", 4)
        p.circle(0, 0, 11, p.ball("#ffe6d0", "#d68f78"))

    p.use("tentacles", x, y, turn, size)


def fish_piece(p: Picture, x: float, y: float, turn: float, size: float = 1) -> None:
    """A cut of fish, stained by turmeric, its skin along one side."""
    with p.cut("fish"):
        p.path(
            "M-44 -12Q0 -32 44 -10L36 20Q0 30 -38 18Z",
            "#000",
            opacity=0.28,
            transform="translate(3 7)",
        )
        p.path("M-44 -12Q0 -34 44 -10L42 0Q0 -20 -43 -2Z", p.slope("#39474c", "#9fb0b2", "#4d5c60"))
        p.path("M-43 -4Q0 -22 42 -2L36 20Q0 30 -38 18Z", p.ball("#fffdf0", "#fbe7ae", "#e0ac45"))
        p.line(
            "M-26 -8Q-16 4 -24 18M-8 -11Q4 4 -6 22M12 -11Q24 4 14 22M29 -7Q36 4 30 18", "#d9a54a", 2
        )
    p.use("fish", x, y, turn, size)


def sardine(p: Picture, x: float, y: float, turn: float, size: float = 1) -> None:
    """A small whole fish, its head gone to the cat."""

    with p.cut("sardine"):
        p.oval((3, 7), 66, 16, "#000", opacity=0.28)
        p.path("M-66 0L-92 -18Q-84 0 -92 18Z", "#5d6d74")
        p.path(
            "M-70 0Q-40 -22 30 -19Q62 -14 64 0Q62 14 30 17Q-40 20 -70 0Z",
            p.slope("#4d646e", "#c9d5d6", "#8fa0a4", down=True),
        )
        p.path(
            "M-10 -16L-18 12M10 -18L2 14M30 -17L22 14",
            stroke="#7c2014",
            stroke_width=4,
            opacity=0.8,
        )
        p.line("M-50 -6Q0 -13 46 -9", "#f3f7f7", 2.4, opacity=0.8)
        p.line("M64 -9Q58 0 64 9", "#a8432f", 4)

    p.use("sardine", x, y, turn, size)


def mussel(p: Picture, x: float, y: float, turn: float, size: float = 1) -> None:
    """An open mussel."""

    with p.cut("mussel"):
        p.path(
            "M-36 2Q-20 -26 18 -22Q42 -14 38 4Q30 26 0 25Q-26 22 -36 2Z",
            "#000",
            opacity=0.35,
            transform="translate(4 6)",
        )
        p.path(
            "M-36 2Q-20 -26 18 -22Q42 -14 38 4Q30 26 0 25Q-26 22 -36 2Z",
            p.ball("#5b6a8c", "#27304a", "#12172a"),
        )
        p.path(
            "M-30 2Q-16 -19 16 -16Q34 -10 31 4Q24 19 0 19Q-20 17 -30 2Z",
            p.ball("#f4f2f7", "#b9bdd2", "#7d86a8"),
        )
        p.path(
            "M-18 3Q-8 -12 14 -10Q26 -4 23 4Q16 13 0 13Q-12 12 -18 3Z",
            p.ball("#ffd08a", "#ee8b32", "#b9561a"),
        )
        p.line("M-8 3Q6 -3 18 2", "#a9491a", 2)

    p.use("mussel", x, y, turn, size)


def crab(p: Picture, x: float, y: float, size: float = 1) -> None:
    """A whole crab, seen as it sees the ceiling."""
    shell = p.ball("#f58a4a", "#c8481c", "#7d230c")
    with p.moved(x, y, -14, size):
        p.oval((6, 12), 92, 62, "#000", opacity=0.35)
        for side in (1, -1):
            for i, (knee, foot) in enumerate(((96, 118), (102, 112), (94, 98))):
                y0 = 8 + i * 14
                p.path(
                    f"M{side * 60} {y0}Q{side * knee} {y0 - 4 + i * 8} {side * foot} "
                    f"{y0 + 26 + i * 14}",
                    stroke="#b23d18",
                    stroke_width=10 - i,
                    stroke_linecap="round",
                )
            p.path(
                f"M{side * 52} -24Q{side * 104} -34 {side * 92} -74",
                stroke="#c14a20",
                stroke_width=17,
                stroke_linecap="round",
            )
            with p.moved(side * 88, -84, side * -18):
                p.path(
                    "M-22 14Q-28 -24 -4 -40Q4 -22 -4 -8Q10 -28 22 -30Q30 -4 14 14Q-4 26 -22 14Z",
                    shell,
                )
                p.path("M-14 -18Q-10 -28 -5 -32", stroke="#ffc79c", stroke_width=3)
        p.path("M-74 4Q-66 -40 0 -44Q66 -40 74 4Q62 44 0 50Q-62 44 -74 4Z", shell)
        p.path(
            "M-44 -18Q-18 -30 0 -30M-56 6Q-30 18 0 18T56 6M0 -8V30",
            stroke="#8d2a10",
            stroke_width=2.4,
            opacity=0.7,
        )
        p.path("M-52 -18Q-30 -34 -6 -36", stroke="#ffd0a8", stroke_width=4, opacity=0.8)
        for eye in (-16, 16):
            p.circle(eye, -46, 5, "#1b100c")


def whole_fish(p: Picture, x: float, y: float, turn: float, size: float = 1) -> None:
    """A flat round fish, slashed and roasted in red masala."""
    with p.moved(x, y, turn, size):
        p.oval((4, 12), 112, 60, "#000", opacity=0.35)
        p.path("M-92 0L-140 -40Q-128 0 -140 42Z", p.ball("#a8552a", "#6b2b12"))
        p.path("M-30 -54Q20 -82 58 -44ZM-30 54Q20 80 54 44Z", "#7d3516")
        p.path(
            "M-104 0Q-70 -62 20 -62Q96 -52 118 0Q96 52 20 60Q-70 60 -104 0Z",
            p.ball("#e8884a", "#b9461d", "#6a1f0b"),
        )
        for at in (-44, -12, 20):
            p.path(f"M{at} -40Q{at + 18} 0 {at} 40Q{at + 4} 0 {at} -40Z", "#f3d9b4")
        p.path("M62 -46Q44 0 62 46", stroke="#6a1f0b", stroke_width=3)
        p.circle(90, -12, 8, "#f7efe2")
        p.circle(91, -12, 4, "#1c1310")
        p.line("M108 12Q100 16 94 14", "#5a1a0a", 3)
        p.path("M-70 -30Q-20 -52 40 -48", stroke="#ffc894", stroke_width=4, opacity=0.55)
