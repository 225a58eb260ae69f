"""What must be true of a menu before guests see it."""

from collections import Counter
from collections.abc import Container, Iterator, Sequence

from server.catalog.menus.content import Item, MenuContent, ModifierList
from server.catalog.menus.domain import MenuNotPublishable
from server.catalog.restaurants.domain import Restaurant
from server.errors import FieldViolation


def require_publishable(content: MenuContent, restaurant: Restaurant, path: str) -> None:
    """Raises MenuNotPublishable with each problem; `path` is what they start with: "draft."."""
    found = [
        *_of_all(content),
        *_of_categories(content),
        *_of_items(content, restaurant),
        *_of_modifier_lists(content),
    ]
    if found:
        raise MenuNotPublishable(
            [FieldViolation(path + one.field, one.description) for one in found]
        )


def _of_all(content: MenuContent) -> Iterator[FieldViolation]:
    if not content.items:
        yield FieldViolation("items", "a menu needs something to order")


def _of_categories(content: MenuContent) -> Iterator[FieldViolation]:
    for index, category in enumerate(content.categories):
        path = f"categories[{index}].item_ids"
        yield from _unknown(path, category.item_ids, content.items, "item")


def _of_items(content: MenuContent, restaurant: Restaurant) -> Iterator[FieldViolation]:
    shown = {item_id for category in content.categories for item_id in category.item_ids}
    stations = {station.id for station in restaurant.stations}
    taxes = {"", *(tax.id for tax in restaurant.taxes)}
    for index, item in enumerate(content.items.values()):
        path = f"items[{index}]"
        if item.id not in shown:
            # A guest would not find it, and could order it all the same.
            yield FieldViolation(path, f"{item.id!r} stands in no category")
        if item.station_id not in stations:
            yield _no(f"{path}.station_id", "station", item.station_id)
        if item.tax_id not in taxes:
            yield _no(f"{path}.tax_id", "tax", item.tax_id)
        yield from _of_questions(item, content, path)


def _of_questions(item: Item, content: MenuContent, path: str) -> Iterator[FieldViolation]:
    asked, known = item.modifier_list_ids, content.modifier_lists
    yield from _unknown(f"{path}.modifier_list_ids", asked, known, "modifier list")


def _of_modifier_lists(content: MenuContent) -> Iterator[FieldViolation]:
    for index, asked in enumerate(content.modifier_lists.values()):
        for field, problem in _of_counts(asked):
            yield FieldViolation(f"modifier_lists[{index}].{field}", problem)


def _of_counts(asked: ModifierList) -> Iterator[tuple[str, str]]:
    # Two of one option are two selections, so it is quantities that count.
    most = sum(option.max_quantity for option in asked.options.values())
    preselected = sum(option.preselected for option in asked.options.values())
    if asked.min_selections > most:
        yield "min_selections", f"only {most} can be chosen"
    if asked.max_selections > most:
        yield "max_selections", f"only {most} can be chosen; 0 allows any number"
    if asked.max_selections and asked.min_selections > asked.max_selections:
        yield "min_selections", f"more than the {asked.max_selections} that are allowed"
    if asked.max_selections and preselected > asked.max_selections:
        yield "options", f"{preselected} are preselected, {asked.max_selections} are allowed"


def _unknown(
    path: str, ids: Sequence[str], known: Container[str], kind: str
) -> Iterator[FieldViolation]:
    counts = Counter(ids)
    for index, one in enumerate(ids):
        if one not in known:
            yield _no(f"{path}[{index}]", kind, one)
        elif counts[one] > 1:
            yield FieldViolation(f"{path}[{index}]", f"{one!r} is there twice")


def _no(field: str, kind: str, key: str) -> FieldViolation:
    return FieldViolation(field, f"there is no {kind} {key!r}")
