"""Saying where a restaurant's money goes, and what Stripe says about it."""

from here2order.billing.v1 import account_pb2, account_service_pb2

from server.billing.accounts.commands import AccountCommands
from server.billing.accounts.repository import open_accounts_everywhere, restaurants_paid_into
from server.storage.client import Database
from tests.support.app import RunningApp
from tests.support.house import House, Seat
from tests.support.refusals import refused
from tests.support.till import Till

_FIRST, _SECOND = "acct_1CafeMalabar", "acct_1OtherBank"


async def name(house: House, account_id: str, version: int = 0) -> account_pb2.PaymentAccount:
    """The owner names the account."""
    request = account_service_pb2.SetPaymentAccountRequest(
        restaurant_id=house.restaurant_id, stripe_account_id=account_id, expected_version=version
    )
    reply = await house.api.accounts.SetPaymentAccount(request, metadata=house.as_("OWNER"))
    return reply.account


async def see(house: House) -> account_pb2.PaymentAccount:
    """What the owner sees."""
    request = account_service_pb2.GetPaymentAccountRequest(restaurant_id=house.restaurant_id)
    reply = await house.api.accounts.GetPaymentAccount(request, metadata=house.as_("OWNER"))
    return reply.account


def database(app: RunningApp) -> Database:
    """Where the workers write."""
    return app.app.client[app.app.settings.database]


def worker(app: RunningApp) -> AccountCommands:
    """What a workflow's worker does, which has asked Stripe."""
    return AccountCommands(database(app), app.clock)


async def waiting(app: RunningApp) -> list[str]:
    """The restaurants about whose accounts Stripe is to be asked."""
    snapshot = open_accounts_everywhere(database(app))
    return [one["restaurant_id"] async for batch in snapshot.batches() for one in batch]


async def test_a_house_begins_without_one(house: House) -> None:
    account = await see(house)
    assert account.state == account_pb2.ACCOUNT_STATE_MISSING
    assert (account.restaurant_id, account.version) == (house.restaurant_id, 0)


async def test_stripe_is_asked_about_what_was_named_until_it_has_answered(
    app: RunningApp, house: House
) -> None:
    named = await name(house, _FIRST)
    assert (named.state, named.version) == (account_pb2.ACCOUNT_STATE_CHECKING, 1)
    assert await waiting(app) == [house.restaurant_id]
    await worker(app).checked(house.restaurant_id, _FIRST, charges_enabled=True, reason="")
    account = await see(house)
    assert (account.state, account.version) == (account_pb2.ACCOUNT_STATE_READY, 2)
    assert await waiting(app) == []
    assert await restaurants_paid_into(database(app), _FIRST) == [house.restaurant_id]


async def test_it_can_take_charges_no_more_and_says_why(
    app: RunningApp, house: House, seat: Seat, till: Till
) -> None:
    await till.connect()
    assert (await till.bill(seat.visit_id)).online_payments_enabled
    past_due = "requirements.past_due"
    await worker(app).checked(house.restaurant_id, _FIRST, charges_enabled=False, reason=past_due)
    account = await see(house)
    assert account.state == account_pb2.ACCOUNT_STATE_RESTRICTED
    assert account.reason == past_due


async def test_what_was_told_already_changes_nothing(app: RunningApp, house: House) -> None:
    await name(house, _FIRST)
    for _ in range(3):
        await worker(app).checked(house.restaurant_id, _FIRST, charges_enabled=True, reason="")
    assert (await see(house)).version == 2


async def test_naming_the_same_again_asks_again_and_guests_pay_meanwhile(
    app: RunningApp, house: House, seat: Seat, till: Till
) -> None:
    await till.connect()
    again = await name(house, _FIRST)
    assert again.state == account_pb2.ACCOUNT_STATE_CHECKING
    assert await waiting(app) == [house.restaurant_id]
    assert (await till.bill(seat.visit_id)).online_payments_enabled


async def test_of_another_one_nothing_is_known_until_stripe_has_answered(
    app: RunningApp, house: House, seat: Seat, till: Till
) -> None:
    await till.connect()
    await name(house, _SECOND)
    assert not (await till.bill(seat.visit_id)).online_payments_enabled
    # The answer to a question about the first one comes now.
    await worker(app).checked(house.restaurant_id, _FIRST, charges_enabled=True, reason="")
    account = await see(house)
    assert account.stripe_account_id == _SECOND
    assert account.state == account_pb2.ACCOUNT_STATE_CHECKING


async def test_two_owners_do_not_overwrite_each_other(house: House) -> None:
    first = await name(house, _FIRST)
    await name(house, _SECOND, first.version)
    late = await refused(name(house, _FIRST, first.version))
    assert late.reason == "VERSION_MISMATCH"
    assert (await see(house)).stripe_account_id == _SECOND
