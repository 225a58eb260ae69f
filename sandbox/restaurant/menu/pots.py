"""Curries."""

from sandbox.restaurant.choices import BREAD_WITH_IT, HEAT
from sandbox.restaurant.model import Category, Choice, Dish, Option

_CRAB = Choice(
    "crab-for-you",
    "Shall we crack it?",
    least=1,
    most=1,
    options=(
        Option("cracked", "Cracked for you", preselected=True),
        Option("whole", "Whole, with mallet and bib"),
        Option("picked", "Picked clean, no shell", 180_00),
    ),
)

POTS = Category(
    "pots",
    "Clay pots",
    "Cooked and served in the same unglazed pot. Fish curries are made the day before, because "
    "that is when they are good.",
    (
        Dish(
            "alleppey-fish-curry",
            "Alleppey fish curry",
            "Kingfish, green mango and coconut milk, yellow with turmeric, slit green "
            "chillies on top. The gentle one.",
            price=540_00,
            station="pots",
            minutes=12,
            allergens=("fish", "mustard"),
            choices=(HEAT, BREAD_WITH_IT),
        ),
        Dish(
            "red-fish-curry",
            "Red fish curry of Kottayam",
            "Sardines with kodampuli, the smoked sour fruit, and enough Kashmiri chilli to "
            "paint a door. No coconut. Better tomorrow, best today with kappa.",
            price=490_00,
            station="pots",
            minutes=10,
            allergens=("fish", "mustard"),
            choices=(HEAT, BREAD_WITH_IT),
        ),
        Dish(
            "prawn-moilee",
            "Prawn moilee",
            "Prawns just set in coconut milk with turmeric, ginger and tomato. Pale gold, "
            "mild, meant for the lace of an appam.",
            price=620_00,
            station="pots",
            minutes=12,
            allergens=("crustaceans",),
            choices=(BREAD_WITH_IT,),
        ),
        Dish(
            "pepper-crab",
            "Mud crab, black pepper",
            "A whole backwater crab in a dark, sticky gravy of pepper, shallots and roasted "
            "coconut. You will need both hands.",
            price=980_00,
            station="pots",
            minutes=25,
            allergens=("crustaceans",),
            choices=(_CRAB, HEAT),
        ),
        Dish(
            "chicken-ishtu",
            "Chicken ishtu",
            "The Easter stew of Kottayam: chicken, potato and carrot in thin and thick "
            "coconut milk with whole spice. White as a Sunday shirt.",
            price=460_00,
            station="pots",
            minutes=11,
            diets=("halal",),
            choices=(BREAD_WITH_IT,),
        ),
        Dish(
            "duck-roast",
            "Kuttanad duck roast",
            "Legs of paddy-field duck braised with fennel and vinegar, then fried down in "
            "their own masala until it clings.",
            price=680_00,
            station="pots",
            minutes=14,
            allergens=("sulphites",),
            diets=("halal",),
            choices=(HEAT, BREAD_WITH_IT),
        ),
        Dish(
            "kadala-curry",
            "Kadala curry",
            "Black chickpeas in roasted coconut, mustard seed and curry leaf. Breakfast with "
            "puttu, and we see no reason to stop at eleven.",
            price=320_00,
            station="pots",
            minutes=8,
            allergens=("mustard",),
            diets=("vegetarian", "vegan"),
            choices=(HEAT, BREAD_WITH_IT),
        ),
        Dish(
            "avial",
            "Avial",
            "Drumstick, yam, carrot, raw banana and beans, each cut to the length of a "
            "finger, in ground coconut, cumin and curds.",
            price=340_00,
            station="pots",
            minutes=10,
            allergens=("milk",),
            diets=("vegetarian",),
            choices=(BREAD_WITH_IT,),
        ),
    ),
)
