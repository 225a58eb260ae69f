"""Menus on the wire, and as the bytes that are kept."""

from collections.abc import Iterable
from datetime import UTC, datetime

from here2order.catalog.v1 import menu_pb2 as pb
from here2order.catalog.v1 import menu_service_pb2
from here2order.common.v1 import money_pb2

from server.catalog.menus.availability.domain import Availability, Target
from server.catalog.menus.content import (
    Allergen,
    Category,
    Diet,
    Item,
    MenuContent,
    ModifierList,
    Option,
)
from server.catalog.menus.domain import MenuVersion, PublishedMenu
from server.catalog.menus.kept import Kept
from server.rpc.times import to_timestamp


def menu_to_bytes(
    restaurant_id: str, version: int, publish_time: datetime, currency: str, content: MenuContent
) -> bytes:
    """The contract's Menu as it is kept and sent."""
    menu = pb.Menu(
        restaurant_id=restaurant_id,
        version=version,
        publish_time=to_timestamp(publish_time),
        currency=currency,
        categories=[category_to_proto(category) for category in content.categories],
        items=[item_to_proto(item, currency) for item in content.items.values()],
        modifier_lists=[list_to_proto(one, currency) for one in content.modifier_lists.values()],
    )
    return menu.SerializeToString(deterministic=True)


def menu_from_bytes(raw: bytes) -> PublishedMenu:
    """The menu that is kept in these bytes, to look things up in. About 1 µs an item.

    An item takes 6 µs more when it is asked for first.
    """
    menu = pb.Menu.FromString(raw)
    content = MenuContent(
        tuple(map(category_from_proto, menu.categories)),
        Kept(_bytes_by_id(menu.items), _item_from_bytes),
        Kept(_bytes_by_id(menu.modifier_lists), _list_from_bytes),
    )
    publish_time = menu.publish_time.ToDatetime(tzinfo=UTC)
    return PublishedMenu(menu.restaurant_id, menu.version, publish_time, menu.currency, content)


def category_to_proto(category: Category) -> pb.Category:
    """The contract's Category."""
    return pb.Category(
        id=category.id,
        name=category.name,
        description=category.description,
        item_ids=category.item_ids,
    )


def category_from_proto(category: pb.Category) -> Category:
    """A category as it was sent."""
    return Category(
        id=category.id,
        name=category.name,
        description=category.description,
        item_ids=tuple(category.item_ids),
    )


def item_to_proto(item: Item, currency: str) -> pb.Item:
    """The contract's Item."""
    return pb.Item(
        id=item.id,
        name=item.name,
        description=item.description,
        photo_url=item.photo_url,
        price=money_pb2.Money(currency=currency, amount=item.price),
        tax_id=item.tax_id,
        station_id=item.station_id,
        prep_seconds=item.prep_seconds,
        allergens=[pb.Allergen.Value(f"ALLERGEN_{one}") for one in item.allergens],
        diets=[pb.Diet.Value(f"DIET_{one}") for one in item.diets],
        modifier_list_ids=item.modifier_list_ids,
    )


def item_from_proto(item: pb.Item) -> Item:
    """An item as it was sent; its price is in the restaurant's currency."""
    return Item(
        id=item.id,
        name=item.name,
        description=item.description,
        photo_url=item.photo_url,
        price=item.price.amount,
        tax_id=item.tax_id,
        station_id=item.station_id,
        prep_seconds=item.prep_seconds,
        allergens=tuple(_ALLERGENS[one] for one in item.allergens),
        diets=tuple(_DIETS[one] for one in item.diets),
        modifier_list_ids=tuple(item.modifier_list_ids),
    )


def items_from_proto(items: Iterable[pb.Item]) -> dict[str, Item]:
    """Items by id, in order."""
    return {item.id: item_from_proto(item) for item in items}


def list_to_proto(asked: ModifierList, currency: str) -> pb.ModifierList:
    """The contract's ModifierList."""
    return pb.ModifierList(
        id=asked.id,
        name=asked.name,
        min_selections=asked.min_selections,
        max_selections=asked.max_selections,
        options=[_option_to_proto(option, currency) for option in asked.options.values()],
    )


def lists_from_proto(lists: Iterable[pb.ModifierList]) -> dict[str, ModifierList]:
    """Modifier lists by id, in order."""
    return {asked.id: _list_from_proto(asked) for asked in lists}


def version_to_proto(version: MenuVersion) -> menu_service_pb2.MenuVersion:
    """The contract's MenuVersion."""
    return menu_service_pb2.MenuVersion(
        version=version.version,
        publish_time=to_timestamp(version.publish_time),
        published_by=version.published_by,
        item_count=version.item_count,
        rolled_back_to=version.rolled_back_to,
    )


def availability_to_proto(availability: Availability) -> pb.Availability:
    """The contract's Availability, of things as they stand: see `Availability.at`."""
    return pb.Availability(
        sold_out=[
            pb.SoldOut(
                item_id=target.item_id,
                modifier_list_id=target.modifier_list_id,
                option_id=target.option_id,
                until_time=to_timestamp(until),
            )
            for target, until in availability.sold_out.items()
        ],
        version=availability.version,
    )


def target_from_proto(target: menu_service_pb2.ItemOrOption) -> Target:
    """What is out or back."""
    if target.item_id:
        return Target(target.item_id)
    return Target("", target.modifier_list_id, target.option_id)


def _bytes_by_id(messages: Iterable[pb.Item] | Iterable[pb.ModifierList]) -> dict[str, bytes]:
    return {one.id: one.SerializeToString() for one in messages}


def _item_from_bytes(raw: bytes) -> Item:
    return item_from_proto(pb.Item.FromString(raw))


def _list_from_bytes(raw: bytes) -> ModifierList:
    return _list_from_proto(pb.ModifierList.FromString(raw))


def _list_from_proto(asked: pb.ModifierList) -> ModifierList:
    return ModifierList(
        id=asked.id,
        name=asked.name,
        min_selections=asked.min_selections,
        max_selections=asked.max_selections,
        options={option.id: _option_from_proto(option) for option in asked.options},
    )


def _option_to_proto(option: Option, currency: str) -> pb.Option:
    return pb.Option(
        id=option.id,
        name=option.name,
        price=money_pb2.Money(currency=currency, amount=option.price),
        preselected=option.preselected,
        max_quantity=option.max_quantity,
    )


def _option_from_proto(option: pb.Option) -> Option:
    return Option(
        id=option.id,
        name=option.name,
        price=option.price.amount,
        preselected=option.preselected,
        max_quantity=option.max_quantity or 1,
    )


_ALLERGENS = {pb.Allergen.Value(f"ALLERGEN_{one}"): one for one in Allergen}
_DIETS = {pb.Diet.Value(f"DIET_{one}"): one for one in Diet}
