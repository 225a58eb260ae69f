"""A published key set, read with care: it comes from outside."""

import json
from collections.abc import Mapping
from typing import Any

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from jwt import InvalidKeyError
from jwt.algorithms import RSAAlgorithm

Keys = Mapping[str, RSAPublicKey]

_MOST_KEYS = 32
_KEY_BITS = range(2048, 8193)


def read_keys(body: bytes) -> Keys:
    """The keys that verify RS256, by their id. Raises ValueError if there is none."""
    try:
        content = json.loads(body)
    except RecursionError:
        raise ValueError("nested too deeply") from None
    listed = content.get("keys") if isinstance(content, dict) else None
    if not isinstance(listed, list):
        raise ValueError("this is no key set")
    keys = {}
    for jwk in listed[:_MOST_KEYS]:
        key = _rsa_key(jwk)
        if key is not None:
            keys[str(jwk["kid"])] = key
    if not keys:
        raise ValueError("the set has no RSA key for signatures")
    return keys


def _rsa_key(jwk: Any) -> RSAPublicKey | None:
    # Whatever is of another use or kind is not ours to judge: a set may hold more than we need.
    if not isinstance(jwk, dict) or not isinstance(jwk.get("kid"), str):
        return None
    if jwk.get("kty") != "RSA" or jwk.get("use", "sig") != "sig":
        return None
    if jwk.get("alg", "RS256") != "RS256":
        return None
    try:
        key = RSAAlgorithm.from_jwk(jwk)
    except (InvalidKeyError, ValueError, TypeError):
        return None
    return key if isinstance(key, RSAPublicKey) and key.key_size in _KEY_BITS else None
