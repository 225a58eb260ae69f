"""Codes that follow from an id and are stored nowhere."""

import re

from hypothesis import given
from hypothesis import strategies as st

from server.identity.codes import Codes
from tests.unit.identity.conftest import SECRET

PAIRING = Codes(SECRET, "pairing", 8)


@given(st.text(max_size=30))
def test_the_same_id_has_the_same_code_and_it_is_readable(key: str) -> None:
    code = PAIRING.code_of(key)
    assert code == Codes(SECRET, "pairing", 8).code_of(key)
    assert re.fullmatch("[346789ACDEFGHJKMNPQRTWXY]{8}", code)


def test_other_ids_purposes_and_secrets_have_other_codes() -> None:
    codes = [
        PAIRING.code_of("dev_1"),
        PAIRING.code_of("dev_2"),
        Codes(SECRET, "invitations", 8).code_of("dev_1"),
        Codes("another secret of thirty-two characters", "pairing", 8).code_of("dev_1"),
    ]
    assert len(set(codes)) == len(codes)


@given(st.text(max_size=12))
def test_how_a_code_is_written_does_not_matter(key: str) -> None:
    code = PAIRING.code_of(key)
    written = [code.lower(), f"{code[:4]}-{code[4:]}", f" {code[:2]} {code[2:]}\n"]
    assert {PAIRING.hash_of(one) for one in written} == {PAIRING.hash_of(code)}


def test_the_hash_tells_nothing_without_the_secret() -> None:
    code = PAIRING.code_of("dev_1")
    other = Codes("another secret of thirty-two characters", "pairing", 8)
    assert PAIRING.hash_of(code) != other.hash_of(code)
    assert code not in PAIRING.hash_of(code)
