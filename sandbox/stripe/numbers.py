"""Stripe's test cards: what becomes of a payment with each number."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Conduct:
    """What becomes of a charge of this card."""

    #: Stripe's error code when it is declined, and the bank's word.
    code: str | None = None
    decline_code: str | None = None
    three_d_secure: bool = False
    refunds: str | None = None
    #: The reason of the dispute that follows.
    dispute: str | None = None


def _declined(decline_code: str) -> Conduct:
    return Conduct("card_declined", decline_code)


PLAIN = Conduct()
CONDUCTS = {
    "4000000000000002": _declined("generic_decline"),
    "4000000000009995": _declined("insufficient_funds"),
    "4000000000009987": _declined("lost_card"),
    "4000000000009979": _declined("stolen_card"),
    "4000000000006975": _declined("card_velocity_exceeded"),
    "4100000000000019": _declined("fraudulent"),
    "4000000000000069": Conduct("expired_card", "expired_card"),
    "4000000000000127": Conduct("incorrect_cvc", "incorrect_cvc"),
    "4000000000000119": Conduct("processing_error", "processing_error"),
    "4000000000003220": Conduct(three_d_secure=True),
    "4000000000003063": Conduct(three_d_secure=True),
    "4000002500003155": Conduct(three_d_secure=True),
    "4000002760003184": Conduct(three_d_secure=True),
    "4000008400001629": Conduct("card_declined", "generic_decline", three_d_secure=True),
    "4000000000007726": Conduct(refunds="pending"),
    "4000000000005126": Conduct(refunds="failing"),
    "4000000000000259": Conduct(dispute="fraudulent"),
    "4000000000002685": Conduct(dispute="product_not_received"),
}
GOOD = (
    "4242424242424242",
    "4000056655665556",
    "4000003560000008",
    "5555555555554444",
    "5200828282828210",
    "2223003122003222",
    "378282246310005",
    "6011111111111117",
    "3056930009020004",
    "3566002020360505",
    "6200000000000005",
    "4000000000003055",
    "4000000000000077",
)
_DECLINED = "pm_card_visa_chargeDeclined"
TOKENS = {
    "pm_card_visa": "4242424242424242",
    "pm_card_visa_debit": "4000056655665556",
    "pm_card_in": "4000003560000008",
    "pm_card_mastercard": "5555555555554444",
    "pm_card_amex": "378282246310005",
    "pm_card_discover": "6011111111111117",
    _DECLINED: "4000000000000002",
    _DECLINED + "InsufficientFunds": "4000000000009995",
    _DECLINED + "LostCard": "4000000000009987",
    _DECLINED + "StolenCard": "4000000000009979",
    _DECLINED + "ExpiredCard": "4000000000000069",
    _DECLINED + "IncorrectCvc": "4000000000000127",
    _DECLINED + "ProcessingError": "4000000000000119",
    "pm_card_threeDSecure2Required": "4000000000003220",
    "pm_card_authenticationRequired": "4000002760003184",
    "pm_card_authenticationRequiredChargeDeclined": "4000008400001629",
    "pm_card_pendingRefund": "4000000000007726",
    "pm_card_refundFail": "4000000000005126",
    "pm_card_createDispute": "4000000000000259",
}


def conduct_of(number: str) -> Conduct:
    """What that card does; one that is no test card is declined."""
    if number in CONDUCTS:
        return CONDUCTS[number]
    return PLAIN if number in GOOD else _declined("test_mode_live_card")
