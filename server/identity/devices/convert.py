"""Devices on the wire."""

from here2order.identity.v1 import device_pb2 as pb

from server.identity.devices.domain import Device
from server.rpc.times import to_timestamp


def device_to_proto(device: Device) -> pb.Device:
    """The contract's Device."""
    return pb.Device(
        id=device.id,
        restaurant_id=device.restaurant_id,
        name=device.name,
        state=pb.DeviceState.Value(f"DEVICE_STATE_{device.state}"),
        create_time=to_timestamp(device.create_time),
        pair_time=to_timestamp(device.pair_time),
        revoke_time=to_timestamp(device.revoke_time),
        version=device.version,
    )


def shown(code: str) -> str:
    """A code as people read it: "K7QX-29MT"."""
    half = len(code) // 2
    return f"{code[:half]}-{code[half:]}"
