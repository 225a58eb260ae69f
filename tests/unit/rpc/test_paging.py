"""A page token is ours, or it is refused."""

import base64
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.errors import InvalidFields
from server.rpc.paging import decode_page_token, encode_page_token


@given(st.text(), st.integers(-(2**63), 2**63 - 1))
def test_the_place_where_a_page_ended_comes_back(name: str, number: int) -> None:
    assert decode_page_token(encode_page_token(name, number), str, int) == (name, number)


def test_no_token_is_the_beginning() -> None:
    assert decode_page_token("", str) is None


@pytest.mark.parametrize(
    "json",
    ["[]", "[1]", '["a","b"]', "{}", "null", "[true]", '"a"', "[", r'["\ud800"]', '[ "a"]'],
)
def test_a_token_of_another_kind_is_refused(json: str) -> None:
    token = base64.urlsafe_b64encode(json.encode()).decode().rstrip("=")
    with pytest.raises(InvalidFields, match="page_token"):
        decode_page_token(token, str)


@pytest.mark.parametrize("token", ["?", "a", "é", "AAAA", encode_page_token(2**63)])
def test_what_is_no_token_is_refused(token: str) -> None:
    with pytest.raises(InvalidFields, match="page_token"):
        decode_page_token(token, int)


@given(st.text(max_size=500))
def test_no_text_breaks_us(token: str) -> None:
    with suppress(InvalidFields):
        decode_page_token(token, str, str)
