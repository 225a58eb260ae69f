"""Pairing devices, revoking them, and asking whether one is still paired."""

import secrets
from collections.abc import Callable
from functools import partial

from server.clock import Clock
from server.identity.codes import Codes
from server.identity.devices.domain import (
    MOST_DEVICES,
    Device,
    DeviceRevoked,
    DeviceState,
    TooManyDevices,
)
from server.identity.devices.guesses import Guesses
from server.identity.devices.repository import (
    COLLECTION,
    DeviceRepository,
    Key,
    device_of_code,
    key_of,
)
from server.identity.tokens.own import OwnTokens
from server.ids import new_id
from server.origin import Origin
from server.storage.cache import FeedCache
from server.storage.change import change
from server.storage.change_feed import ChangeFeed
from server.storage.client import Database

_CODE_LENGTH = 8


class DeviceService:
    """The devices of all restaurants."""

    def __init__(
        self, database: Database, feed: ChangeFeed, clock: Clock, tokens: OwnTokens, secret: str
    ) -> None:
        """`secret` is the settings' token_secret: pairing codes follow from it."""
        self._database = database
        self._clock = clock
        self._tokens = tokens
        self._codes = Codes(secret, "pairing", _CODE_LENGTH)
        self._guesses = Guesses(clock)
        self._devices = partial(DeviceRepository, database)
        self._states = FeedCache(feed, COLLECTION, self._state, key_of)

    async def start_pairing(
        self, restaurant_id: str, name: str, origin: Origin
    ) -> tuple[Device, str]:
        """Makes a device and the code that pairs it within ten minutes.

        Raises TooManyDevices, RequestIdReused.
        """
        devices = self._devices(restaurant_id)
        device = await devices.made_by(origin)
        while device is None:
            seat = await self._free_seat(devices)
            device = await devices.insert(self._new(restaurant_id, name, seat), origin)
        return device.at(self._clock.now()), self._codes.code_of(device.id)

    async def pair(self, code: str, address: str) -> tuple[Device, str]:
        """Trades a code for a token; works once. `address` is where the caller sits.

        Raises PairingCodeUnknown, TooManyGuesses.
        """
        self._guesses.spend(address)
        device = await self._pair(self._codes.hash_of(code))
        self._guesses.refund(address)
        return device, self._tokens.device_token(device.id, device.restaurant_id)

    async def all_of(self, restaurant_id: str) -> list[Device]:
        """At most 200, newest first: all that are not revoked, and the newest of those that are."""
        devices, now = self._devices(restaurant_id), self._clock.now()
        seated = [one.at(now) for one in await devices.seated()]
        revoked = await devices.revoked(MOST_DEVICES - len(seated))
        return sorted([*seated, *revoked], key=lambda one: one.id, reverse=True)

    async def revoke(self, restaurant_id: str, device_id: str) -> Device:
        """Ends a device. Harmless if it has ended. Raises NotFound."""
        now = self._clock.now()
        return await self._change(restaurant_id, device_id, lambda one: one.revoke(now))

    async def require_paired(self, restaurant_id: str, device_id: str) -> None:
        """Raises DeviceRevoked. Answers from memory if possible."""
        if await self._states.get((restaurant_id, device_id)) is not DeviceState.PAIRED:
            raise DeviceRevoked

    async def _state(self, key: Key) -> DeviceState | None:
        restaurant_id, device_id = key
        return await self._devices(restaurant_id).state_of(device_id)

    async def _pair(self, code_hash: str) -> Device:
        waiting, now = await device_of_code(self._database, code_hash), self._clock.now()
        return await self._change(waiting.restaurant_id, waiting.id, lambda one: one.pair(now))

    async def _change(
        self, restaurant_id: str, device_id: str, decide: Callable[[Device], Device]
    ) -> Device:
        devices = self._devices(restaurant_id)
        device: Device = await change(partial(devices.get, device_id), decide, devices.replace, 0)
        self._states.drop((restaurant_id, device_id))
        return device

    async def _free_seat(self, devices: DeviceRepository) -> int:
        now, taken = self._clock.now(), set()
        for stored in await devices.seated():
            device = stored.at(now)
            if device is stored:
                taken.add(device.seat)
            else:  # nobody entered its code in time: it gives its seat back
                await devices.replace(device, stored.version)
        free = sorted(set(range(MOST_DEVICES)) - taken)
        if not free:
            raise TooManyDevices
        return secrets.choice(free)

    def _new(self, restaurant_id: str, name: str, seat: int) -> Device:
        device_id = new_id("dev")
        return Device(
            id=device_id,
            restaurant_id=restaurant_id,
            name=name,
            code_hash=self._codes.hash_of(self._codes.code_of(device_id)),
            seat=seat,
            create_time=self._clock.now(),
        )
