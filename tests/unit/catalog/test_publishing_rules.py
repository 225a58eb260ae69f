"""A menu is published only if guests and kitchen can work with it."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from server.catalog.menus.content import Category, MenuContent, ModifierList, Option
from server.catalog.menus.domain import MenuNotPublishable
from server.catalog.menus.rules import require_publishable
from server.catalog.restaurants.domain import Restaurant, opened
from tests.unit.catalog.builders import item, menu, request, settings

_NOW = datetime(2026, 11, 22, 19, 0, tzinfo=UTC)


def _restaurant() -> Restaurant:
    return opened("rst_1", settings(), request(), _NOW)


def _problems(content: MenuContent) -> dict[str, str]:
    with pytest.raises(MenuNotPublishable) as refused:
        require_publishable(content, _restaurant(), "draft.")
    assert refused.value.metadata == {"count": str(len(refused.value.violations))}
    return {one.field: one.description for one in refused.value.violations}


def _asking(**other: object) -> MenuContent:
    options = {one: Option(id=one, name=one) for one in ("a", "b", "c")}
    asked = ModifierList(id="sides", name="Side?", options=options)
    return menu(modifier_lists={"sides": replace(asked, **other)})  # type: ignore[arg-type]


def test_a_right_menu_may_be_published() -> None:
    require_publishable(menu(), _restaurant(), "draft.")


def test_a_menu_without_a_dish_may_not() -> None:
    assert list(_problems(MenuContent())) == ["draft.items"]


def test_every_problem_is_named_where_it_is() -> None:
    wrong = replace(
        menu(
            item("soup"),
            item("steak", station_id="smoker", tax_id="vat-luxury"),
            item("hidden", modifier_list_ids=("sides", "sauces", "sides")),
        ),
        categories=(Category(id="all", name="All", item_ids=("soup", "steak", "ghost", "soup")),),
    )
    assert _problems(wrong) == {
        "draft.categories[0].item_ids[0]": "'soup' is there twice",
        "draft.categories[0].item_ids[2]": "there is no item 'ghost'",
        "draft.categories[0].item_ids[3]": "'soup' is there twice",
        "draft.items[1].station_id": "there is no station 'smoker'",
        "draft.items[1].tax_id": "there is no tax 'vat-luxury'",
        "draft.items[2]": "'hidden' stands in no category",
        "draft.items[2].modifier_list_ids[0]": "'sides' is there twice",
        "draft.items[2].modifier_list_ids[1]": "there is no modifier list 'sauces'",
        "draft.items[2].modifier_list_ids[2]": "'sides' is there twice",
    }


@pytest.mark.parametrize(
    ("least", "most", "field"),
    [(4, 0, "min_selections"), (0, 4, "max_selections"), (2, 1, "min_selections")],
)
def test_a_question_can_be_answered(least: int, most: int, field: str) -> None:
    wrong = _asking(min_selections=least, max_selections=most)
    assert list(_problems(wrong)) == [f"draft.modifier_lists[0].{field}"]


def test_two_of_one_option_are_two_answers() -> None:
    shots = {"espresso": Option(id="espresso", name="Espresso", max_quantity=3)}
    require_publishable(_asking(options=shots, max_selections=3), _restaurant(), "draft.")


def test_no_more_is_preselected_than_is_allowed() -> None:
    options = {one: Option(id=one, name=one, preselected=True) for one in ("a", "b")}
    wrong = _problems(_asking(options=options, max_selections=1))
    assert wrong == {"draft.modifier_lists[0].options": "2 are preselected, 1 are allowed"}
