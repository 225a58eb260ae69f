"""What a guest saw against what there is now."""

from dataclasses import replace

import pytest

from server.catalog.menus.domain import Availability, Category, MenuContent, Target
from server.ordering.pricing.changes import changes
from server.ordering.pricing.domain import ChangeKind, LineChange, LineWish, OptionWish
from tests.unit.ordering.builders import (
    NOW,
    content,
    item,
    later,
    menu,
    mild_dosa,
    question,
    wish,
    with_items,
    without_item,
)

_NOTHING_OUT = Availability("rst_1")
_CHUTNEY = OptionWish("extras", "chutney", 1)


def _out(*targets: Target) -> Availability:
    return Availability("rst_1", dict.fromkeys(targets), 1)


def _changes(
    *wishes: LineWish, now: MenuContent | None = None, out: Availability = _NOTHING_OUT
) -> list[LineChange]:
    current = menu(2, now or content())
    return changes(wishes, menu(1), current, out, NOW)


def _change(wanted: LineWish, **how: object) -> LineChange:
    (found,) = _changes(wanted, **how)  # type: ignore[arg-type]
    return found


def test_a_new_version_that_says_the_same_changes_nothing() -> None:
    assert _changes(mild_dosa(_CHUTNEY), wish("lassi")) == []


def test_the_menu_that_the_guest_looks_at_changes_nothing() -> None:
    seen = menu(1)
    assert changes([mild_dosa()], seen, seen, _NOTHING_OUT, NOW) == []


def test_a_change_of_another_dish_changes_nothing() -> None:
    now = without_item(with_items(content(), item("tea", 999)), "thali")
    assert _changes(mild_dosa(), wish("lassi"), now=now) == []


def test_a_better_name_or_picture_changes_nothing() -> None:
    dosa = replace(content().items["dosa"], name="Masala dosa", photo_url="/photos/dosa.svg")
    assert _changes(mild_dosa(), now=with_items(content(), dosa)) == []


def test_a_dish_that_is_gone() -> None:
    found = _change(mild_dosa(_CHUTNEY), now=without_item(content(), "dosa"))
    assert (found.kind, found.line_key) == (ChangeKind.ITEM_REMOVED, "dosa")
    assert (found.item_name, found.old_unit_price) == ("Dosa", 1300), "as the guest knew it"
    assert found.new_unit_price is None
    assert found.substitute_item_ids == ("thali",)


def test_a_dish_that_is_out() -> None:
    found = _change(mild_dosa(), out=_out(Target("dosa")))
    assert found.kind is ChangeKind.ITEM_SOLD_OUT
    assert found.substitute_item_ids == ("thali",)


def test_a_dish_that_is_out_on_the_menu_that_the_guest_looks_at() -> None:
    seen = menu(1)
    (found,) = changes([wish("tea")], seen, seen, _out(Target("tea")), NOW)
    assert found.kind is ChangeKind.ITEM_SOLD_OUT


def test_a_dish_that_is_back_since() -> None:
    back = Availability("rst_1", {Target("dosa"): NOW}, 1)
    assert _changes(mild_dosa(), out=back) == []
    out = Availability("rst_1", {Target("dosa"): later(1)}, 1)
    assert _change(mild_dosa(), out=out).kind is ChangeKind.ITEM_SOLD_OUT


def test_an_option_that_is_out() -> None:
    found = _change(mild_dosa(_CHUTNEY), out=_out(Target("", "extras", "chutney")))
    assert found.kind is ChangeKind.OPTION_SOLD_OUT
    assert (found.modifier_list_id, found.option_id) == ("extras", "chutney")


def test_an_option_that_is_out_and_was_not_chosen() -> None:
    assert _changes(mild_dosa(), out=_out(Target("", "extras", "chutney"))) == []


def test_an_option_that_is_gone() -> None:
    said = content()
    ghee = said.modifier_lists["extras"].options["ghee"]
    now = replace(said, modifier_lists={**said.modifier_lists, "extras": question("extras", ghee)})
    found = _change(mild_dosa(_CHUTNEY), now=now)
    assert found.kind is ChangeKind.OPTION_REMOVED
    assert (found.modifier_list_id, found.option_id) == ("extras", "chutney")


def test_a_question_that_is_not_asked_any_more() -> None:
    dosa = replace(content().items["dosa"], modifier_list_ids=("spice",))
    found = _change(mild_dosa(_CHUTNEY), now=with_items(content(), dosa))
    assert found.kind is ChangeKind.OPTION_REMOVED
    assert (found.modifier_list_id, found.option_id) == ("extras", "chutney")


def test_a_new_question_that_has_to_be_answered() -> None:
    thali = replace(content().items["thali"], modifier_list_ids=("spice",))
    found = _change(wish("thali"), now=with_items(content(), thali))
    assert found.kind is ChangeKind.OPTION_REMOVED
    assert (found.modifier_list_id, found.option_id) == ("", ""), "none that was chosen is gone"


@pytest.mark.parametrize("price", [1149, 1151])
def test_a_price_that_is_another_up_or_down(price: int) -> None:
    dosa = replace(content().items["dosa"], price=price)
    found = _change(mild_dosa(_CHUTNEY), now=with_items(content(), dosa))
    assert found.kind is ChangeKind.PRICE_CHANGED
    assert (found.old_unit_price, found.new_unit_price) == (1300, price + 150)
    assert found.substitute_item_ids == (), "it can be had"


def test_an_options_price_that_is_another() -> None:
    said = content()
    chutney = replace(said.modifier_lists["extras"].options["chutney"], price=200)
    now = replace(
        said, modifier_lists={**said.modifier_lists, "extras": question("extras", chutney)}
    )
    found = _change(mild_dosa(_CHUTNEY), now=now)
    assert (found.kind, found.new_unit_price) == (ChangeKind.PRICE_CHANGED, 1350)
    assert _changes(mild_dosa(), now=now) == [], "it was not chosen"


def test_two_prices_that_even_out() -> None:
    said = content()
    chutney = replace(said.modifier_lists["extras"].options["chutney"], price=100)
    lists = {**said.modifier_lists, "extras": question("extras", chutney)}
    dosa = replace(said.items["dosa"], price=1200)
    now = replace(with_items(said, dosa), modifier_lists=lists)
    assert _changes(mild_dosa(_CHUTNEY), now=now) == [], "the guest pays what the guest saw"


def test_each_line_is_told_with_the_first_reason_why() -> None:
    now = without_item(with_items(content(), item("thali", 1500)), "lassi")
    found = _changes(mild_dosa(), wish("thali"), wish("lassi"), now=now, out=_out(Target("thali")))
    assert [(one.line_key, one.kind) for one in found] == [
        ("thali", ChangeKind.ITEM_SOLD_OUT),
        ("lassi", ChangeKind.ITEM_REMOVED),
    ]


class TestSubstitutes:
    """Something else to offer."""

    def _mains(self, *prices: int) -> MenuContent:
        others = [item(f"main-{price}", price) for price in prices]
        ids = ("dosa", *(one.id for one in others))
        category = Category(id="mains", name="Mains", item_ids=ids)
        said = with_items(without_item(content(), "thali"), *others)
        return replace(said, categories=(category, said.categories[1]))

    def test_the_three_nearest_in_price_come_first(self) -> None:
        now = self._mains(400, 1100, 1900, 1250, 1160)
        found = _change(mild_dosa(), now=now, out=_out(Target("dosa")))
        assert found.substitute_item_ids == ("main-1160", "main-1100", "main-1250")

    def test_at_the_same_distance_the_order_does_not_depend_on_chance(self) -> None:
        now = self._mains(1250, 1050)
        found = _change(mild_dosa(), now=now, out=_out(Target("dosa")))
        assert found.substitute_item_ids == ("main-1050", "main-1250")

    def test_what_is_out_itself_is_not_offered(self) -> None:
        out = _out(Target("dosa"), Target("main-1100"))
        found = _change(mild_dosa(), now=self._mains(1100, 1300), out=out)
        assert found.substitute_item_ids == ("main-1300",)

    def test_nothing_of_another_category_is_offered(self) -> None:
        found = _change(wish("tea"), out=_out(Target("tea")))
        assert found.substitute_item_ids == ("lassi",)

    def test_the_dish_itself_is_not_offered_when_only_an_option_is_out(self) -> None:
        out = _out(Target("", "extras", "chutney"))
        assert _change(mild_dosa(_CHUTNEY), out=out).substitute_item_ids == ("thali",)

    def test_of_a_category_that_is_gone_there_is_nothing(self) -> None:
        now = replace(without_item(content(), "dosa"), categories=(content().categories[1],))
        assert _change(mild_dosa(), now=now).substitute_item_ids == ()
