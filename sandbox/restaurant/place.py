"""The house: where it is, how it counts, who works there.

Chakara is what fishermen of the Malabar coast call the calm that the monsoon makes: mud banks
quieten the sea, the shoals come in, and for a few weeks there is fish for everybody. The idea
of the kitchen follows from it: the boats decide in the morning, clay pots, coconut-shell coals
and one griddle do the rest, and the bar pours no alcohol but everything else that coast drinks.
"""

from sandbox.restaurant.model import Named, Person, Table, Tax

NAME = "Chakara"
ADDRESS = ("9 Old Jetty Lane", "Fort Kochi, Kochi 682001", "Kerala, India")
HOURS = "Tuesday to Sunday, 12:00 to 15:30 and 18:30 to 23:30; closed on Mondays"
TIME_ZONE = "Asia/Kolkata"
CURRENCY = "INR"
CLOSEOUT_HOUR = 4  # the last table of a Saturday may pay at one in the morning

GST = Tax("gst", "GST 5 %", 50_000)  # added to menu prices, as printed menus in India say
TAXES = (GST,)

BILL_ROUNDING = 100  # to whole rupees: nobody has paise any more
STRIPE_ACCOUNT = "acct_chakaraFortKochi"

STATIONS = (
    Named("fire", "Coals & fryer"),
    Named("pots", "Clay pots"),
    Named("griddle", "Griddle"),
    Named("cold", "Cold counter"),
    Named("sweets", "Sweets"),
    Named("bar", "Bar"),
)

AREAS = (
    Named("verandah", "Verandah"),
    Named("rain-tree", "Rain Tree Court"),
    Named("net-loft", "Net Loft"),
)

TABLES = (
    Table("1", "verandah", 2),
    Table("2", "verandah", 2),
    Table("3", "verandah", 4),
    Table("4", "verandah", 4),
    Table("5", "rain-tree", 2),
    Table("6", "rain-tree", 4),
    Table("7", "rain-tree", 4),
    Table("8", "rain-tree", 6),
    Table("9", "rain-tree", 6),
    Table("10", "net-loft", 4),
    Table("11", "net-loft", 6),
    Table("12", "net-loft", 8),
)

PEOPLE = (
    Person("leela", "owner", "Leela", "Kurian", "Owner, and cook of the clay pots"),
    Person("faisal", "manager", "Faisal", "Rahman", "Runs the house in the evening"),
    Person("devika", "staff", "Devika", "Nair", "Verandah and Rain Tree Court"),
    Person("joby", "staff", "Joby", "Antony", "Coals and fryer"),
    Person("meera", "customer", "Meera", "Thomas", "Comes on Fridays, sits at table 3"),
)
