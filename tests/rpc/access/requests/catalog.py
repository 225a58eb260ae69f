"""Requests of the catalog."""

from dataclasses import dataclass
from uuid import uuid4

from google.protobuf.field_mask_pb2 import FieldMask
from here2order.catalog.v1 import (
    menu_pb2,
    menu_service_pb2,
    restaurant_pb2,
    restaurant_service_pb2,
    table_pb2,
    table_service_pb2,
)

from tests.rpc.access.world import SPARE, World
from tests.support.house import menu_draft, new_request_id


@dataclass(slots=True)
class Restaurants:
    """RestaurantService."""

    world: World

    async def CreateRestaurant(self) -> restaurant_service_pb2.CreateRestaurantRequest:
        restaurant = restaurant_pb2.Restaurant(name="New", time_zone="UTC", currency="EUR")
        return restaurant_service_pb2.CreateRestaurantRequest(
            request_id=new_request_id(), restaurant=restaurant
        )

    async def GetRestaurant(self) -> restaurant_service_pb2.GetRestaurantRequest:
        return restaurant_service_pb2.GetRestaurantRequest(
            restaurant_id=self.world.here.restaurant_id
        )

    async def UpdateRestaurant(self) -> restaurant_service_pb2.UpdateRestaurantRequest:
        return restaurant_service_pb2.UpdateRestaurantRequest(
            restaurant_id=self.world.here.restaurant_id,
            restaurant=restaurant_pb2.Restaurant(name=f"Café {uuid4().hex}"),
            update_mask=FieldMask(paths=["name"]),
        )


@dataclass(slots=True)
class Tables:
    """TableService."""

    world: World

    async def CreateTable(self) -> table_service_pb2.CreateTableRequest:
        return table_service_pb2.CreateTableRequest(
            restaurant_id=self.world.here.restaurant_id,
            request_id=new_request_id(),
            table=table_pb2.Table(name=uuid4().hex[:20], seats=2),
        )

    async def ListTables(self) -> table_service_pb2.ListTablesRequest:
        return table_service_pb2.ListTablesRequest(restaurant_id=self.world.here.restaurant_id)

    async def UpdateTable(self) -> table_service_pb2.UpdateTableRequest:
        return table_service_pb2.UpdateTableRequest(
            restaurant_id=self.world.here.restaurant_id,
            table_id=self.world.here.tables[SPARE].id,
            table=table_pb2.Table(name=uuid4().hex[:20]),
            update_mask=FieldMask(paths=["name"]),
        )

    async def RotateTableCode(self) -> table_service_pb2.RotateTableCodeRequest:
        return table_service_pb2.RotateTableCodeRequest(
            restaurant_id=self.world.here.restaurant_id,
            table_id=self.world.here.tables[SPARE].id,
        )


@dataclass(slots=True)
class Menus:
    """MenuService."""

    world: World

    async def GetMenu(self) -> menu_service_pb2.GetMenuRequest:
        return menu_service_pb2.GetMenuRequest(restaurant_id=self.world.here.restaurant_id)

    async def WatchMenu(self) -> menu_service_pb2.WatchMenuRequest:
        return menu_service_pb2.WatchMenuRequest(restaurant_id=self.world.here.restaurant_id)

    async def GetMenuDraft(self) -> menu_service_pb2.GetMenuDraftRequest:
        return menu_service_pb2.GetMenuDraftRequest(restaurant_id=self.world.here.restaurant_id)

    async def UpdateMenuDraft(self) -> menu_service_pb2.UpdateMenuDraftRequest:
        draft = menu_draft()
        draft.categories[0].description = uuid4().hex
        return menu_service_pb2.UpdateMenuDraftRequest(
            restaurant_id=self.world.here.restaurant_id,
            draft=draft,
            update_mask=FieldMask(paths=["categories"]),
        )

    async def UpdateMenuItem(self) -> menu_service_pb2.UpdateMenuItemRequest:
        return menu_service_pb2.UpdateMenuItemRequest(
            restaurant_id=self.world.here.restaurant_id,
            item_id="thali",
            item=menu_pb2.Item(description=uuid4().hex),
            update_mask=FieldMask(paths=["description"]),
        )

    async def PublishMenu(self) -> menu_service_pb2.PublishMenuRequest:
        return menu_service_pb2.PublishMenuRequest(
            restaurant_id=self.world.here.restaurant_id, request_id=new_request_id()
        )

    async def RollBackMenu(self) -> menu_service_pb2.RollBackMenuRequest:
        return menu_service_pb2.RollBackMenuRequest(
            restaurant_id=self.world.here.restaurant_id,
            request_id=new_request_id(),
            to_version=1,
        )

    async def ListMenuVersions(self) -> menu_service_pb2.ListMenuVersionsRequest:
        return menu_service_pb2.ListMenuVersionsRequest(restaurant_id=self.world.here.restaurant_id)

    async def MarkSoldOut(self) -> menu_service_pb2.MarkSoldOutRequest:
        return menu_service_pb2.MarkSoldOutRequest(
            restaurant_id=self.world.here.restaurant_id,
            target=menu_service_pb2.ItemOrOption(item_id="thali"),
        )

    async def MarkAvailable(self) -> menu_service_pb2.MarkAvailableRequest:
        return menu_service_pb2.MarkAvailableRequest(
            restaurant_id=self.world.here.restaurant_id,
            target=menu_service_pb2.ItemOrOption(item_id="thali"),
        )
