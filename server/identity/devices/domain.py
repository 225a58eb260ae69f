"""A kitchen device, from the code that is shown for it to its end."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from server.errors import DomainError, FieldViolation, InvalidFields, Reason
from server.origin import Origin

PAIRING_CODE_LASTS = timedelta(minutes=10)
#: Of one restaurant, those that were revoked not counted.
MOST_DEVICES = 200


class PairingCodeUnknown(DomainError):
    """No device waits for this code."""

    reason = Reason.PAIRING_CODE_UNKNOWN

    def __init__(self) -> None:
        """Says what to do."""
        super().__init__("no device waits for this code; start pairing again")


class DeviceRevoked(DomainError):
    """The device's token is worth nothing any more."""

    reason = Reason.DEVICE_REVOKED

    def __init__(self) -> None:
        """Says what to do."""
        super().__init__("this device was revoked; pair it again")


class TooManyDevices(InvalidFields):
    """The restaurant has as many as it can have."""

    def __init__(self) -> None:
        """Says what to do."""
        room = f"the restaurant has {MOST_DEVICES} devices; revoke one first"
        super().__init__([FieldViolation("restaurant_id", room)])


class DeviceState(StrEnum):
    """Where a device stands. The names are those of the contract."""

    PAIRING = "PAIRING"
    PAIRED = "PAIRED"
    REVOKED = "REVOKED"


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """A screen."""

    id: str
    restaurant_id: str
    #: What the staff call it.
    name: str
    #: What is stored of its pairing code.
    code_hash: str
    #: Its place among the restaurant's devices, below MOST_DEVICES. No two that are not revoked
    #: have the same one, and so there are never more.
    seat: int
    create_time: datetime
    state: DeviceState = DeviceState.PAIRING
    pair_time: datetime | None = None
    revoke_time: datetime | None = None
    version: int = 1
    origin: Origin | None = None

    @property
    def code_expire_time(self) -> datetime:
        """From then on the pairing code opens nothing."""
        return self.create_time + PAIRING_CODE_LASTS

    def at(self, now: datetime) -> "Device":
        """As it stands now: a device whose code nobody entered in time has ended."""
        if self.state is DeviceState.PAIRING and now >= self.code_expire_time:
            return self.revoke(self.code_expire_time)
        return self

    def pair(self, now: datetime) -> "Device":
        """Its code was entered. Raises PairingCodeUnknown."""
        if self.at(now).state is not DeviceState.PAIRING:
            raise PairingCodeUnknown
        return replace(self, state=DeviceState.PAIRED, pair_time=now, version=self.version + 1)

    def revoke(self, now: datetime) -> "Device":
        """Ends it, for good."""
        if self.state is DeviceState.REVOKED:
            return self
        return replace(self, state=DeviceState.REVOKED, revoke_time=now, version=self.version + 1)
