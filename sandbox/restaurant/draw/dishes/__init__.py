"""Every dish of the menu, one function each, named after its slug."""

from collections.abc import Callable
from types import ModuleType

from sandbox.restaurant.draw import tables
from sandbox.restaurant.draw.dishes import (
    coals,
    cold,
    drinks,
    griddle,
    jetty,
    pots,
    rice,
    sweets,
)
from sandbox.restaurant.draw.kit import MIDDLE, Picture
from sandbox.restaurant.model import Dish

_CLOSER = 1.12  # how much nearer the eye is than the dishes were drawn for

_CHAPTERS: dict[str, tuple[Callable[[Picture], None], ModuleType]] = {
    "jetty": (tables.jetty, jetty),
    "cold": (tables.stone, cold),
    "coals": (tables.slate, coals),
    "pots": (tables.teak, pots),
    "rice": (tables.kasavu, rice),
    "griddle": (tables.oxide, griddle),
    "sweets": (tables.madras, sweets),
    "drinks": (tables.tiles, drinks),
}


def draw(category_id: str, dish: Dish) -> str:
    """The SVG of a dish. Raises AttributeError for one that nobody has drawn yet."""
    lay_table, module = _CHAPTERS[category_id]
    picture = Picture(dish.slug)
    lay_table(picture)
    serve: Callable[[Picture], None] = getattr(module, dish.slug.replace("-", "_"))
    with picture.moved(MIDDLE * (1 - _CLOSER), MIDDLE * (1 - _CLOSER), 0, _CLOSER):
        serve(picture)
    return picture.svg(dish.name.replace("&", "&amp;"))
