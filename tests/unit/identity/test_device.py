"""A kitchen device from its code to its end."""

from datetime import UTC, datetime, timedelta

import pytest

from server.identity.devices.domain import Device, DeviceState, PairingCodeUnknown

NOW = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)
LAPSE = NOW + timedelta(minutes=10)
DEVICE = Device(
    id="dev_1", restaurant_id="rst_1", name="Grill", code_hash="hash", seat=0, create_time=NOW
)


def test_a_code_pairs_within_ten_minutes() -> None:
    paired = DEVICE.pair(LAPSE - timedelta(milliseconds=1))
    assert paired.state is DeviceState.PAIRED
    assert paired.version == 2
    with pytest.raises(PairingCodeUnknown):
        DEVICE.pair(LAPSE)


def test_a_code_pairs_once() -> None:
    with pytest.raises(PairingCodeUnknown):
        DEVICE.pair(NOW).pair(NOW)


def test_a_revoked_device_is_not_paired_again() -> None:
    revoked = DEVICE.pair(NOW).revoke(NOW)
    assert revoked.state is DeviceState.REVOKED
    assert revoked.revoke(LAPSE) is revoked
    with pytest.raises(PairingCodeUnknown):
        revoked.pair(NOW)


def test_a_device_whose_code_nobody_entered_has_ended() -> None:
    assert DEVICE.at(LAPSE - timedelta(milliseconds=1)) is DEVICE
    ended = DEVICE.at(LAPSE + timedelta(days=1))
    assert (ended.state, ended.revoke_time) == (DeviceState.REVOKED, LAPSE)
    paired = DEVICE.pair(NOW)
    assert paired.at(LAPSE) is paired
