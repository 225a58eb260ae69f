"""What is wrong with a wish, on the menu that the guest looks at."""

import pytest

from server.catalog.menus.domain import Option
from server.ordering.pricing.domain import LineWish, OptionWish
from server.ordering.pricing.lines import objections
from tests.unit.ordering.builders import content, menu, mild_dosa, question, wish

_CHUTNEY = OptionWish("extras", "chutney", 1)
_GHEE = OptionWish("extras", "ghee", 1)


def _objected(*wishes: LineWish) -> list[tuple[str, str]]:
    return [(one.field, one.description) for one in objections(wishes, menu())]


@pytest.mark.parametrize(
    "fine",
    [
        mild_dosa(),
        mild_dosa(_CHUTNEY, _GHEE),
        mild_dosa(OptionWish("extras", "chutney", 2), quantity=99),
        wish("tea"),
    ],
)
def test_what_the_menu_offers_can_be_had(fine: LineWish) -> None:
    assert _objected(fine) == []


@pytest.mark.parametrize(
    ("wrong", "field", "why"),
    [
        (wish("pizza"), "lines[0].item_id", "is not on this menu"),
        (wish("dosa"), "lines[0].options", "choose at least 1 of 'spice?'"),
        (
            wish("dosa", OptionWish("spice", "mild", 1), OptionWish("spice", "hot", 1)),
            "lines[0].options",
            "choose at most 1 of 'spice?'",
        ),
        (
            mild_dosa(OptionWish("extras", "chutney", 2), _GHEE),
            "lines[0].options",
            "choose at most 2 of 'extras?'",
        ),
        (
            mild_dosa(OptionWish("extras", "ghee", 2)),
            "lines[0].options[1]",
            "at most 1 of 'Ghee'",
        ),
        (mild_dosa(_CHUTNEY, _CHUTNEY), "lines[0].options[2]", "chosen twice; use its quantity"),
        (
            mild_dosa(OptionWish("extras", "gold", 1)),
            "lines[0].options[1]",
            "'extras' has no option 'gold'",
        ),
        (wish("tea", _GHEE), "lines[0].options[0]", "'extras' is not asked of 'tea'"),
        (
            wish("tea", OptionWish("nonsense", "ghee", 1)),
            "lines[0].options[0]",
            "'nonsense' is not asked of 'tea'",
        ),
    ],
)
def test_what_cannot_be_had_is_said_where_it_stands(wrong: LineWish, field: str, why: str) -> None:
    assert _objected(wrong) == [(field, why)]


def test_each_line_is_named_and_each_problem_of_it() -> None:
    found = _objected(wish("tea"), wish("pizza"), wish("dosa", _GHEE, _GHEE))
    assert [field for field, _ in found] == [
        "lines[1].item_id",
        "lines[2].options[1]",
        "lines[2].options",
    ]


def test_two_lines_need_two_keys() -> None:
    found = _objected(wish("tea", key="a"), wish("lassi", key="a"), wish("tea", key="b"))
    assert found == [
        ("lines[0].key", "each line needs a key of its own"),
        ("lines[1].key", "each line needs a key of its own"),
    ]


def test_the_same_dish_may_stand_in_two_lines() -> None:
    assert _objected(wish("tea", key="a"), wish("tea", key="b")) == []


def test_a_question_without_a_most_takes_any_number_of_answers() -> None:
    many = [Option(id=f"o{n}", name=f"O {n}", max_quantity=20) for n in range(5)]
    said = content()
    lists = {**said.modifier_lists, "extras": question("extras", *many)}
    offered = menu(1, content(modifier_lists=lists))
    wanted = mild_dosa(*(OptionWish("extras", one.id, 20) for one in many))
    assert objections([wanted], offered) == []
