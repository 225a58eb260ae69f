"""Grills."""

from sandbox.restaurant.choices import FROM_THE_FIRE, HEAT
from sandbox.restaurant.model import Category, Choice, Dish, Option

_PRAWNS = Choice(
    "how-many-prawns",
    "How many prawns?",
    least=1,
    most=1,
    options=(
        Option("three", "Three prawns", preselected=True),
        Option("five", "Five prawns", 560_00),
    ),
)
_FISH = Choice(
    "which-fish",
    "Which fish?",
    least=1,
    most=1,
    options=(
        Option("pearl-spot", "Pearl spot, for one", preselected=True),
        Option("red-snapper", "Red snapper, to share", 640_00),
    ),
)

COALS = Category(
    "coals",
    "Over coconut-shell coals",
    "Coconut shells burn hotter and cleaner than wood. Everything here waits for them, and so "
    "may you.",
    (
        Dish(
            "pearl-spot-leaf",
            "Fish in a banana leaf",
            "Karimeen pollichathu: pearl spot slashed, rubbed with red masala, wrapped in a "
            "leaf and roasted until the leaf is black. Open it yourself; mind the steam.",
            price=720_00,
            station="fire",
            minutes=22,
            allergens=("fish",),
            choices=(_FISH, HEAT),
        ),
        Dish(
            "tiger-prawns",
            "Tiger prawns, kanthari butter",
            "Split in the shell and grilled on that side only, basted with butter pounded "
            "with the small white-green chillies that grow behind every house.",
            price=890_00,
            station="fire",
            minutes=14,
            allergens=("crustaceans", "milk"),
            choices=(_PRAWNS, FROM_THE_FIRE),
        ),
        Dish(
            "seer-steak",
            "Seer steak, red masala",
            "A steak across the fish, chilli, turmeric and vinegar, charred at the edge and "
            "pink at the bone. Onion, lime, nothing else.",
            price=640_00,
            station="fire",
            minutes=15,
            allergens=("fish",),
            choices=(HEAT, FROM_THE_FIRE),
        ),
        Dish(
            "half-chicken",
            "Half chicken, Malabar spice",
            "Two days in yoghurt, stone-flower and black cardamom, turned over the coals for "
            "half an hour. Pulled apart at the pass.",
            price=560_00,
            station="fire",
            minutes=28,
            allergens=("milk",),
            diets=("halal",),
            choices=(HEAT, FROM_THE_FIRE),
        ),
        Dish(
            "coal-mussels",
            "Mussels on the husk",
            "Kallumakkaya thrown on burning husk until they open, then coconut, green chilli "
            "and their own liquor.",
            price=450_00,
            station="fire",
            minutes=11,
            allergens=("molluscs",),
        ),
        Dish(
            "coal-pumpkin",
            "Whole-roast pumpkin",
            "A small pumpkin roasted in its skin, broken open; peanuts, jaggery vinegar and "
            "crisp curry leaves.",
            price=380_00,
            station="fire",
            minutes=16,
            allergens=("peanuts",),
            diets=("vegetarian", "vegan"),
            choices=(FROM_THE_FIRE,),
        ),
    ),
)
