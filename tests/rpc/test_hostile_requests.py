"""Requests that mean harm: they are refused quickly, briefly, and hurt nobody else."""

from __future__ import annotations

import asyncio
import base64
import json

import grpc
from here2order.ordering.v1 import order_pb2, order_service_pb2

from tests.support.api import Api, bearer
from tests.support.app import RunningApp
from tests.support.components import StartEnvoy
from tests.support.house import House, dosa, open_house
from tests.support.refusals import refused
from tests.support.watching import Watcher, guest_watcher


async def test_a_hundred_thousand_wrong_lines_are_refused_without_being_read(
    app: RunningApp,
) -> None:
    house = await open_house(app)
    seat = await house.sit_down()
    request = house.order_request(*[order_pb2.LineRequest() for _ in range(100_000)])
    async with asyncio.timeout(10):
        refusal = await refused(app.api.orders.PlaceOrder(request, metadata=bearer(seat.token)))
    assert (refusal.reason, refusal.fields) == ("INVALID_FIELDS", ["lines"])


async def test_of_many_wrong_fields_as_many_are_named_as_fit(app: RunningApp) -> None:
    house = await open_house(app)
    seat = await house.sit_down()
    request = house.order_request(*[order_pb2.LineRequest() for _ in range(100)])
    refusal = await refused(app.api.orders.PlaceOrder(request, metadata=bearer(seat.token)))
    assert refusal.reason == "INVALID_FIELDS"
    assert int(refusal.metadata["count"]) >= 300
    assert 10 < len(refusal.fields) < 100


async def test_a_huge_id_is_not_sent_back(app: RunningApp, start_envoy: StartEnvoy) -> None:
    house = await open_house(app)
    front = await start_envoy(app.port)
    seat, other = await house.sit_down(), await house.sit_down(table=1)
    async with grpc.aio.insecure_channel(front.target) as channel:
        api = Api(channel)
        watching = guest_watcher(api, other.token)
        watching.connect()
        await watching.caught_up()
        request = order_service_pb2.GetOrderRequest(
            restaurant_id="x" * 100_000, order_id="ord_" + "0" * 26
        )
        refusal = await refused(api.orders.GetOrder(request, metadata=bearer(seat.token)))
        assert refusal.reason == "NOT_FOUND"
        assert len(refusal.metadata["id"]) <= 300
        await the_neighbour_still_watches(house, watching, other.token)


async def the_neighbour_still_watches(house: House, watching: Watcher, token: str) -> None:
    """Whoever shares the connection has noticed nothing."""
    placed = await house.api.orders.PlaceOrder(house.order_request(dosa()), metadata=bearer(token))
    await watching.until(lambda it: placed.order.id in it.orders)
    assert watching.snapshots == 1


async def test_a_token_with_a_strange_header_is_refused_as_any_other(app: RunningApp) -> None:
    header, claims = {"alg": "HS256", "typ": []}, {"sub": "x", "iss": "here2order"}
    parts = [json.dumps(part).encode() for part in (header, claims)] + [b"signature"]
    token = ".".join(base64.urlsafe_b64encode(part).decode().rstrip("=") for part in parts)
    list_orders = order_service_pb2.ListOrdersRequest()
    refusal = await refused(app.api.orders.ListOrders(list_orders, metadata=bearer(token)))
    assert (refusal.code, refusal.reason) == ("UNAUTHENTICATED", "TOKEN_INVALID")
