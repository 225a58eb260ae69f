"""Cards: what can be one, what it looks like in the API, and the words for payers."""

from sandbox.stripe.errors import StripeRefusal
from sandbox.stripe.store import Obj

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
