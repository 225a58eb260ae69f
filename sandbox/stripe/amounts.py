"""How much Stripe takes, by currency."""

from sandbox.stripe import errors

MOST = 99_999_999
#: The least that Stripe takes, in minor units.
MINIMUMS = {
    "inr": 50,
    "usd": 50,
    "eur": 50,
    "gbp": 30,
    "aed": 200,
    "aud": 50,
    "cad": 50,
    "chf": 50,
    "jpy": 50,
    "sgd": 50,
    "thb": 1000,
    "myr": 200,
    "lkr": 15000,
    "sek": 300,
    "nok": 300,
    "dkk": 250,
    "pln": 200,
    "czk": 1500,
    "hkd": 400,
    "mxn": 1000,
    "nzd": 50,
    "brl": 50,
}


def check(amount: int | None, currency: str) -> int:
    """The amount, when Stripe takes that much of that currency."""
    if amount is None:
        raise errors.missing("amount")
    if currency not in MINIMUMS:
        raise errors.invalid("currency", f"Invalid currency: {currency}.")
    if amount < 1:
        raise errors.invalid(
            "amount",
            "This value must be greater than or equal to 1.",
            "parameter_invalid_integer",
        )
    least = MINIMUMS[currency]
    if amount < least:
        message = f"Amount must be at least {least / 100:.2f} {currency}"
        raise errors.invalid("amount", message, "amount_too_small")
    if amount > MOST:
        message = f"Amount must be no more than {MOST / 100:,.2f} {currency}"
        raise errors.invalid("amount", message, "amount_too_large")
    return amount
