"""Ids that follow from what they are made of."""

import re

from hypothesis import given
from hypothesis import strategies as st

from server.ids import derived_id, new_id, new_secret


@given(st.lists(st.text(), max_size=4), st.lists(st.text(), max_size=4))
def test_an_id_follows_from_its_parts_and_from_nothing_else(
    one: list[str], other: list[str]
) -> None:
    assert (derived_id("rst", *one) == derived_id("rst", *other)) == (one == other)


def test_ids_have_the_form_that_the_contract_promises() -> None:
    for made in (new_id("rst"), derived_id("rst", "user:ana", "request")):
        assert re.fullmatch("rst_[0-9a-z]{26}", made)
    assert re.fullmatch("[0-9a-z]{24}", new_secret())
