"""A running peer, and what may be asked of it over HTTP."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import jwt

from bench.peers.seed import Seeded

SECRET = "the peers' own secret, of enough bytes for HS256"
_TOKENS_LAST = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Request:
    """All that a load generator has to know."""

    method: str
    url: str
    headers: dict[str, str]
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Peer:
    """A peer that serves, with a house in its database. One process, whose CPU is all it uses."""

    name: str
    url: str
    pid: int
    house: Seeded
    guest_token: str
    staff_token: str

    @property
    def menu_request(self) -> Request:
        """A guest reads the menu: 80 dishes."""
        path = f"/api/restaurants/{self.house.restaurant_id}/menu"
        return self._request("GET", path, self.guest_token)

    @property
    def order_request(self) -> Request:
        """A guest orders three lines. Sent again, it is another order."""
        body = {"restaurant": self.house.restaurant_id, "lines": self.house.lines, "note": ""}
        return self._request("POST", "/api/orders", self.guest_token, body)

    def status_request(self, order_id: str, status: str) -> Request:
        """Staff move an order: placed, accepted, preparing, ready (and back), served."""
        path = f"/api/orders/{order_id}/status"
        return self._request("PATCH", path, self.staff_token, {"status": status})

    def _request(self, method: str, path: str, token: str, body: object = None) -> Request:
        headers = {"authorization": f"Bearer {token}"}
        if body is None:
            return Request(method, self.url + path, headers)
        encoded = json.dumps(body, separators=(",", ":")).encode()
        return Request(
            method, self.url + path, headers | {"content-type": "application/json"}, encoded
        )


def tokens(restaurant_id: str) -> tuple[str, str]:
    """One for a guest at table 1, and one for staff."""
    common = {"restaurant": restaurant_id, "exp": datetime.now(UTC) + _TOKENS_LAST}
    guest = common | {"sub": "gst_1", "role": "guest", "visit": "vis_1", "table": "1"}
    staff = common | {"sub": "usr_1", "role": "staff"}
    return jwt.encode(guest, SECRET, "HS256"), jwt.encode(staff, SECRET, "HS256")
