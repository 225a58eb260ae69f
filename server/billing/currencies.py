"""What is particular to a currency: its digits, its sign, and the least that goes by card."""

from collections.abc import Mapping

_NO_DIGITS = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF"
_THREE_DIGITS = "BHD IQD JOD KWD LYD OMR TND"
#: As Stripe's API has them (docs.stripe.com/currencies); all others have two digits there.
_STRIPE_NO_DIGITS = "BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF"
_STRIPE_THREE_DIGITS = "BHD JOD KWD OMR TND"
_SIGNS: Mapping[str, str] = {"EUR": "€", "GBP": "£", "INR": "₹", "JPY": "¥", "USD": "$"}

#: Stripe's minimums, in minor units. Of the others Stripe asks as much as 0.50 USD is worth, and
#: refuses what is less: here it is so many minor units.
_MINIMUMS: Mapping[str, int] = {
    "AED": 200,
    "BGN": 100,
    "CZK": 1500,
    "DKK": 250,
    "GBP": 30,
    "HKD": 400,
    "HUF": 17500,
    "MXN": 1000,
    "MYR": 200,
    "NOK": 300,
    "PLN": 200,
    "RON": 200,
    "SEK": 300,
    "THB": 1000,
}
_USUAL_MINIMUM = 50


def online_minimum(currency: str) -> int:
    """The least that can be paid through Stripe, in minor units."""
    return _MINIMUMS.get(currency, _USUAL_MINIMUM)


def stripe_digits(currency: str) -> int:
    """How many digits Stripe's API has it in."""
    if currency in _STRIPE_NO_DIGITS:
        return 0
    return 3 if currency in _STRIPE_THREE_DIGITS else 2


def online_step(currency: str) -> int:
    """What goes through Stripe is a multiple of it, in minor units: 1 of EUR, 10 of KWD.

    Of currencies with three digits Stripe takes only amounts whose last one is 0.
    """
    return int(10 ** max(0, digits(currency) - min(2, stripe_digits(currency))))


def digits(currency: str) -> int:
    """How many digits its minor units take: 2 of EUR, 0 of JPY."""
    if currency in _NO_DIGITS:
        return 0
    return 3 if currency in _THREE_DIGITS else 2


def plain(amount: int, currency: str) -> str:
    """The amount as a number: "1,234.50", "-0.05", "1,250" of yen, "1,00,000.00" of rupees."""
    places = digits(currency)
    whole, rest = divmod(abs(amount), 10**places)
    minor = f".{rest:0{places}}" if places else ""
    return f"{'-' if amount < 0 else ''}{_grouped(whole, currency)}{minor}"


def with_sign(amount: int, currency: str) -> str:
    """The amount as people write it: "€12.50", "-₹100.00", "CHF 7.05"."""
    number = plain(abs(amount), currency)
    sign = _SIGNS.get(currency, f"{currency} ")
    return f"{'-' if amount < 0 else ''}{sign}{number}"


def _grouped(whole: int, currency: str) -> str:
    text = str(whole)
    if currency != "INR" or len(text) <= 5:
        return f"{whole:,}"
    # Lakhs and crores: three digits, then two by two.
    head, tail = text[:-3], text[-3:]
    pairs = [head[max(0, end - 2) : end] for end in range(len(head), 0, -2)]
    return ",".join([*reversed(pairs), tail])
