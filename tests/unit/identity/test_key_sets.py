"""A key set comes from outside and is read with care."""

import json
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from hypothesis import given
from hypothesis import strategies as st
from jwt.algorithms import RSAAlgorithm

from server.identity.tokens.jwk import read_keys

_STRONG = rsa.generate_private_key(public_exponent=65537, key_size=2048)
_WEAK = rsa.generate_private_key(public_exponent=65537, key_size=1024)  # noqa: S505


def _jwk(private: rsa.RSAPrivateKey = _STRONG, **more: Any) -> dict[str, Any]:
    public = RSAAlgorithm.to_jwk(private.public_key(), as_dict=True)
    return {"kty": "RSA", "kid": "one", "n": public["n"], "e": public["e"]} | more


def _set(*keys: Any) -> bytes:
    return json.dumps({"keys": keys}).encode()


def test_a_plain_key_for_signatures_is_taken() -> None:
    assert list(read_keys(_set(_jwk(), _jwk(kid="two", use="sig", alg="RS256")))) == ["one", "two"]


@pytest.mark.parametrize(
    "other",
    [
        _jwk(_WEAK),
        _jwk(use="enc"),
        _jwk(alg="RS512"),
        _jwk(kid=None),
        _jwk(n="not a number"),
        _jwk(n=None),
        {**RSAAlgorithm.to_jwk(_STRONG, as_dict=True), "kid": "private"},
        {"kty": "oct", "kid": "symmetric", "k": "c2VjcmV0"},
        "a string",
        None,
    ],
    ids=range(10),
)
def test_a_key_of_another_kind_is_passed_over(other: Any) -> None:
    with pytest.raises(ValueError, match="no RSA key"):
        read_keys(_set(other))
    assert list(read_keys(_set(other, _jwk(kid="good")))) == ["good"]


@given(st.binary() | st.builds(lambda n: b"[" * n, st.integers(1, 60_000)))
def test_what_is_no_key_set_says_so(body: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_keys(body)
