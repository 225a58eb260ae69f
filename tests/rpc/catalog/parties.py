"""Who calls the catalog in these tests, and what they say."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TypeVar

import grpc
from here2order.catalog.v1 import menu_pb2, restaurant_pb2, table_pb2
from here2order.catalog.v1 import menu_service_pb2 as menu_api
from here2order.catalog.v1 import restaurant_service_pb2 as restaurant_api
from here2order.catalog.v1 import table_service_pb2 as table_api
from here2order.catalog.v1.menu_service_pb2_grpc import MenuServiceStub
from here2order.catalog.v1.restaurant_service_pb2_grpc import RestaurantServiceStub
from here2order.catalog.v1.table_service_pb2_grpc import TableServiceStub

from tests.support.api import Api, bearer
from tests.support.house import euro, new_request_id
from tests.support.refusals import Refusal, refused

Asked = TypeVar("Asked")
Answer = TypeVar("Answer")
_SECONDS = 30


@dataclass(slots=True)
class Caller:
    """The holder of a token."""

    api: Api
    token: str

    @property
    def restaurants(self) -> RestaurantServiceStub:
        return self.api.restaurants

    @property
    def tables(self) -> TableServiceStub:
        return self.api.tables

    @property
    def menus(self) -> MenuServiceStub:
        return self.api.menus

    async def ask(
        self, rpc: grpc.aio.UnaryUnaryMultiCallable[Asked, Answer], request: Asked
    ) -> Answer:
        """One call."""
        return await rpc(request, metadata=bearer(self.token), timeout=_SECONDS)

    async def refused(
        self, rpc: grpc.aio.UnaryUnaryMultiCallable[Asked, Answer], request: Asked
    ) -> Refusal:
        """One call that must fail."""
        return await refused(rpc(request, metadata=bearer(self.token), timeout=_SECONDS))

    @asynccontextmanager
    async def watching(self, restaurant_id: str) -> AsyncIterator["Screen"]:
        """Watches the menu as long as the block lasts."""
        request = menu_api.WatchMenuRequest(restaurant_id=restaurant_id)
        stream = self.menus.WatchMenu(request, metadata=bearer(self.token), timeout=_SECONDS)
        try:
            yield Screen(stream)
        finally:
            stream.cancel()


@dataclass(slots=True)
class Screen:
    """What a watcher sees."""

    stream: grpc.aio.UnaryStreamCall[menu_api.WatchMenuRequest, menu_api.WatchMenuResponse]

    async def menu(self) -> menu_api.GetMenuResponse:
        """The next message, which must be a menu; beats are passed over."""
        event = await self._event()
        assert event.HasField("menu"), event
        return event.menu

    async def out(self) -> set[str]:
        """What is out by the next message, which must say so."""
        event = await self._event()
        assert event.HasField("availability"), event
        return {one.item_id or one.option_id for one in event.availability.sold_out}

    async def beat(self) -> None:
        """Waits for a sign of life."""
        event = await self._next()
        assert event.HasField("heartbeat"), event

    async def end(self) -> Refusal:
        """Why the stream ends."""
        return await refused(self._read_on())

    async def _read_on(self) -> None:
        while True:
            await self._next()

    async def _event(self) -> menu_api.WatchMenuResponse:
        event = await self._next()
        while event.HasField("heartbeat"):
            event = await self._next()
        return event

    async def _next(self) -> menu_api.WatchMenuResponse:
        event = await self.stream.read()
        assert isinstance(event, menu_api.WatchMenuResponse)
        return event


def restaurant() -> restaurant_pb2.Restaurant:
    """As its owner describes it."""
    return restaurant_pb2.Restaurant(
        name="Casa do Rio",
        address_lines=["Rua da Prata 12"],
        time_zone="Europe/Lisbon",
        currency="EUR",
        closeout_hour=4,
        taxes=[restaurant_pb2.Tax(id="vat-food", name="VAT 13 %", rate_ppm=130_000)],
        prices_include_tax=True,
        stations=[restaurant_pb2.Station(id="grill", name="Grill")],
        areas=[restaurant_pb2.Area(id="terrace", name="Terrace")],
    )


def dish(item_id: str, cents: int = 1250) -> menu_pb2.Item:
    """A dish of the grill."""
    return menu_pb2.Item(
        id=item_id,
        name=item_id.title(),
        price=euro(cents),
        tax_id="vat-food",
        station_id="grill",
        modifier_list_ids=["sides"],
    )


def draft(*item_ids: str) -> menu_pb2.MenuDraft:
    """A menu of these dishes, each with a side."""
    return menu_pb2.MenuDraft(
        categories=[menu_pb2.Category(id="all", name="All", item_ids=item_ids)],
        items=[dish(item_id) for item_id in item_ids],
        modifier_lists=[
            menu_pb2.ModifierList(
                id="sides",
                name="Side?",
                max_selections=1,
                options=[
                    menu_pb2.Option(id="rice", name="Rice"),
                    menu_pb2.Option(id="fries", name="Fries", price=euro(150)),
                ],
            )
        ],
    )


@dataclass(slots=True)
class Owner(Caller):
    """Whoever opened the restaurant, and what owners do all day."""

    restaurant_id: str = ""

    async def open(self) -> restaurant_pb2.Restaurant:
        """Opens a restaurant of one's own."""
        request = restaurant_api.CreateRestaurantRequest(
            request_id=new_request_id(), restaurant=restaurant()
        )
        made = (await self.ask(self.restaurants.CreateRestaurant, request)).restaurant
        self.restaurant_id = made.id
        return made

    async def write(self, *item_ids: str) -> menu_pb2.MenuDraft:
        """Writes a draft of these dishes."""
        request = menu_api.UpdateMenuDraftRequest(
            restaurant_id=self.restaurant_id, draft=draft(*item_ids)
        )
        request.update_mask.paths.extend(["categories", "items", "modifier_lists"])
        return (await self.ask(self.menus.UpdateMenuDraft, request)).draft

    async def publish(self) -> menu_api.MenuVersion:
        """Publishes the draft."""
        request = menu_api.PublishMenuRequest(
            restaurant_id=self.restaurant_id, request_id=new_request_id()
        )
        return (await self.ask(self.menus.PublishMenu, request)).menu_version

    async def menu(self, *item_ids: str) -> menu_api.MenuVersion:
        """Writes and publishes these dishes."""
        await self.write(*item_ids)
        return await self.publish()

    async def add_table(self, name: str) -> table_pb2.Table:
        """Adds a table."""
        request = table_api.CreateTableRequest(
            restaurant_id=self.restaurant_id,
            request_id=new_request_id(),
            table=table_pb2.Table(name=name, seats=4),
        )
        return (await self.ask(self.tables.CreateTable, request)).table
