"""DeviceService."""

from here2order.identity.v1 import device_service_pb2 as pb

from server.identity.devices.convert import device_to_proto, shown
from server.identity.devices.service import DeviceService
from server.rpc.call import Call
from server.rpc.times import to_timestamp


class DeviceServicer:
    """The RPCs, as documented in the contract."""

    def __init__(self, devices: DeviceService) -> None:
        """`devices` decides."""
        self._devices = devices

    async def StartPairing(
        self, request: pb.StartPairingRequest, call: Call
    ) -> pb.StartPairingResponse:
        """Makes a device and its code."""
        device, code = await self._devices.start_pairing(
            call.restaurant_id, request.name, call.origin(request.request_id)
        )
        return pb.StartPairingResponse(
            device=device_to_proto(device),
            pairing_code=shown(code),
            pairing_code_expire_time=to_timestamp(device.code_expire_time),
        )

    async def PairDevice(self, request: pb.PairDeviceRequest, call: Call) -> pb.PairDeviceResponse:
        """Trades a code for a token."""
        device, token = await self._devices.pair(request.pairing_code, call.address)
        return pb.PairDeviceResponse(device=device_to_proto(device), token=token)

    async def ListDevices(
        self, request: pb.ListDevicesRequest, call: Call
    ) -> pb.ListDevicesResponse:
        """All devices, newest first."""
        devices = await self._devices.all_of(call.restaurant_id)
        return pb.ListDevicesResponse(devices=[device_to_proto(one) for one in devices])

    async def RevokeDevice(
        self, request: pb.RevokeDeviceRequest, call: Call
    ) -> pb.RevokeDeviceResponse:
        """Ends a device."""
        device = await self._devices.revoke(call.restaurant_id, request.device_id)
        return pb.RevokeDeviceResponse(device=device_to_proto(device))
