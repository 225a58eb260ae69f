"""Drinks, none with alcohol."""

from sandbox.restaurant.choices import MILK, SWEETNESS
from sandbox.restaurant.model import Category, Choice, Dish, Option

_SHAKEN = Choice(
    "shaken-with",
    "Shaken with?",
    least=1,
    most=1,
    options=(
        Option("lime-basil-seed", "Lime and basil seed", preselected=True),
        Option("pineapple-ginger", "Pineapple and ginger", 20_00),
        Option("green-mango-chilli", "Green mango and chilli", 20_00),
    ),
)

DRINKS = Category(
    "drinks",
    "The dry bar",
    "No alcohol, plenty of character.",
    (
        Dish(
            "kulukki-sarbath",
            "Kulukki sarbath",
            "Shaken, loudly, in a steel cup: lime, basil seed, green chilli, nannari syrup, ice.",
            price=150_00,
            station="bar",
            minutes=4,
            diets=("vegetarian", "vegan"),
            choices=(_SHAKEN, SWEETNESS),
        ),
        Dish(
            "sambharam",
            "Sambharam",
            "Thin buttermilk with ginger, green chilli, curry leaf and salt. The best reason "
            "to come in from the sun.",
            price=110_00,
            station="bar",
            minutes=3,
            allergens=("milk",),
            diets=("vegetarian",),
        ),
        Dish(
            "mango-lassi",
            "Alphonso lassi",
            "Alphonso mango, curds and a few threads of saffron, thick enough to hold up a straw.",
            price=190_00,
            station="bar",
            minutes=4,
            allergens=("milk",),
            diets=("vegetarian", "jain"),
            choices=(SWEETNESS,),
        ),
        Dish(
            "kokum-soda",
            "Kokum soda",
            "The sour, ruby rind of the Konkan, black salt, roasted cumin, soda over the top.",
            price=160_00,
            station="bar",
            minutes=3,
            diets=("vegetarian", "vegan", "jain"),
            choices=(SWEETNESS,),
        ),
        Dish(
            "tender-coconut",
            "Tender coconut",
            "Cut open when you ask for it. A spoon for the flesh.",
            price=140_00,
            station="bar",
            minutes=2,
            diets=("vegetarian", "vegan", "jain"),
        ),
        Dish(
            "filter-coffee",
            "Filter coffee",
            "Peaberry and a little chicory, pulled by the yard between davara and tumbler "
            "until it froths.",
            price=120_00,
            station="bar",
            minutes=4,
            allergens=("milk",),
            diets=("vegetarian",),
            choices=(MILK, SWEETNESS),
        ),
        Dish(
            "sulaimani",
            "Sulaimani",
            "Black tea of the Malabar wedding: lime, cardamom, clove, mint. Ends every "
            "biryani properly.",
            price=90_00,
            station="bar",
            minutes=4,
            diets=("vegetarian", "vegan"),
            choices=(SWEETNESS,),
        ),
    ),
)
