"""The menu of Chakara, chapter by chapter."""

from sandbox.restaurant.menu.coals import COALS
from sandbox.restaurant.menu.cold import COLD
from sandbox.restaurant.menu.drinks import DRINKS
from sandbox.restaurant.menu.griddle import GRIDDLE
from sandbox.restaurant.menu.jetty import JETTY
from sandbox.restaurant.menu.pots import POTS
from sandbox.restaurant.menu.rice import RICE
from sandbox.restaurant.menu.sweets import SWEETS
from sandbox.restaurant.model import Category, Choice, Dish

MENU: tuple[Category, ...] = (JETTY, COLD, COALS, POTS, RICE, GRIDDLE, SWEETS, DRINKS)
DISHES: tuple[Dish, ...] = tuple(dish for category in MENU for dish in category.dishes)
CHOICES: tuple[Choice, ...] = tuple(
    {choice.id: choice for dish in DISHES for choice in dish.choices}.values()
)
