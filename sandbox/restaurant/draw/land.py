"""What grows or grazes."""

from sandbox.restaurant.draw.kit import Picture, Point


def lump(p: Picture, x: float, y: float, r: float, *colours: str, rough: float = 0.14) -> None:
    """A piece of something with a shadow and a light side: meat, fritter, potato."""
    name = f"l{colours[0][1:]}{p.random.randrange(4)}"

    with p.cut(name):
        p.circle(4, 7, 29, "#000", opacity=0.26)
        p.path(p.blob(0, 0, 32, rough), p.ball(*colours))

    p.use(name, x, y, 0, r / 32)


def crumbed(p: Picture, x: float, y: float, r: float, *colours: str) -> None:
    """A lump with a crust of crumbs."""
    lump(p, x, y, r, *colours, rough=0.07)
    crumbs(p, x, y, r * 0.85)


def crumbs(p: Picture, x: float, y: float, r: float) -> None:
    """The crust of something fried: light and dark specks."""
    p.dots(p.scatter(x, y, r, 12, r * 0.2), "#f7d492", 4, opacity=0.75)
    p.dots(p.scatter(x, y, r, 9, r * 0.2), "#6f3d12", 3, opacity=0.6)


def croquette(p: Picture, x: float, y: float, turn: float) -> None:
    """A crumbed roll."""

    with p.cut("croquette"):
        p.bar(-38, -12, 82, 40, "#000", rx=20, opacity=0.25)
        p.bar(-42, -20, 84, 40, p.slope("#f0b65b", "#d08a32", "#8f5219", down=True), rx=20)
        for at in (-24, 0, 24):
            crumbs(p, at, -1, 16)

    p.use("croquette", x, y, turn)


def drumstick(p: Picture, x: float, y: float, turn: float, size: float, *colours: str) -> None:
    """A leg with its bone."""
    with p.moved(x, y, turn, size):
        p.path(
            "M-58 6Q-62 -34 -10 -38Q34 -36 62 -8L66 14Q30 40 -10 44Q-54 42 -58 6Z",
            "#000",
            opacity=0.3,
            transform="translate(4 6)",
        )
        p.path(
            "M52 -6L96 -8Q108 -18 112 -6Q122 0 112 8Q108 18 96 10L52 12Z",
            p.slope("#fffaf0", "#f0dfc0", "#a98a5c", down=True),
            stroke="#7d5c33",
            stroke_width=2,
        )
        p.path(
            "M-60 2Q-62 -38 -10 -42Q36 -38 64 -10Q70 4 62 14Q28 36 -10 40Q-56 38 -60 2Z",
            p.ball(*colours),
        )
        p.path(
            "M-40 -16Q-16 -32 16 -28",
            stroke="#fff",
            stroke_width=5,
            opacity=0.35,
            stroke_linecap="round",
        )


def egg(p: Picture, x: float, y: float, r: float, runny: bool = True) -> None:
    """An egg: fried when runny, else half of a boiled one."""
    p.path(p.blob(x + 2, y + 4, r, 0.1), "#000", opacity=0.18)
    p.path(p.blob(x, y, r, 0.1 if runny else 0.02), p.ball("#ffffff", "#fbf6ea", "#e6dcc6"))
    yolk = r * (0.46 if runny else 0.54)
    p.circle(x + 1, y + 1, yolk, p.ball("#ffd257", "#f7a81b", "#d97f0c"))
    p.oval((x - yolk * 0.35, y - yolk * 0.4), yolk * 0.28, yolk * 0.16, "#fff", -35, opacity=0.85)


def cashews(p: Picture, spots: list[Point]) -> None:
    """Cashews, fried in ghee."""

    with p.cut("cashew"):
        p.path(
            "M-11 5Q-4 -13 9 -7Q14 0 8 5Q4 -2 -3 3Q-4 11 -11 5Z",
            "#000",
            opacity=0.3,
            transform="translate(1.5 3)",
        )
        p.path(
            "M-12 4Q-5 -14 9 -8Q14 -1 8 4Q4 -3 -3 2Q-5 10 -12 4Z",
            p.ball("#f9dca2", "#dca653", "#a86f24"),
        )

    p.strew("cashew", spots)


def shallots(p: Picture, spots: list[Point]) -> None:
    """Shallots, fried brown."""

    with p.cut("shallot"):
        p.line("M-9 3Q0 -9 9 0", "#5a2a0e", 4)
        p.line("M-8 2Q0 -8 8 0", "#a8591d", 2)

    p.strew("shallot", spots)


def rice(p: Picture, x: float, y: float, r: float, base: str, grains: tuple[str, ...]) -> None:
    """A bed of rice. Grains are pressed in handfuls."""
    p.circle(x, y, r, base)

    with p.cut("rice"):
        for shade in grains:
            p.dots(p.scatter(0, 0, 40, 16, 8), shade, 4.6, reach=9)

    p.strew("rice", p.scatter(x, y, r - 34, 30, r * 0.24), 1, 0)


def nuts(p: Picture, spots: list[Point]) -> None:
    """Peanuts, roasted and halved."""
    with p.cut("nut"):
        p.oval((1, 3), 6.5, 4.6, "#000", opacity=0.25)
        p.oval((0, 0), 6.5, 4.6, p.ball("#f9e0b0", "#c48f46"))
    p.strew("nut", spots)


def banana(p: Picture, x: float, y: float, turn: float, size: float = 1) -> None:
    """A small ripe banana."""
    with p.moved(x, y, turn, size):
        p.path("M-66 8Q-8 54 66 6Q10 34 -66 8Z", "#000", opacity=0.25)
        p.path(
            "M-66 -4Q-2 20 62 -12L70 -8Q68 6 58 12Q-6 48 -66 12Q-74 4 -66 -4Z",
            p.slope("#f6cf4c", "#e3a91f", "#b67c14", down=True),
        )
        p.line("M-60 4Q0 26 58 -2", "#8f6313", 1.8, opacity=0.6)
        p.path("M62 -12L72 -18L76 -8L68 -4Z", "#5f4a1c")
        p.circle(-66, 4, 5, "#4a3413")


def cucumber(p: Picture, spots: list[Point]) -> None:
    """Half moons of cucumber."""

    with p.cut("cucumber"):
        p.path("M-17 3A17 17 0 0 0 17 3Z", "#000", opacity=0.18)
        p.path("M-17 0A17 17 0 0 0 17 0Z", "#3f8a3f")
        p.path("M-15 0A15 14.5 0 0 0 15 0Z", "#d7efbf")
        p.path("M-8 0A8 8 0 0 0 8 0Z", "#eef8e0")
        for x, y in ((-5, 3), (0, 5), (5, 3)):
            p.oval((x, y), 1, 2, "#b9d99a")

    p.strew("cucumber", spots)
