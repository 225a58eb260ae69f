"""The questions that several dishes ask. One that a single dish asks stands beside it."""

from sandbox.restaurant.model import Choice, Option

HEAT = Choice(
    "heat",
    "How hot?",
    least=1,
    most=1,
    options=(
        Option("gentle", "Gentle, for a first visit"),
        Option("as-we-eat-it", "Hot as we eat it", preselected=True),
        Option("toddy-shop", "Toddy-shop hot, you were warned"),
    ),
)

BREAD_WITH_IT = Choice(
    "bread-with-it",
    "Something to mop up with?",
    least=0,
    most=4,
    options=(
        Option("appam", "Appam, one", 60_00, most=4),
        Option("parotta", "Malabar parotta, one", 70_00, most=4),
        Option("matta-rice", "Matta rice, a bowl", 110_00, most=2),
        Option("puttu", "Puttu, half a cane", 80_00),
    ),
)

TWO_CHUTNEYS = Choice(
    "two-chutneys",
    "Choose two chutneys",
    least=2,
    most=2,
    options=(
        Option("white-coconut", "White coconut", preselected=True),
        Option("tomato-shallot", "Charred tomato and shallot", preselected=True),
        Option("green-mango", "Green mango and coriander"),
        Option("gunpowder", "Gunpowder in sesame oil"),
    ),
)

FROM_THE_FIRE = Choice(
    "from-the-fire",
    "Add from the coals?",
    least=0,
    most=3,
    options=(
        Option("kanthari-butter", "Kanthari chilli butter", 50_00),
        Option("burnt-lime", "Burnt lime, two halves", 20_00),
        Option("smoked-onion", "Smoked onion pickle", 40_00),
    ),
)

BIRYANI_EXTRAS = Choice(
    "biryani-extras",
    "With your biryani?",
    least=0,
    most=0,
    options=(
        Option("raita", "More raita", 30_00, most=3),
        Option("egg", "Soft egg", 40_00, most=2),
        Option("pappadam", "Pappadam, two", 30_00, most=3),
        Option("date-pickle", "Date and lime pickle", 40_00),
    ),
)

BIRYANI_SIZE = Choice(
    "biryani-size",
    "Which pot?",
    least=1,
    most=1,
    options=(
        Option("one", "A pot for one", preselected=True),
        Option("two", "A pot to share, sealed with dough", 420_00),
    ),
)

MILK = Choice(
    "milk",
    "Which milk?",
    least=1,
    most=1,
    options=(
        Option("cow", "Cow's milk", preselected=True),
        Option("coconut", "Coconut milk", 30_00),
        Option("oat", "Oat milk", 40_00),
    ),
)

SWEETNESS = Choice(
    "sweetness",
    "How sweet?",
    least=1,
    most=1,
    options=(
        Option("full", "Sugar as at home", preselected=True),
        Option("half", "Half the sugar"),
        Option("none", "No sugar"),
    ),
)
