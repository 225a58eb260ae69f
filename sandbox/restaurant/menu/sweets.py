"""Sweets."""

from sandbox.restaurant.model import Category, Choice, Dish, Option

_ICE_CREAM = Choice(
    "ice-cream",
    "With ice cream?",
    least=0,
    most=2,
    options=(
        Option("cardamom", "Cardamom, a scoop", 80_00, most=2),
        Option("tender-coconut", "Tender coconut, a scoop", 80_00, most=2),
        Option("jackfruit", "Jackfruit, a scoop", 90_00, most=2),
    ),
)

SWEETS = Category(
    "sweets",
    "Sweets",
    "Jaggery rather than sugar, wherever it lets us.",
    (
        Dish(
            "ada-pradhaman",
            "Ada pradhaman",
            "Flakes of rice in dark jaggery and three pressings of coconut milk, with cashews "
            "fried in ghee. The last word of every feast.",
            price=240_00,
            station="sweets",
            minutes=5,
            allergens=("milk", "nuts"),
            diets=("vegetarian",),
        ),
        Dish(
            "tender-coconut-pudding",
            "Elaneer pudding",
            "Tender coconut, its water and its cream, barely set, served in the shell. "
            "Trembles when the waiter walks.",
            price=260_00,
            station="sweets",
            minutes=4,
            diets=("vegetarian", "vegan", "jain"),
        ),
        Dish(
            "coffee-caramel",
            "Filter-coffee caramel custard",
            "The convent-school custard, with a caramel taken as far as it will go and "
            "chicory coffee from Coorg.",
            price=280_00,
            station="sweets",
            minutes=4,
            allergens=("milk", "eggs"),
            diets=("vegetarian",),
        ),
        Dish(
            "banana-fritters",
            "Pazham pori",
            "Ripe nendran banana in a thin turmeric batter, fried. Four o'clock in every "
            "tea shop of Kerala.",
            price=220_00,
            station="fire",
            minutes=9,
            allergens=("gluten",),
            diets=("vegetarian", "vegan"),
            choices=(_ICE_CREAM,),
        ),
        Dish(
            "chocolate-tart",
            "Idukki chocolate tart",
            "Dark chocolate from the hills behind us, a thread of kanthari chilli, sea salt, "
            "soft cream.",
            price=320_00,
            station="sweets",
            minutes=5,
            allergens=("gluten", "milk", "eggs", "soya"),
            diets=("vegetarian",),
        ),
    ),
)
