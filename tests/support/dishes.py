"""What the house cooks, and what its guests ask for."""

from here2order.catalog.v1 import menu_pb2
from here2order.common.v1 import money_pb2
from here2order.ordering.v1 import order_pb2


def euro(amount: int) -> money_pb2.Money:
    """Cents."""
    return money_pb2.Money(currency="EUR", amount=amount)


def menu_draft(currency: str = "EUR") -> menu_pb2.MenuDraft:
    """Two stations, three dishes, a required question and a priced extra."""
    draft = _menu_draft()
    prices = [item.price for item in draft.items]
    for asked in draft.modifier_lists:
        prices += [option.price for option in asked.options if option.HasField("price")]
    for price in prices:
        price.currency = currency
    return draft


def _menu_draft() -> menu_pb2.MenuDraft:
    return menu_pb2.MenuDraft(
        categories=[
            menu_pb2.Category(id="mains", name="Mains", item_ids=["dosa", "thali"]),
            menu_pb2.Category(id="drinks", name="Drinks", item_ids=["lassi"]),
        ],
        items=[
            menu_pb2.Item(
                id="dosa",
                name="Masala dosa",
                price=euro(1150),
                tax_id="food",
                station_id="kitchen",
                prep_seconds=600,
                allergens=[menu_pb2.ALLERGEN_MUSTARD],
                modifier_list_ids=["spice", "extras"],
            ),
            menu_pb2.Item(
                id="thali",
                name="Thali",
                price=euro(1400),
                tax_id="food",
                station_id="kitchen",
                prep_seconds=900,
            ),
            menu_pb2.Item(
                id="lassi",
                name="Mango lassi",
                price=euro(450),
                tax_id="drinks",
                station_id="bar",
                prep_seconds=120,
            ),
        ],
        modifier_lists=[
            menu_pb2.ModifierList(
                id="spice",
                name="How hot?",
                min_selections=1,
                max_selections=1,
                options=[
                    menu_pb2.Option(id="mild", name="Mild", preselected=True),
                    menu_pb2.Option(id="hot", name="Hot"),
                ],
            ),
            menu_pb2.ModifierList(
                id="extras",
                name="Extras",
                max_selections=3,
                options=[
                    menu_pb2.Option(
                        id="chutney", name="Extra chutney", price=euro(150), max_quantity=2
                    ),
                    menu_pb2.Option(id="ghee", name="Ghee", price=euro(100)),
                ],
            ),
        ],
    )


def dosa(key: str = "1", quantity: int = 1, chutney: int = 0) -> order_pb2.LineRequest:
    """A dosa, mild."""
    options = [order_pb2.OptionRequest(modifier_list_id="spice", option_id="mild")]
    if chutney:
        options.append(
            order_pb2.OptionRequest(
                modifier_list_id="extras", option_id="chutney", quantity=chutney
            )
        )
    return order_pb2.LineRequest(key=key, item_id="dosa", quantity=quantity, options=options)


def lassi(key: str = "2", quantity: int = 1) -> order_pb2.LineRequest:
    """A mango lassi."""
    return order_pb2.LineRequest(key=key, item_id="lassi", quantity=quantity)
