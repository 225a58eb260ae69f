"""Commands can be sent again, and say what they were decided on."""

import re

import pytest

from server import contract
from server.rpc.methods import Method
from tests.unit.contract.comments import comments
from tests.unit.contract.walk import fields_of, rules

_QUESTIONS = ("Get", "List", "Watch", "Quote", "Download")
_COMMANDS = [one for one in contract.methods() if not one.name.startswith(_QUESTIONS)]
#: Makes something new each time, were it not for the request_id.
_MAKES = re.compile(
    "(Create|Place|Invite|Publish|RollBack|Scan|StartPairing|Resend|TakeCash|Refund)"
)
#: Those that need no request_id, and why.
_HARMLESS = {
    "AcceptInvitation": "whoever is in stays in",
    "ChangeMemberRole": "says what the role is to be",
    "RemoveMember": "whoever is out is NOT_FOUND",
    "PairDevice": "a code works once",
    "RevokeDevice": "what is revoked stays revoked",
    "MarkSoldOut": "what is out stays out",
    "MarkAvailable": "what is back stays back",
    "RenewVisitToken": "any number of tokens may name the same guest",
    "OpenVisit": "a table has one open visit",
    "CancelPayment": "what is called off stays called off",
    "ClaimPayment": "the first who claims it keeps it",
    "ReceiveStripeEvent": "an event has an id, and is kept once",
    "SetContact": "says what the wish is to be",
    "DeleteContact": "what is forgotten stays forgotten",
    "ReceiveTwilioEvent": "what Twilio tells has an id, and is kept once",
    "ReceiveClerkEvent": "an event has an id, and is kept once",
}

every_command = pytest.mark.parametrize("method", _COMMANDS, ids=lambda one: one.name)


def _versions(method: Method) -> set[str]:
    return {name for name in fields_of(method) if re.fullmatch("expected_(.*_)?version", name)}


@every_command
def test_it_can_be_sent_again(method: Method) -> None:
    safe = "request_id" in fields_of(method) or _versions(method) or method.name in _HARMLESS
    assert safe, "needs a request_id, an expected_version, or a reason why it needs none"


@every_command
def test_what_makes_something_has_a_request_id(method: Method) -> None:
    assert bool(_MAKES.match(method.name)) == ("request_id" in fields_of(method))


@every_command
def test_a_request_id_is_a_uuid(method: Method) -> None:
    field = fields_of(method).get("request_id")
    assert field is None or rules(field).string.uuid


@every_command
def test_an_update_names_its_fields_and_the_version_it_was_decided_on(method: Method) -> None:
    if method.name.startswith("Update"):
        assert {"update_mask", "expected_version"} <= fields_of(method).keys()
        assert rules(fields_of(method)["update_mask"]).required


@every_command
def test_it_can_fail_for_its_version_exactly_if_it_takes_one(method: Method) -> None:
    said = "VERSION_MISMATCH" in comments()[f"{method.service}.{method.name}"]
    assert said == bool(_versions(method))


@every_command
def test_a_version_may_be_left_out(method: Method) -> None:
    for name in _versions(method):
        field = fields_of(method)[name]
        assert rules(field).int64.gte == 0
        assert "0 for whatever it is now" in comments()[field.full_name]
