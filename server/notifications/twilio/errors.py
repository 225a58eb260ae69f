"""Twilio's error codes: what each means for people, and what is done about it. All in one table.

From https://www.twilio.com/docs/api/errors. A code that is missing here is a matter of its channel:
it is not tried again there.
"""

from collections.abc import Mapping
from enum import Enum, auto


class Remedy(Enum):
    """What can be done after an error."""

    #: The same again, later: it passes.
    LATER = auto()
    #: Nothing: the number takes no messages, by whatever channel, or not this one.
    NOTHING = auto()
    #: Nothing ever again to this number: whoever has it does not want to be told.
    OPTED_OUT = auto()
    #: The same as a template that WhatsApp has approved.
    TEMPLATE = auto()
    #: By another channel, if there is one left.
    OTHER_CHANNEL = auto()


_R = Remedy

ERRORS: Mapping[int, tuple[Remedy, str]] = {
    20003: (_R.OTHER_CHANNEL, "Twilio does not accept our account or its token."),
    20404: (_R.OTHER_CHANNEL, "Twilio does not know what was asked for."),
    20429: (_R.LATER, "Too many messages at once; it is tried again."),
    20503: (_R.LATER, "Twilio is not available; it is tried again."),
    21211: (_R.NOTHING, "This is no phone number."),
    21212: (_R.OTHER_CHANNEL, "Our own number is not right; see the settings."),
    21408: (_R.OTHER_CHANNEL, "Our account may not send to this country."),
    21606: (_R.OTHER_CHANNEL, "Our own number may not send messages; see the settings."),
    21608: (_R.OTHER_CHANNEL, "A trial account may send to verified numbers only."),
    21610: (_R.OPTED_OUT, "This number has opted out; only START from it allows messages again."),
    21611: (_R.OTHER_CHANNEL, "Too many messages wait at our own number."),
    21612: (_R.OTHER_CHANNEL, "There is no way from our number to this one."),
    21614: (_R.NOTHING, "This number is no mobile phone."),
    21617: (_R.OTHER_CHANNEL, "The text is too long."),
    21655: (_R.OTHER_CHANNEL, "The template is not there any more."),
    21656: (_R.OTHER_CHANNEL, "The template does not take these variables."),
    30001: (_R.LATER, "Too many messages wait on their way; it is tried again."),
    30002: (_R.OTHER_CHANNEL, "Our account is suspended."),
    30003: (_R.OTHER_CHANNEL, "The phone is off or out of reach."),
    30004: (_R.NOTHING, "The phone or its network blocks messages."),
    30005: (_R.NOTHING, "There is no phone with this number any more."),
    30006: (_R.NOTHING, "This is a landline, or a network that takes no messages."),
    30007: (_R.NOTHING, "The network took the message for spam."),
    30008: (_R.OTHER_CHANNEL, "The network could not deliver it, and says no more."),
    30034: (_R.OTHER_CHANNEL, "Our number is not registered for messages to this country."),
    63001: (_R.OTHER_CHANNEL, "WhatsApp does not accept our account."),
    63003: (_R.OTHER_CHANNEL, "Nobody has WhatsApp on this number."),
    63005: (_R.OTHER_CHANNEL, "WhatsApp did not accept the message."),
    63007: (_R.OTHER_CHANNEL, "Our number is not known to WhatsApp; see the settings."),
    63012: (_R.OTHER_CHANNEL, "WhatsApp has a fault."),
    63013: (_R.OTHER_CHANNEL, "WhatsApp's rules forbid the message."),
    63016: (_R.TEMPLATE, "WhatsApp takes only an approved template now; it is sent as one."),
    63018: (_R.LATER, "Too many messages by WhatsApp at once; it is tried again."),
    63024: (_R.OTHER_CHANNEL, "WhatsApp does not deliver to this number."),
    63032: (_R.OTHER_CHANNEL, "WhatsApp does not deliver this kind of message to this number."),
    63049: (_R.OTHER_CHANNEL, "WhatsApp chose not to deliver it."),
    63051: (_R.OTHER_CHANNEL, "Our WhatsApp account is restricted."),
}

#: When Twilio was not reached at all.
UNREACHED = 0


def remedy_of(code: int) -> Remedy:
    """What is done after this error."""
    if code == UNREACHED:
        return Remedy.LATER
    return ERRORS[code][0] if code in ERRORS else Remedy.OTHER_CHANNEL


def text_of(code: int) -> str:
    """What an error means, for people."""
    if code == UNREACHED:
        return "Twilio could not be reached; it is tried again."
    return ERRORS[code][1] if code in ERRORS else f"Twilio reports error {code}."
