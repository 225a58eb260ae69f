"""Pencil and paper: shapes, paints and stamps of one picture."""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from random import Random

SIDE = 400
MIDDLE = SIDE / 2

Point = tuple[float, float]


class Picture:
    """One SVG. What is random in it follows from `seed`, so that it comes out the same again."""

    def __init__(self, seed: str) -> None:
        self.random = Random(seed)
        self._paints: dict[str, str] = {}
        self._stamps: dict[str, str] = {}
        self._body: list[str] = []

    # Shapes -----------------------------------------------------------------------------

    def path(self, d: str, fill: str = "none", **more: float | str) -> None:
        """A path as SVG writes it."""
        self._body.append(f'<path d="{d}" fill="{fill}"{_attributes(more)}/>')

    def line(self, d: str, stroke: str, width: float, **more: float | str) -> None:
        """A stroke with round ends."""
        self.path(d, "none", stroke=stroke, stroke_width=width, stroke_linecap="round", **more)

    def circle(self, x: float, y: float, r: float, fill: str = "none", **more: float | str) -> None:
        """A circle."""
        head = f'<circle cx="{num(x)}" cy="{num(y)}" r="{num(r)}"'
        self._body.append(f'{head} fill="{fill}"{_attributes(more)}/>')

    def oval(
        self, at: Point, rx: float, ry: float, fill: str, turn: float = 0, **more: float | str
    ) -> None:
        """An ellipse, turned by degrees around its middle."""
        head = f'<ellipse rx="{num(rx)}" ry="{num(ry)}"{_place(*at, turn, 1)}'
        self._body.append(f'{head} fill="{fill}"{_attributes(more)}/>')

    def bar(self, x: float, y: float, w: float, h: float, fill: str, **more: float | str) -> None:
        """An upright rectangle; `rx` rounds its corners."""
        head = f'<rect x="{num(x)}" y="{num(y)}" width="{num(w)}" height="{num(h)}"'
        self._body.append(f'{head} fill="{fill}"{_attributes(more)}/>')

    def dots(
        self, spots: list[Point], colour: str, width: float, reach: float = 0, **more: float | str
    ) -> None:
        """Many specks as one path; with `reach` they are strokes of that length, any way up."""
        steps = [around(0, 0, reach, self.any_turn()) if reach else (0.1, 0) for _ in spots]
        drawn = (
            f"M{x:.0f} {y:.0f}l{num(u)} {num(v)}"
            for (x, y), (u, v) in zip(spots, steps, strict=True)
        )
        self.line("".join(drawn), colour, width, **more)

    def blob(self, x: float, y: float, r: float, rough: float = 0.12, points: int = 9) -> str:
        """The outline of a lump of roughly that radius."""
        corners = [
            around(x, y, r * self.random.uniform(1 - rough, 1 + rough), 360 * i / points)
            for i in range(points)
        ]
        return smooth(corners)

    # Paints -----------------------------------------------------------------------------

    def ball(self, *colours: str, at: Point = (0.36, 0.32), reach: float = 0.78) -> str:
        """A round fall of light: the first colour faces it."""
        where = f'cx="{num(at[0])}" cy="{num(at[1])}" r="{num(reach)}"'
        return self._paint("radialGradient", where, colours)

    def slope(self, *colours: str, down: bool = False) -> str:
        """An even fall of light, to the right or downwards."""
        return self._paint("linearGradient", 'x2="0" y2="1"' if down else "", colours)

    def _paint(self, kind: str, where: str, colours: tuple[str, ...]) -> str:
        stops = "".join(_stop(i / (len(colours) - 1), each) for i, each in enumerate(colours))
        body = f"{where}>{stops}</{kind}>"
        name = f"p{list(self._paints).index(body) if body in self._paints else len(self._paints)}"
        self._paints.setdefault(body, f'<{kind} id="{name}" {body}'.replace(" >", ">"))
        return f"url(#{name})"

    # Light ------------------------------------------------------------------------------

    def shadow(self, x: float, y: float, r: float, strength: float = 0.5) -> None:
        """The soft shadow of something round that stands on the table."""
        edge = self._paint(
            "radialGradient", "", (f"#000/{strength}", f"#000/{strength}", "#000/.16", "#000/0")
        )
        self.circle(x + r * 0.07, y + r * 0.1, r * 1.16, edge)

    def hollow(self, x: float, y: float, r: float, strength: float = 0.45) -> None:
        """The shadow that a rim throws into what it holds."""
        inside = self._paint(
            "radialGradient",
            'cx=".58" cy=".6" r=".6"',
            ("#000/0", "#000/0", "#000/0", f"#000/{strength}"),
        )
        self.circle(x, y, r, inside)

    # Repetition -------------------------------------------------------------------------

    @contextmanager
    def moved(self, x: float, y: float, turn: float = 0, size: float = 1) -> Iterator[None]:
        """What is drawn inside is moved, turned by degrees and scaled."""
        self._body.append(f"<g{_place(x, y, turn, size)}>")
        yield
        self._body.append("</g>")

    @contextmanager
    def cut(self, name: str) -> Iterator[None]:
        """Cuts a stamp: what is drawn inside, around the origin, can be pressed by that name.
        A name that is known already keeps its first shape."""
        kept, self._body = self._body, []
        yield
        self._stamps.setdefault(name, f'<g id="{name}">{"".join(self._body)}</g>')
        self._body = kept

    def use(self, name: str, x: float, y: float, turn: float = 0, size: float = 1) -> None:
        """Presses a stamp."""
        self._body.append(f'<use href="#{name}"{_place(x, y, turn, size)}/>')

    def strew(self, name: str, spots: list[Point], size: float = 1, vary: float = 0.15) -> None:
        """Presses a stamp in many places, turned any way and of slightly different sizes."""
        for x, y in spots:
            self.use(name, x, y, self.any_turn(), size * self.random.uniform(1 - vary, 1 + vary))

    def scatter(self, x: float, y: float, r: float, count: int, gap: float) -> list[Point]:
        """Places inside a circle, none closer to another than `gap` where that can be had."""
        placed: list[Point] = []
        for _ in range(count * 30):
            spot = around(x, y, r * math.sqrt(self.random.random()), self.random.uniform(0, 360))
            if len(placed) < count and all(math.dist(spot, it) >= gap for it in placed):
                placed.append(spot)
        return placed

    def any_turn(self) -> float:
        """Some angle."""
        return self.random.uniform(0, 360)

    def svg(self, title: str) -> str:
        """The finished file; `title` is read out to who cannot see it."""
        defs = "".join([*self._paints.values(), *self._stamps.values()])
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIDE} {SIDE}" '
            f'width="{SIDE}" height="{SIDE}" role="img"><title>{title}</title>'
            f"<defs>{defs}</defs>{''.join(self._body)}</svg>\n"
        )


def around(x: float, y: float, r: float, degrees: float) -> Point:
    """The point at that distance and direction."""
    angle = math.radians(degrees)
    return x + r * math.cos(angle), y + r * math.sin(angle)


def smooth(corners: list[Point]) -> str:
    """A closed outline that bends past the corners."""
    ends = [
        ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2)
        for a, b in zip(corners, corners[1:] + corners[:1], strict=True)
    ]
    bends = (
        f"Q{num(c[0])} {num(c[1])} {num(e[0])} {num(e[1])}"
        for c, e in zip(corners, ends, strict=True)
    )
    return f"M{num(ends[-1][0])} {num(ends[-1][1])}{''.join(bends)}Z"


def num(value: float) -> str:
    """A number as short as a picture needs it."""
    text = f"{value:.{0 if abs(value) >= 16 else 1 if abs(value) >= 2 else 2}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text.replace("0.", ".", 1) if text.lstrip("-").startswith("0.") else text


def _place(x: float, y: float, turn: float, size: float) -> str:
    steps = f"translate({num(x)} {num(y)})"
    steps += f"rotate({turn:.0f})" if round(turn) else ""
    steps += f"scale({num(size)})" if size != 1 else ""
    return f' transform="{steps}"'


def _attributes(more: dict[str, float | str]) -> str:
    texts = ((k, v if isinstance(v, str) else num(v)) for k, v in more.items())
    return "".join(f' {name.replace("_", "-")}="{text}"' for name, text in texts)


def _stop(offset: float, colour: str) -> str:
    paint, _, opacity = colour.partition("/")
    clear = f' stop-opacity="{opacity}"' if opacity else ""
    where = f' offset="{num(offset)}"' if offset else ""
    return f'<stop{where} stop-color="{paint}"{clear}/>'
