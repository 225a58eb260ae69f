"""Small plates."""

from sandbox.restaurant.choices import HEAT, TWO_CHUTNEYS
from sandbox.restaurant.model import Category, Dish

JETTY = Category(
    "jetty",
    "From the jetty",
    "Small plates, fried or tossed to order. Three of them are a lunch for two.",
    (
        Dish(
            "pepper-squid",
            "Pepper squid",
            "Koonthal cut in rings, thrown hard and fast with cracked Wayanad pepper, shallot "
            "and a fistful of curry leaves. Ninety seconds, not one more.",
            price=420_00,
            station="fire",
            minutes=8,
            allergens=("molluscs",),
            choices=(HEAT,),
        ),
        Dish(
            "prawn-croquettes",
            "Prawn & coconut croquettes",
            "Chopped prawns bound with coconut cream, green chilli and ginger, crumbed and "
            "fried until they crack. Smoked chilli mayonnaise.",
            price=390_00,
            station="fire",
            minutes=10,
            allergens=("crustaceans", "gluten", "eggs", "mustard"),
        ),
        Dish(
            "toddy-shop-chicken",
            "Toddy-shop chicken",
            "Small legs in Kashmiri chilli, rice flour and fennel, fried twice until it rattles. "
            "Served with raw onion and a lime, as beside any canal in Kuttanad.",
            price=360_00,
            station="fire",
            minutes=12,
            diets=("halal",),
            choices=(HEAT,),
        ),
        Dish(
            "beef-coconut-fry",
            "Beef & coconut slow-fry",
            "Ularthiyathu: beef simmered soft, then fried for an hour with slivers of coconut, "
            "black pepper and shallots until it is nearly black and tastes of all of it.",
            price=460_00,
            station="pots",
            minutes=9,
            diets=("halal",),
            choices=(HEAT,),
        ),
        Dish(
            "lentil-vada",
            "Parippu vada",
            "Coarse lentil fritters with ginger, shallot and green chilli. Five to the plate, "
            "rough outside, soft within.",
            price=220_00,
            station="fire",
            minutes=9,
            diets=("vegetarian", "vegan"),
            choices=(TWO_CHUTNEYS,),
        ),
        Dish(
            "banana-blossom-cutlets",
            "Banana-blossom cutlets",
            "The purple heart of the banana flower and beetroot, crumbed. As red inside as "
            "the railway cutlets everyone here grew up on.",
            price=260_00,
            station="fire",
            minutes=10,
            allergens=("gluten", "mustard"),
            diets=("vegetarian", "vegan"),
        ),
        Dish(
            "tapioca-chilli-crush",
            "Kappa & chilli crush",
            "Steamed tapioca, split and steaming, with a crush of bird's-eye chilli, shallot, "
            "salt and raw coconut oil. What a fisherman has before the boat goes out.",
            price=210_00,
            station="pots",
            minutes=6,
            diets=("vegetarian", "vegan"),
        ),
    ),
)
