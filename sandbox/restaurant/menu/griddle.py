"""Breads."""

from sandbox.restaurant.model import Category, Dish

GRIDDLE = Category(
    "griddle",
    "From the griddle",
    "Fermented, flung, folded or steamed; never reheated.",
    (
        Dish(
            "appam",
            "Appam, two",
            "Rice and coconut batter left overnight with a little toddy; lace at the rim, a "
            "cushion in the middle.",
            price=120_00,
            station="griddle",
            minutes=6,
            diets=("vegetarian", "vegan"),
        ),
        Dish(
            "egg-appam",
            "Egg appam",
            "The same, with an egg broken into the hollow and black pepper. Runny, unless "
            "you tell us.",
            price=150_00,
            station="griddle",
            minutes=7,
            allergens=("eggs",),
            diets=("vegetarian",),
        ),
        Dish(
            "parotta",
            "Malabar parotta, two",
            "Stretched thin as cloth, coiled, clapped between the palms so that the layers "
            "come apart.",
            price=140_00,
            station="griddle",
            minutes=7,
            allergens=("gluten", "milk"),
            diets=("vegetarian",),
        ),
        Dish(
            "puttu",
            "Puttu",
            "Rice flour and coconut steamed in a cane of bamboo, pushed out in one piece, "
            "with a small ripe banana.",
            price=150_00,
            station="griddle",
            minutes=8,
            diets=("vegetarian", "vegan"),
        ),
    ),
)
