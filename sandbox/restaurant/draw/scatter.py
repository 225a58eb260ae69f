"""What is strewn over a dish at the end: leaves, chillies, seeds, slices."""

from sandbox.restaurant.draw.kit import Picture, Point, around


def curry_sprig(p: Picture, x: float, y: float, turn: float, size: float = 1) -> None:
    """A sprig of curry leaves."""

    with p.cut("cl"):
        p.path("M0 0Q9 -9 25 0Q9 9 0 0Z", p.slope("#2f6b33", "#4f9a45"))
        p.line("M2 0H22", "#9ccf7d", 0.9)

    with p.cut("sprig"):
        p.line("M0 0Q30 -5 62 0", "#6b7f35", 2)
        for i in range(5):
            p.use("cl", 8 + i * 12, -1, -52 + i * 3)
            p.use("cl", 13 + i * 12, 0, 52 - i * 3)
        p.use("cl", 62, 0)

    p.use("sprig", x, y, turn, size)


def curry_leaves(p: Picture, spots: list[Point], size: float = 1) -> None:
    """Single leaves, fried crisp."""

    with p.cut("leaf"):
        p.path("M-13 1Q-4 -9 13 0Q-3 10 -13 1Z", "#000", opacity=0.25, transform="translate(2 3)")
        p.path("M-13 0Q-4 -10 13 -1Q-3 9 -13 0Z", p.slope("#25572a", "#4d8f3f"))
        p.line("M-11 0L10 -1", "#8fc077", 1)

    p.strew("leaf", spots, size)


def mint(p: Picture, spots: list[Point], size: float = 1) -> None:
    """The tip of a mint sprig."""

    with p.cut("ml"):
        p.path("M0 0Q4 -10 14 -8Q22 -5 26 0Q21 6 13 8Q3 9 0 0Z", p.slope("#2c7038", "#63b04e"))
        p.line("M1 0H22M7 0L12 -5M7 0L12 5M13 0L18 -4M13 0L18 4", "#a9d98f", 0.8)

    with p.cut("mint"):
        p.circle(3, 5, 17, "#000", opacity=0.16)
        for turn, scale in ((10, 1), (130, 0.95), (250, 1), (70, 0.62), (190, 0.66), (310, 0.6)):
            p.use("ml", 0, 0, turn, scale)

    p.strew("mint", spots, size)


def chilli(p: Picture, x: float, y: float, turn: float, size: float = 1, red: bool = False) -> None:
    """A whole chilli, fresh and green or dried and red."""
    name = "red" if red else "green"

    with p.cut(name):
        paint = p.slope("#8f1712", "#d8392a") if red else p.slope("#2f7a35", "#7cc04f")
        p.path("M-30 6Q-10 14 34 -2Q2 16 -22 14Z", "#000", opacity=0.22)
        p.path("M-32 2Q-26 -8 -8 -7Q16 -6 34 -6Q10 8 -10 9Q-28 10 -32 2Z", paint)
        p.line("M-24 -2Q-8 -4 12 -4", "#fff", 1.6, opacity=0.5)
        p.line("M-31 2Q-40 2 -43 -4", "#5d7a2e", 3)

    p.use(name, x, y, turn, size)


def rings(p: Picture, spots: list[Point], colour: str, r: float = 5, width: float = 2.6) -> None:
    """Cut rings of chilli, spring onion or shallot."""

    with p.cut("ring" + colour[1:]):
        p.circle(1, 1.6, r, stroke="#000", stroke_width=width, opacity=0.2)
        p.circle(0, 0, r, stroke=colour, stroke_width=width)

    for x, y in spots:
        p.use("ring" + colour[1:], x, y, 0, p.random.uniform(0.7, 1.1))


def onion(p: Picture, spots: list[Point], size: float = 1) -> None:
    """Raw red onion, sliced thin."""

    with p.cut("onion"):
        for r, shade in ((15, "#a04a86"), (11, "#e2b9d6"), (7, "#c58bb5")):
            p.path(f"M{-r} 3A{r} {r * 0.8:.1f} 0 0 1 {r} 0", stroke=shade, stroke_width=2.6)

    p.strew("onion", spots, size, 0)


def seeds(p: Picture, spots: list[Point], colour: str = "#2b1a14", r: float = 2) -> None:
    """Mustard, sesame, pepper: of two sizes."""
    half = len(spots) // 2
    p.dots(spots[:half], colour, r * 2.3)
    p.dots(spots[half:], colour, r * 1.6)


def slivers(p: Picture, spots: list[Point], size: float = 1) -> None:
    """Slivers of coconut with their brown skin."""

    with p.cut("sliver"):
        p.path("M-14 3Q0 12 15 2Q2 8 -14 3Z", "#000", opacity=0.25)
        p.path("M-15 0Q0 -9 15 0Q0 6 -15 0Z", "#fff6e2")
        p.line("M-15 0Q0 -9 15 0", "#8a5a2f", 2)

    p.strew("sliver", spots, size)


def oil(p: Picture, spots: list[Point], colour: str) -> None:
    """Drops of oil on a sauce, each with its light."""
    for width, drops in ((11, spots[::3]), (7, spots[1::3]), (4.5, spots[2::3])):
        p.dots(drops, colour, width, opacity=0.75)
        lights = [(x - width * 0.16, y - width * 0.18) for x, y in drops]
        p.dots(lights, "#fff", width * 0.26, opacity=0.8)


def swirl(p: Picture, x: float, y: float, r: float, colour: str = "#fff6e0") -> None:
    """A thread of cream."""
    a, b = r * 0.9, r * 0.55
    p.line(
        f"M{x - a:.0f} {y + b:.0f}q{a * 0.3:.0f} -{b * 3:.0f} {a:.0f} -{b * 1.6:.0f}"
        f"t{a * 0.2:.0f} {b * 1.5:.0f}q{-b:.0f} {b:.0f} {-b * 0.9:.0f} {-b * 0.5:.0f}",
        colour,
        6,
        opacity=0.75,
    )


def lime(p: Picture, x: float, y: float, r: float = 24, burnt: bool = False) -> None:
    """Half a lime, cut side up."""
    p.circle(x + 3, y + 5, r, "#000", opacity=0.28)
    p.circle(x, y, r, p.ball("#9cc63f", "#5d8f24"))
    p.circle(x, y, r * 0.86, "#eef3c4")
    for turn in range(0, 360, 45):
        with p.moved(x, y, turn):
            p.path(
                f"M{r * 0.1:.1f} {r * 0.03:.1f}L{r * 0.72:.1f} {-r * 0.22:.1f}"
                f"Q{r * 0.86:.1f} {r * 0.06:.1f} {r * 0.7:.1f} {r * 0.28:.1f}Z",
                "#bfd95c",
            )
    if burnt:
        p.path(p.blob(x, y, r * 0.66, 0.3), "#4a2b12", opacity=0.5)
    p.line(
        f"M{x - r * 0.6:.0f} {y - r * 0.5:.0f}q{r * 0.2:.0f} {-r * 0.3:.0f} {r * 0.5:.0f} "
        f"{-r * 0.35:.0f}",
        "#fff",
        2,
        opacity=0.8,
    )


def ring_of(x: float, y: float, r: float, count: int, start: float = 0) -> list[Point]:
    """Places on a circle."""
    return [around(x, y, r, start + 360 * i / count) for i in range(count)]
