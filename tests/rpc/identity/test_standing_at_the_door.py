"""What a caller loses between being let in and the stream's first message is not overlooked."""

from collections.abc import AsyncIterator

import pytest

from server.identity.devices.domain import DeviceRevoked
from server.identity.standing import Standing
from server.rpc.call import Call
from server.rpc.methods import Method
from server.rpc.principal import Device
from server.rpc.watch import View, Watches
from server.storage.cursor import Position
from server.storage.snapshot import snapshot
from tests.rpc.identity.conftest import House, Person
from tests.rpc.identity.test_devices import revoke


class Silent(Call):
    """A call whose client hears nothing."""

    async def write(self, message: object) -> None:
        del message


async def test_a_device_is_revoked_while_its_snapshot_is_read(
    house: House, olga: Person, restaurant_id: str
) -> None:
    started = await house.start_pairing(olga, restaurant_id)
    device_id = (await house.pair(started.pairing_code)).device.id
    app = house.app.app
    database = app.client[app.settings.database]
    remembered: list[str] = []

    async def require_paired(_: str, device_id: str) -> None:
        # As stale as a memory can be: it learns of the end only from the change feed.
        if device_id in remembered:
            raise DeviceRevoked

    app.feed.listen("devices", lambda change: remembered.append(change.key))
    standing = Standing(role_of=never, require_open_visit=never, require_paired=require_paired)

    async def read() -> AsyncIterator[tuple[bytes, Position]]:
        await revoke(house, olga, restaurant_id, device_id)
        taken = snapshot(database, "orders", {}, {"_id": 1})
        async for _ in taken.batches():
            pass
        yield b"", taken.position

    method = Method("", "", object, object, streams=True, callers=("DEVICE",))  # type: ignore[arg-type]
    call = Silent(method, None, b"", principal=Device(device_id, restaurant_id))  # type: ignore[arg-type]
    view = View(
        topics=standing.topics(call.principal),
        snapshot=read,
        encode=lambda _: None,
        form="nothing",
        beat=lambda _: b"",
        admit=standing.watcher(call),
    )
    watches = Watches(app.feed, heartbeat_seconds=600, backlog=16)
    with pytest.raises(DeviceRevoked):
        await watches.run(call, view, "")


async def never(*_: object) -> None:
    raise AssertionError
