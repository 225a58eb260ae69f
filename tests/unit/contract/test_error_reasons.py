"""Reasons: the contract's, the server's, and what is written about them."""

import json
import re

import pytest
from google.rpc import code_pb2
from here2order.common.v1.error_reason_pb2 import ErrorReason

from server.errors import RETRY_SECONDS, STATUS, Reason
from tests.unit.contract.comments import comments
from tests.unit.contract.walk import names_of

_PREFIX = "ERROR_REASON_"
#: "Fails with MENU_CHANGED, NO_MENU." and "Ends with VISIT_CLOSED when …".
_FAILURES = re.compile(r"(?:Fails|Ends|fails|and) with ((?:[A-Z]+_[A-Z_]+(?:, | and )?)+)")


def _comment(reason: Reason) -> str:
    return comments()[f"here2order.common.v1.ErrorReason.{_PREFIX}{reason}"]


def test_the_server_knows_every_reason_of_the_contract_and_no_other() -> None:
    declared = names_of(ErrorReason, _PREFIX)
    assert declared == set(Reason) == set(STATUS)


@pytest.mark.parametrize("reason", Reason)
def test_its_status_is_the_one_that_the_contract_names(reason: Reason) -> None:
    status = _comment(reason).partition(".")[0]
    assert status in code_pb2.Code.DESCRIPTOR.values_by_name
    assert status == STATUS[reason]


@pytest.mark.parametrize("reason", Reason)
def test_it_has_an_example(reason: Reason) -> None:
    before, found, example = _comment(reason).partition("Example: ")
    assert found, f"{reason} has no example"
    content = json.loads(example)
    assert content["reason"] == reason
    assert content.keys() <= {"reason", "metadata"}
    assert all(isinstance(part, str) for part in content.get("metadata", {}).values())
    assert len(before.split(". ")) > 1, f"{reason} is not explained"


def test_who_is_told_to_wait_may_call_again() -> None:
    temporary = {"UNAVAILABLE", "RESOURCE_EXHAUSTED"}
    assert {STATUS[reason] for reason in RETRY_SECONDS} <= temporary
    assert set(RETRY_SECONDS) == {reason for reason in Reason if STATUS[reason] in temporary}


def test_what_an_rpc_is_said_to_fail_with_is_a_reason() -> None:
    named = {
        word
        for comment in comments().values()
        for match in _FAILURES.findall(comment)
        for word in re.findall("[A-Z_]+", match)
    }
    assert len(named) > 10, "the pattern finds them no more"
    assert named <= set(Reason)
