"""Our minor units ↔ the numbers that Stripe's API takes and gives for the same money.

Ours follow ISO 4217, and Stripe's mostly do: of ISK and UGX it wants hundredths, though there are
none, and MGA it takes in whole ariary.
"""

from server.billing.currencies import digits, online_step, stripe_digits
from server.billing.stripe.client import StripeRefuses

_CODE = "amount_not_payable"


def to_stripe(amount: int, currency: str) -> int:
    """What to ask of Stripe for so many minor units. Raises StripeRefuses for what it never takes.

    Amounts are made so that this does not happen: see `online_step`.
    """
    step = online_step(currency)
    if amount % step:
        raise StripeRefuses(_CODE, f"{currency} goes in steps of {step}")
    more = stripe_digits(currency) - digits(currency)
    return int(amount * 10**more) if more >= 0 else amount // 10**-more


def from_stripe(amount: int, currency: str) -> int:
    """Our minor units of what Stripe says, whose `currency` may be in small letters.

    Stripe charges no part of what has no parts: nothing is lost.
    """
    known = currency.upper()
    more = stripe_digits(known) - digits(known)
    return amount // 10**more if more >= 0 else int(amount * 10**-more)
