"""Orders are taken back or refused, and everybody is told why."""

import asyncio

import grpc
from here2order.ordering.v1 import order_pb2

from tests.rpc.ordering.evening import guest, one_of, screen
from tests.support.house import House, dosa, lassi
from tests.support.refusals import refusal_of, refused


async def test_the_house_refuses_and_the_guest_reads_why(house: House) -> None:
    seat = await house.sit_down()
    order = await house.order(seat, dosa(), lassi())
    await screen(house).reject(order, "The tawa is broken, sorry!")
    seen = await guest(house, seat).see(order)
    assert seen.state == order_pb2.ORDER_STATE_REJECTED
    assert seen.end_reason == "The tawa is broken, sorry!"
    assert {line.state for line in seen.lines} == {order_pb2.LINE_STATE_VOIDED}
    assert await screen(house).tickets() == []


async def test_what_was_taken_cannot_be_refused_any_more(house: House) -> None:
    order = await house.order(await house.sit_down())
    await screen(house).accept(order)
    refusal = await refused(screen(house).reject(order, "We are closing."))
    assert (refusal.code, refusal.reason) == ("FAILED_PRECONDITION", "ORDER_STATE")
    assert refusal.metadata == {"state": "ACCEPTED", "action": "reject"}


async def test_a_refusal_needs_a_reason(house: House) -> None:
    order = await house.order(await house.sit_down())
    refusal = await refused(screen(house).reject(order, ""))
    assert (refusal.reason, refusal.fields) == ("INVALID_FIELDS", ["reason"])


async def test_a_guest_takes_an_order_back_before_anybody_has_it(house: House) -> None:
    seat = await house.sit_down()
    order = await house.order(seat)
    cancelled = await guest(house, seat).cancel(order)
    assert cancelled.state == order_pb2.ORDER_STATE_CANCELLED
    again = await guest(house, seat).cancel(order)
    assert again.version == cancelled.version == 2
    refusal = await refused(screen(house).accept(order))
    assert refusal.metadata == {"state": "CANCELLED", "action": "accept"}


async def test_also_what_somebody_else_at_the_table_has_ordered(house: House) -> None:
    """A visit is one party: whoever sits there may say that it was a mistake."""
    ana, ben = await house.sit_down(name="Ana"), await house.sit_down(name="Ben")
    order = await house.order(ana)
    cancelled = await guest(house, ben).cancel(order, "Ana has changed her mind")
    assert cancelled.timeline[-1].actor.id == ben.guest_id


async def test_once_it_is_taken_a_guest_has_to_ask_the_staff(house: House) -> None:
    seat = await house.sit_down()
    order = await house.order(seat)
    await screen(house).accept(order)
    refusal = await refused(guest(house, seat).cancel(order))
    assert (refusal.code, refusal.reason) == ("PERMISSION_DENIED", "CALLER_NOT_ALLOWED")
    assert refusal.metadata == {"caller": "GUEST", "allowed": "STAFF,MANAGER,OWNER"}
    waiter = await one_of(house, "STAFF")
    cancelled = await waiter.cancel(order, "Ordered twice.")
    assert cancelled.end_reason == "Ordered twice."


async def test_staff_have_to_say_why(house: House) -> None:
    order = await house.order(await house.sit_down())
    refusal = await refused((await one_of(house, "STAFF")).cancel(order))
    assert (refusal.reason, refusal.fields) == ("INVALID_FIELDS", ["reason"])


async def test_what_is_ready_is_taken_back_by_who_runs_the_place_only(house: House) -> None:
    order = await house.order(await house.sit_down())
    await screen(house).bump(order)
    waiter, manager = await one_of(house, "STAFF"), await one_of(house, "MANAGER")
    refusal = await refused(waiter.cancel(order, "They have left."))
    assert refusal.metadata == {"caller": "STAFF", "allowed": "MANAGER,OWNER"}
    cancelled = await manager.cancel(order, "They have left.")
    assert cancelled.state == order_pb2.ORDER_STATE_CANCELLED


async def test_what_was_served_is_taken_back_by_nobody(house: House) -> None:
    seat = await house.sit_down()
    order = await house.order(seat)
    await screen(house).bump(order)
    await screen(house).serve(order)
    for person in (guest(house, seat), await one_of(house, "OWNER")):
        refusal = await refused(person.cancel(order, "Too salty."))
        assert (refusal.code, refusal.reason) == ("FAILED_PRECONDITION", "ORDER_STATE")


async def test_the_guest_cancels_while_the_kitchen_accepts(house: House) -> None:
    """Either the one or the other has happened, and everybody is told the same."""
    seat = await house.sit_down()
    for _ in range(5):
        order = await house.order(seat)
        taken, given_up = await asyncio.gather(
            screen(house).accept(order), guest(house, seat).cancel(order), return_exceptions=True
        )
        seen = await guest(house, seat).see(order)
        assert seen.version == 2, "one of them, not both"
        if seen.state == order_pb2.ORDER_STATE_ACCEPTED:
            assert isinstance(given_up, grpc.RpcError)
            assert refusal_of(given_up).reason == "CALLER_NOT_ALLOWED"
        else:
            assert isinstance(taken, grpc.RpcError)
            assert refusal_of(taken).metadata["state"] == "CANCELLED"


async def test_another_tables_order_does_not_exist(house: House) -> None:
    order = await house.order(await house.sit_down(0))
    stranger = guest(house, await house.sit_down(1))
    for attempt in (stranger.see(order), stranger.cancel(order)):
        refusal = await refused(attempt)
        assert (refusal.code, refusal.metadata) == (
            "NOT_FOUND",
            {"resource": "order", "id": order.id},
        )
