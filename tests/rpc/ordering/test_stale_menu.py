"""The menu changes under the guest's fingers."""

from __future__ import annotations

from collections.abc import Awaitable

from here2order.catalog.v1 import menu_pb2, menu_service_pb2
from here2order.ordering.v1 import order_pb2, order_service_pb2, stale_menu_pb2

from tests.support.api import bearer
from tests.support.app import SteeredClock
from tests.support.house import House, Seat, dosa, euro, lassi, menu_draft, new_request_id
from tests.support.refusals import Refusal, refused

_Change = stale_menu_pb2.LineChange


def stale_menu(refusal: Refusal) -> stale_menu_pb2.StaleMenu:
    """What a client shows the guest."""
    assert (refusal.code, refusal.reason) == ("FAILED_PRECONDITION", "MENU_CHANGED")
    found = stale_menu_pb2.StaleMenu()
    assert any(detail.Unpack(found) for detail in refusal.details)
    return found


async def change_of(call: Awaitable[object]) -> _Change:
    """The one line that is touched."""
    (change,) = stale_menu(await refused(call)).changes
    return change


async def mark(house: House, *, out: bool = True, **target: str) -> None:
    """The kitchen says 86, or that it is back."""
    named = menu_service_pb2.ItemOrOption(**target)
    who = house.as_("DEVICE")
    if out:
        request = menu_service_pb2.MarkSoldOutRequest(target=named)
        await house.api.menus.MarkSoldOut(request, metadata=who)
    else:
        back = menu_service_pb2.MarkAvailableRequest(target=named)
        await house.api.menus.MarkAvailable(back, metadata=who)


def draft(**prices: int) -> menu_pb2.MenuDraft:
    """The menu with other prices."""
    changed = menu_draft()
    for item in changed.items:
        item.price.amount = prices.get(item.id, item.price.amount)
    return changed


def thali(key: str = "3") -> order_pb2.LineRequest:
    """A thali."""
    return order_pb2.LineRequest(key=key, item_id="thali", quantity=1)


async def test_a_price_has_changed(house: House) -> None:
    seat = await house.sit_down()
    version = await house.publish(draft(dosa=1250))
    menu = stale_menu(await refused(house.order(seat, dosa(chutney=1), lassi())))
    assert (menu.ordered_from_version, menu.current_version) == (1, version) == (1, 2)
    (change,) = menu.changes
    assert (change.line_key, change.kind) == ("1", _Change.KIND_PRICE_CHANGED)
    assert (change.item_id, change.item_name) == ("dosa", "Masala dosa")
    assert (change.old_unit_price, change.new_unit_price) == (euro(1300), euro(1400))
    assert list(change.substitute_item_ids) == []


async def test_having_seen_the_new_menu_the_guest_orders(house: House) -> None:
    seat = await house.sit_down()
    version = await house.publish(draft(dosa=1250))
    request = house.order_request(dosa())
    refusal = await refused(house.api.orders.PlaceOrder(request, metadata=bearer(seat.token)))
    assert refusal.metadata == {"ordered_from": "1", "current": "2"}
    # Nothing was placed: the same request_id takes another content now.
    request.menu_version = version
    placed = await house.api.orders.PlaceOrder(request, metadata=bearer(seat.token))
    assert placed.order.totals.total_amount == euro(1250)
    assert placed.order.menu_version == version


async def test_what_changed_elsewhere_on_the_menu_is_no_matter(house: House) -> None:
    seat = await house.sit_down()
    version = await house.publish(draft(thali=9900))
    order = await house.order(seat, dosa(), lassi())
    assert order.menu_version == version, "it was priced on the menu of now"


async def test_a_dish_is_out_and_something_else_is_offered(house: House) -> None:
    seat = await house.sit_down()
    await mark(house, item_id="dosa")
    change = await change_of(house.order(seat, dosa(), lassi()))
    assert (change.line_key, change.kind) == ("1", _Change.KIND_ITEM_SOLD_OUT)
    assert list(change.substitute_item_ids) == ["thali"]
    assert not change.HasField("new_unit_price")
    await house.order(seat, thali(), lassi())


async def test_it_is_back(house: House) -> None:
    seat = await house.sit_down()
    await mark(house, item_id="dosa")
    await mark(house, out=False, item_id="dosa")
    await house.order(seat)


async def test_it_comes_back_by_itself(house: House, clock: SteeredClock) -> None:
    seat = await house.sit_down()
    request = menu_service_pb2.MarkSoldOutRequest(
        target=menu_service_pb2.ItemOrOption(item_id="dosa")
    )
    request.until_time.FromDatetime(clock.now())
    request.until_time.seconds += 1800
    await house.api.menus.MarkSoldOut(request, metadata=house.as_("DEVICE"))
    await refused(house.order(seat))
    clock.pass_time(minutes=31)
    await house.order(seat)


async def test_an_option_is_out(house: House) -> None:
    seat = await house.sit_down()
    await mark(house, modifier_list_id="extras", option_id="chutney")
    change = await change_of(house.order(seat, dosa("a", chutney=1), dosa("b")))
    assert (change.line_key, change.kind) == ("a", _Change.KIND_OPTION_SOLD_OUT)
    assert (change.modifier_list_id, change.option_id) == ("extras", "chutney")


async def test_an_option_is_gone(house: House) -> None:
    seat = await house.sit_down()
    changed = menu_draft()
    del changed.modifier_lists[1].options[0]
    changed.modifier_lists[1].max_selections = 1
    await house.publish(changed)
    change = await change_of(house.order(seat, dosa("a", chutney=1), dosa("b")))
    assert (change.line_key, change.kind) == ("a", _Change.KIND_OPTION_REMOVED)
    assert (change.modifier_list_id, change.option_id) == ("extras", "chutney")


async def test_a_dish_is_gone(house: House) -> None:
    seat = await house.sit_down()
    changed = menu_draft()
    del changed.items[0], changed.categories[0].item_ids[0]
    await house.publish(changed)
    change = await change_of(house.order(seat, dosa(chutney=2), lassi()))
    assert change.kind == _Change.KIND_ITEM_REMOVED
    assert (change.item_name, change.old_unit_price) == ("Masala dosa", euro(1450))
    assert list(change.substitute_item_ids) == ["thali"]


async def test_all_that_is_touched_is_told_at_once(house: House) -> None:
    seat = await house.sit_down()
    await house.publish(draft(lassi=500, thali=1500))
    await mark(house, item_id="thali")
    menu = stale_menu(await refused(house.order(seat, dosa(), lassi(), thali())))
    assert [(change.line_key, change.kind) for change in menu.changes] == [
        ("2", _Change.KIND_PRICE_CHANGED),
        ("3", _Change.KIND_ITEM_SOLD_OUT),
    ]


async def test_what_was_placed_before_is_answered_as_before(house: House) -> None:
    seat = await house.sit_down()
    request_id = new_request_id()
    first = await house.order(seat, dosa(), request_id=request_id)
    await house.publish(draft(dosa=1250))
    await mark(house, item_id="dosa")
    assert await house.order(seat, dosa(), request_id=request_id) == first
    other = house.order_request(dosa(quantity=2), request_id=request_id)
    refusal = await refused(house.api.orders.PlaceOrder(other, metadata=bearer(seat.token)))
    assert refusal.reason == "REQUEST_ID_REUSED"


async def test_an_order_keeps_the_prices_at_which_it_was_placed(house: House) -> None:
    seat = await house.sit_down()
    order = await house.order(seat, dosa())
    await house.publish(draft(dosa=9900))
    get = order_service_pb2.GetOrderRequest(order_id=order.id)
    seen = await house.api.orders.GetOrder(get, metadata=bearer(seat.token))
    assert seen.order == order


async def test_a_menu_that_never_was(house: House) -> None:
    seat = await house.sit_down()
    request = house.order_request(dosa())
    request.menu_version = 99
    refusal = await refused(house.api.orders.PlaceOrder(request, metadata=bearer(seat.token)))
    assert (refusal.reason, refusal.fields) == ("INVALID_FIELDS", ["menu_version"])


def quote(*lines: order_pb2.LineRequest) -> order_service_pb2.QuoteOrderRequest:
    """What would it cost?"""
    return order_service_pb2.QuoteOrderRequest(menu_version=1, lines=lines)


async def ask(house: House, seat: Seat, *lines: order_pb2.LineRequest) -> Refusal:
    """A quote that must be refused."""
    call = house.api.orders.QuoteOrder(quote(*lines), metadata=bearer(seat.token))
    return await refused(call)


async def test_a_quote_says_what_placing_says(house: House) -> None:
    seat = await house.sit_down()
    lines = [dosa(quantity=2, chutney=1), lassi()]
    quoted = await house.api.orders.QuoteOrder(quote(*lines), metadata=bearer(seat.token))
    order = await house.order(seat, *lines)
    assert quoted.totals == order.totals
    assert list(quoted.lines) == list(order.lines)
    assert quoted.menu_version == order.menu_version


async def test_a_quote_is_refused_as_placing_is(house: House) -> None:
    seat = await house.sit_down()
    assert (await ask(house, seat, dosa("a"), dosa("a"))).fields == ["lines[0].key", "lines[1].key"]
    await mark(house, item_id="dosa")
    (change,) = stale_menu(await ask(house, seat, dosa())).changes
    assert change.kind == _Change.KIND_ITEM_SOLD_OUT


async def test_a_quote_places_nothing(house: House) -> None:
    seat = await house.sit_down()
    await house.api.orders.QuoteOrder(quote(dosa()), metadata=bearer(seat.token))
    listed = await house.api.orders.ListOrders(
        order_service_pb2.ListOrdersRequest(), metadata=bearer(seat.token)
    )
    assert list(listed.orders) == []
