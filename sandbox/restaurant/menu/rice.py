"""Biryanis and rice."""

from sandbox.restaurant.choices import BIRYANI_EXTRAS, BIRYANI_SIZE
from sandbox.restaurant.model import Category, Dish

RICE = Category(
    "rice",
    "Rice",
    "Biryani as in Thalassery: short kaima rice, ghee, the masala below, fried onions above.",
    (
        Dish(
            "prawn-biryani",
            "Thalassery prawn biryani",
            "Backwater prawns in a masala of tomato and mint, under kaima rice steamed in "
            "ghee; cashews, raisins, fried shallots.",
            price=620_00,
            station="pots",
            minutes=18,
            allergens=("crustaceans", "milk", "nuts"),
            choices=(BIRYANI_SIZE, BIRYANI_EXTRAS),
        ),
        Dish(
            "chicken-biryani",
            "Thalassery chicken biryani",
            "The one they argue about from Kannur to Kozhikode. A leg of chicken at the "
            "bottom, rosewater on top, a boiled egg if you ask.",
            price=520_00,
            station="pots",
            minutes=18,
            allergens=("milk", "nuts"),
            diets=("halal",),
            choices=(BIRYANI_SIZE, BIRYANI_EXTRAS),
        ),
        Dish(
            "jackfruit-biryani",
            "Young jackfruit biryani",
            "Green jackfruit, which pulls like meat and takes spice better, with mint and "
            "coconut yoghurt.",
            price=440_00,
            station="pots",
            minutes=16,
            allergens=("nuts",),
            diets=("vegetarian", "vegan"),
            choices=(BIRYANI_SIZE, BIRYANI_EXTRAS),
        ),
        Dish(
            "matta-rice",
            "Matta rice, ghee & pappadam",
            "The red, round rice of Palakkad, with a spoon of ghee, a pappadam and lemon "
            "pickle from last summer.",
            price=160_00,
            station="pots",
            minutes=5,
            allergens=("milk", "mustard"),
            diets=("vegetarian",),
        ),
    ),
)
