"""Twilio's errors: what is done after each."""

import pytest

from sandbox.twilio.errors import FAILURES, REFUSALS
from server.notifications.twilio.errors import ERRORS, Remedy, remedy_of, text_of

_LATER = {20429, 20503, 63018, 30001}
_NEVER = {21211, 21614, 30004, 30005, 30006, 30007}


def test_what_passes_is_tried_again_and_nothing_else() -> None:
    assert {code for code, (remedy, _) in ERRORS.items() if remedy is Remedy.LATER} == _LATER


def test_what_is_final_is_final_by_every_channel() -> None:
    assert {code for code, (remedy, _) in ERRORS.items() if remedy is Remedy.NOTHING} == _NEVER


def test_an_opt_out_and_a_missing_template_have_their_own_remedies() -> None:
    assert remedy_of(21610) is Remedy.OPTED_OUT
    assert remedy_of(63016) is Remedy.TEMPLATE


def test_a_code_that_nobody_knows_is_a_matter_of_its_channel() -> None:
    assert remedy_of(99999) is Remedy.OTHER_CHANNEL
    assert "99999" in text_of(99999)


@pytest.mark.parametrize("code", sorted(ERRORS))
def test_every_error_has_words_for_people(code: int) -> None:
    text = text_of(code)
    assert text.endswith(".")
    assert str(code) not in text


def test_all_that_can_end_a_message_has_words() -> None:
    assert set(FAILURES) <= set(ERRORS)
    assert {21211, 21610, 21614, 20429, 20503, 63018} <= set(REFUSALS) & set(ERRORS)
