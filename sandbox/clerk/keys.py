"""The instance's signing keys: one signs, the published ones verify."""

import json
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from jwt.algorithms import RSAAlgorithm

from sandbox.clerk.records import new_id


@dataclass(frozen=True, slots=True)
class SigningKey:
    """One RSA key; `kid` has the shape of Clerk's, an instance id."""

    kid: str
    private: rsa.RSAPrivateKey

    @classmethod
    def make(cls) -> "SigningKey":
        """A new key of 2048 bits."""
        return cls(new_id("ins"), rsa.generate_private_key(public_exponent=65537, key_size=2048))

    def sign(self, claims: dict[str, Any], category: str) -> str:
        """The compact JWT; `category` goes into the header, where Clerk keeps it."""
        headers = {"kid": self.kid, "cat": category}
        return jwt.encode(claims, self.private, algorithm="RS256", headers=headers)

    def public_jwk(self) -> dict[str, Any]:
        """The verifying half, as it stands in the JWKS."""
        jwk = RSAAlgorithm.to_jwk(self.private.public_key(), as_dict=True)
        return {
            "use": "sig",
            "kty": "RSA",
            "kid": self.kid,
            "alg": "RS256",
            "n": jwk["n"],
            "e": jwk["e"],
        }


@dataclass(slots=True)
class KeyRing:
    """The published keys, newest last; the newest signs. Lives in one file, mode 0600."""

    path: Path
    keys: list[SigningKey] = field(default_factory=list)

    @classmethod
    def open(cls, path: Path) -> "KeyRing":
        """Reads the ring, or makes the first key, so that tokens outlive a restart."""
        ring = cls(path)
        if path.exists():
            ring.keys = [_from_json(each) for each in json.loads(path.read_text())]
        else:
            ring.rotate()
        return ring

    @property
    def current(self) -> SigningKey:
        """The key that signs."""
        return self.keys[-1]

    def rotate(self, *, keep_previous: bool = True) -> SigningKey:
        """A new key signs from now on; without `keep_previous` older tokens verify no more."""
        self.keys = [*(self.keys if keep_previous else []), SigningKey.make()]
        write_private(self.path, json.dumps([_to_json(key) for key in self.keys], indent=1))
        return self.current

    def jwks(self) -> dict[str, Any]:
        """The JSON Web Key Set, newest key first."""
        return {"keys": [key.public_jwk() for key in reversed(self.keys)]}


def write_private(path: Path, text: str) -> None:
    """Replaces the file in one step, readable by its owner alone."""
    fresh = path.with_suffix(".new")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)
    fresh.replace(path)


def _to_json(key: SigningKey) -> dict[str, str]:
    pem = key.private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return {"kid": key.kid, "private_key": pem.decode()}


def _from_json(body: dict[str, str]) -> SigningKey:
    private = load_pem_private_key(body["private_key"].encode(), password=None)
    if not isinstance(private, rsa.RSAPrivateKey):
        raise ValueError(f"key {body['kid']} of the sandbox's key file is no RSA key")
    return SigningKey(body["kid"], private)
