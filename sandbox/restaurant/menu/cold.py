"""Cold plates."""

from sandbox.restaurant.model import Category, Choice, Dish, Option

_FISH_OF_THE_DAY = Choice(
    "cure-size",
    "How much fish?",
    least=1,
    most=1,
    options=(
        Option("plate", "A plate of fish", preselected=True),
        Option("to-share", "A platter of fish to share", 380_00),
    ),
)

COLD = Category(
    "cold",
    "Cold & bright",
    "For the hour before the fire, and for the heat of the afternoon.",
    (
        Dish(
            "lime-cured-seer",
            "Lime-cured seer fish",
            "This morning's neymeen, cut thick, ten minutes in lime and salt; cold coconut "
            "milk, green mango, chilli oil.",
            price=480_00,
            station="cold",
            minutes=7,
            allergens=("fish",),
            choices=(_FISH_OF_THE_DAY,),
        ),
        Dish(
            "pomelo-salad",
            "Pomelo, peanut & toasted coconut",
            "Pulled pomelo with mint, pink peppercorn and a dressing of jaggery and lime. "
            "Sour first, then sweet, then it crunches.",
            price=280_00,
            station="cold",
            minutes=5,
            allergens=("peanuts",),
            diets=("vegetarian", "vegan"),
        ),
        Dish(
            "cucumber-pachadi",
            "Cucumber pachadi",
            "Cucumber in thick yoghurt with ground coconut and mustard, a hot spoonful of "
            "curry leaf and dried chilli poured over at the table.",
            price=190_00,
            station="cold",
            minutes=4,
            allergens=("milk", "mustard"),
            diets=("vegetarian",),
        ),
        Dish(
            "beetroot-kichadi",
            "Charred beetroot, curds & gunpowder",
            "Beetroot buried in the coals, peeled, cut in wedges; hung curds, sesame "
            "gunpowder, its own young leaves.",
            price=270_00,
            station="cold",
            minutes=6,
            allergens=("milk", "sesame"),
            diets=("vegetarian",),
        ),
    ),
)
