"""Stripe's test cards: what a number means, and what a card looks like in the API."""

from dataclasses import dataclass

from sandbox.stripe.errors import StripeRefusal
from sandbox.stripe.store import Obj


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
_BRANDS = (
    ("4", "visa"),
    ("5", "mastercard"),
    ("2", "mastercard"),
    ("34", "amex"),
    ("37", "amex"),
    ("35", "jcb"),
    ("30", "diners"),
    ("62", "unionpay"),
    ("6", "discover"),
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
_MESSAGES = {
    "insufficient_funds": "Your card has insufficient funds.",
    "expired_card": "Your card has expired.",
    "incorrect_cvc": "Your card's security code is incorrect.",
    "incorrect_number": "Your card number is incorrect.",
    "processing_error": "An error occurred while processing your card. Try again in a little bit.",
    "invalid_expiry_month": "Your card's expiration month is invalid.",
    "invalid_expiry_year": "Your card's expiration year is invalid.",
    "invalid_cvc": "Your card's security code is invalid.",
    "payment_intent_authentication_failure": (
        "The provided payment method has failed authentication."
    ),
    "payment_intent_payment_attempt_expired": "The time to approve this payment is over.",
    "payment_intent_payment_attempt_failed": "The payment failed.",
    "payment_method_customer_decline": "The payment was declined in the app.",
    "test_mode_live_card": (
        "Your card was declined. Your request was in test mode, but used a non test card."
    ),
}


def message_of(word: str | None) -> str:
    """Stripe's sentence for the payer."""
    return _MESSAGES.get(word or "", "Your card was declined.")


def conduct_of(number: str) -> Conduct:
    """What that card does; one that is no test card is declined."""
    if number in CONDUCTS:
        return CONDUCTS[number]
    return PLAIN if number in GOOD else _declined("test_mode_live_card")


def brand_of(number: str) -> str:
    """The network, by the first digits."""
    fits = [(start, name) for start, name in _BRANDS if number.startswith(start)]
    return max(fits, default=("", "unknown"))[1]


def refused(code: str, param: str, decline_code: str | None = None) -> StripeRefusal:
    """A card that is not even tried."""
    return StripeRefusal(
        402,
        "card_error",
        message_of(decline_code or code),
        code=code,
        param=param,
        decline_code=decline_code,
    )


def check(number: str, month: int, year: int, cvc: str | None, this_year: int) -> None:
    """Raises StripeRefusal (card_error) for what cannot be a card."""
    if not number.isdecimal() or not 13 <= len(number) <= 19 or not _luhn(number):
        raise refused("incorrect_number", "number")
    if not 1 <= month <= 12:
        raise refused("invalid_expiry_month", "exp_month")
    if not this_year <= year <= this_year + 50:
        raise refused("invalid_expiry_year", "exp_year")
    if cvc is not None and not (cvc.isdecimal() and 3 <= len(cvc) <= 4):
        raise refused("invalid_cvc", "cvc")


def _luhn(number: str) -> bool:
    odd = sum(int(digit) for digit in number[-1::-2])
    even = sum(sum(divmod(2 * int(digit), 10)) for digit in number[-2::-2])
    return (odd + even) % 10 == 0


def card(number: str, month: int, year: int, wallet: str | None) -> Obj:
    """The `card` of a PaymentMethod; `wallet` is apple_pay, google_pay or None."""
    brand = brand_of(number)
    return {
        "brand": brand,
        "checks": {
            "address_line1_check": None,
            "address_postal_code_check": None,
            "cvc_check": "unchecked",
        },
        "country": "IN" if number.startswith("400000356") else "US",
        "display_brand": brand,
        "exp_month": month,
        "exp_year": year,
        "fingerprint": f"sandbox{brand}{number[-4:]}",
        "funding": "debit" if number in ("4000056655665556", "5200828282828210") else "credit",
        "generated_from": None,
        "last4": number[-4:],
        "networks": {"available": [brand], "preferred": None},
        "three_d_secure_usage": {"supported": True},
        "wallet": _wallet(number, wallet),
        "regulated_status": "unregulated",
    }


def _wallet(number: str, kind: str | None) -> Obj | None:
    return {"type": kind, kind: {}, "dynamic_last4": number[-4:]} if kind else None
