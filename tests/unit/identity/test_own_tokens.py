"""Tokens of guests and devices."""

from datetime import UTC, datetime, timedelta
from typing import Any

import jwt
import pytest

from server.identity.keys import derived_key
from server.identity.tokens.claims import TokenExpired, TokenInvalid, read_unproved
from server.identity.tokens.own import OwnTokens
from server.rpc.principal import Device, Guest
from tests.support.app import SteeredClock
from tests.unit.identity.conftest import SECRET

_KEY = derived_key(SECRET, "tokens")


def _guest(own: OwnTokens, clock: SteeredClock, **lasts: float) -> str:
    return own.guest_token("gst_1", "vis_1", "rst_1", clock.now() + timedelta(**lasts))


def test_a_guest_is_known_again(own: OwnTokens, clock: SteeredClock) -> None:
    assert own.verify(_guest(own, clock, hours=1)).principal == Guest("gst_1", "vis_1", "rst_1")


def test_a_guests_token_ends_on_time(own: OwnTokens, clock: SteeredClock) -> None:
    token = _guest(own, clock, minutes=10)
    clock.pass_time(seconds=9 * 60)
    own.verify(token)
    clock.pass_time(seconds=60)
    with pytest.raises(TokenExpired):
        own.verify(token)


def test_no_guests_token_lasts_longer_than_two_hours(own: OwnTokens, clock: SteeredClock) -> None:
    expires = own.verify(_guest(own, clock, days=30)).expires
    assert expires is not None
    lasts = datetime.fromtimestamp(expires, UTC) - clock.now()
    assert timedelta(hours=1, minutes=59) < lasts <= timedelta(hours=2)


def test_a_device_is_known_for_good(own: OwnTokens, clock: SteeredClock) -> None:
    token = own.device_token("dev_1", "rst_1")
    clock.pass_time(seconds=10 * 365 * 86_400)
    verified = own.verify(token)
    assert verified.principal == Device("dev_1", "rst_1")
    assert verified.expires is None


def test_a_token_says_no_more_than_it_must(own: OwnTokens, clock: SteeredClock) -> None:
    guest, device = _guest(own, clock, hours=1), own.device_token("dev_1", "rst_1")
    assert set(read_unproved(guest).claims) == {"iss", "aud", "sub", "rst", "vis", "iat", "exp"}
    assert set(read_unproved(device).claims) == {"iss", "aud", "sub", "rst", "iat"}


def _forged(change: dict[str, Any], typ: str, key: bytes, algorithm: str) -> str:
    claims = {
        "iss": "here2order",
        "aud": "here2order",
        "sub": "gst_1",
        "vis": "vis_1",
        "rst": "rst_1",
        "exp": 32_503_680_000,
    }
    claims = {name: value for name, value in (claims | change).items() if value is not None}
    return jwt.encode(claims, key or "", algorithm, headers={"typ": typ})


_GUEST, _DEVICE = "h2o-guest+jwt", "h2o-device+jwt"


def test_the_forger_of_these_tests_would_succeed_with_the_key(own: OwnTokens) -> None:
    guest, device = (_forged({}, typ, _KEY, "HS256") for typ in (_GUEST, _DEVICE))
    assert own.verify(guest).principal == Guest("gst_1", "vis_1", "rst_1")
    assert own.verify(device).principal == Device("gst_1", "rst_1")


@pytest.mark.parametrize(
    "token",
    [
        _forged({}, _GUEST, b"", "none"),
        _forged({}, _DEVICE, b"", "none"),
        _forged({}, _GUEST, b"some other key of thirty-two bytes or more", "HS256"),
        _forged({}, _GUEST, SECRET.encode(), "HS256"),
        _forged({}, _GUEST, derived_key(SECRET, "pairing"), "HS256"),
        _forged({}, _GUEST, _KEY * 2, "HS512"),
        _forged({}, "JWT", _KEY, "HS256"),
        _forged({"iss": "another"}, _GUEST, _KEY, "HS256"),
        _forged({"iss": None}, _GUEST, _KEY, "HS256"),
        _forged({"aud": "another"}, _GUEST, _KEY, "HS256"),
        _forged({"aud": ["here2order", "another"]}, _GUEST, _KEY, "HS256"),
        _forged({"aud": None}, _GUEST, _KEY, "HS256"),
        _forged({"exp": None}, _GUEST, _KEY, "HS256"),
        _forged({"exp": "never"}, _GUEST, _KEY, "HS256"),
        _forged({"vis": None}, _GUEST, _KEY, "HS256"),
        _forged({"rst": None}, _DEVICE, _KEY, "HS256"),
        _forged({"sub": ""}, _DEVICE, _KEY, "HS256"),
    ],
    ids=range(17),
)
def test_what_we_have_not_made_is_refused(own: OwnTokens, token: str) -> None:
    with pytest.raises(TokenInvalid):
        own.verify(token)


def test_a_guests_token_does_not_become_a_devices_by_saying_so(
    own: OwnTokens, clock: SteeredClock
) -> None:
    _, claims, signature = _guest(own, clock, hours=1).split(".")
    header = own.device_token("dev_1", "rst_1").split(".")[0]
    with pytest.raises(TokenInvalid):
        own.verify(f"{header}.{claims}.{signature}")
