"""Drafts on the wire."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Protocol

from here2order.catalog.v1 import menu_pb2 as pb
from here2order.catalog.v1 import menu_service_pb2
from here2order.common.v1 import money_pb2

from server.catalog.menus.convert import (
    category_from_proto,
    category_to_proto,
    item_from_proto,
    item_to_proto,
    items_from_proto,
    list_to_proto,
    lists_from_proto,
)
from server.catalog.menus.drafts.domain import MenuDraft
from server.errors import DomainError, FieldViolation, InvalidFields, Reason
from server.rpc.field_mask import merge, require_paths
from server.rpc.times import to_timestamp

#: What an update of the draft may name.
LISTS = frozenset({"categories", "items", "modifier_lists"})
#: What an update of an item may name.
ITEM_FIELDS = frozenset(pb.Item.DESCRIPTOR.fields_by_name) - {"id"}

#: A price and its path in the request.
_Price = tuple[str, money_pb2.Money]


class CurrencyMismatch(DomainError):
    """A price is in another currency than the restaurant's."""

    reason = Reason.CURRENCY_MISMATCH

    def __init__(self, expected: str, wrong: Sequence[_Price]) -> None:
        """`wrong` must not be empty."""
        super().__init__(
            f"{wrong[0][0]}: prices here are in {expected}",
            metadata={"expected": expected, "got": wrong[0][1].currency},
            violations=[
                FieldViolation(f"{path}.currency", f"prices here are in {expected}")
                for path, _ in wrong
            ],
        )


class _Named(Protocol):
    @property
    def id(self) -> str: ...


def draft_to_proto(draft: MenuDraft, currency: str) -> pb.MenuDraft:
    """The contract's MenuDraft."""
    content = draft.content
    return pb.MenuDraft(
        restaurant_id=draft.restaurant_id,
        categories=[category_to_proto(category) for category in content.categories],
        items=[item_to_proto(item, currency) for item in content.items.values()],
        modifier_lists=[list_to_proto(one, currency) for one in content.modifier_lists.values()],
        version=draft.version,
        update_time=to_timestamp(draft.update_time),
    )


def rewritten(
    current: MenuDraft,
    request: menu_service_pb2.UpdateMenuDraftRequest,
    currency: str,
    now: datetime,
) -> MenuDraft:
    """The draft with the lists that the mask names. Raises InvalidFields, CurrencyMismatch."""
    require_paths(request.update_mask, LISTS)
    sent, named = request.draft, set(request.update_mask.paths)
    _require_right(sent, named, currency)
    return current.write(
        now,
        categories=tuple(map(category_from_proto, sent.categories))
        if "categories" in named
        else None,
        items=items_from_proto(sent.items) if "items" in named else None,
        modifier_lists=lists_from_proto(sent.modifier_lists) if "modifier_lists" in named else None,
    )


def with_edited_item(
    current: MenuDraft,
    request: menu_service_pb2.UpdateMenuItemRequest,
    currency: str,
    now: datetime,
) -> MenuDraft:
    """The draft with one item's named fields. Raises NotFound, InvalidFields, CurrencyMismatch."""
    item = item_to_proto(current.item(request.item_id), currency)
    merged = merge(item, request.item, request.update_mask, ITEM_FIELDS, "item")
    _require_prices([("item.price", merged.price)], currency)
    return current.with_item(item_from_proto(merged), now)


def _require_right(draft: pb.MenuDraft, named: Collection[str], currency: str) -> None:
    # Only what the mask names counts; the rest is not looked at.
    found: list[FieldViolation] = []
    prices: list[_Price] = []
    if "categories" in named:
        found += _repeated("draft.categories", draft.categories)
    if "items" in named:
        found += _repeated("draft.items", draft.items)
        prices += [(f"draft.items[{n}].price", one.price) for n, one in enumerate(draft.items)]
    if "modifier_lists" in named:
        found += _repeated("draft.modifier_lists", draft.modifier_lists)
        for index, asked in enumerate(draft.modifier_lists):
            path = f"draft.modifier_lists[{index}].options"
            found += _repeated(path, asked.options)
            prices += _option_prices(path, asked)
    if found:
        raise InvalidFields(found)
    _require_prices(prices, currency)


def _require_prices(prices: Iterable[_Price], currency: str) -> None:
    prices = list(prices)
    foreign = [(path, price) for path, price in prices if price.currency != currency]
    if foreign:
        raise CurrencyMismatch(currency, foreign)
    negative = [path for path, price in prices if price.amount < 0]
    if negative:
        raise InvalidFields(
            [FieldViolation(f"{path}.amount", "cannot be negative") for path in negative]
        )


def _option_prices(path: str, asked: pb.ModifierList) -> Iterator[_Price]:
    for index, option in enumerate(asked.options):
        if option.HasField("price"):
            yield f"{path}[{index}].price", option.price


def _repeated(path: str, entities: Iterable[_Named]) -> Iterator[FieldViolation]:
    # Entities are addressed by their ids, so two of one id are no half-written draft but a mistake.
    ids = [entity.id for entity in entities]
    counts = Counter(ids)
    for index, one in enumerate(ids):
        if counts[one] > 1:
            yield FieldViolation(f"{path}[{index}].id", f"{one!r} is there twice")
