"""Amounts of money in the words of a message."""

# By ISO 4217; all others have two.
_NO_DECIMALS = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF"
_THREE_DECIMALS = "BHD IQD JOD KWD LYD OMR TND"
_SIGNS = {"INR": "₹", "EUR": "€", "GBP": "£", "USD": "$"}


def in_words(amount: int, currency: str) -> str:
    """Minor units as people write them: "₹1,250.00", "JPY 900"."""
    places = _places(currency)
    whole, part = divmod(amount, 10**places)
    number = f"{whole:,}.{part:0{places}d}" if places else f"{whole:,}"
    sign = _SIGNS.get(currency)
    return f"{sign}{number}" if sign else f"{currency} {number}"


def _places(currency: str) -> int:
    if currency in _NO_DECIMALS.split():
        return 0
    return 3 if currency in _THREE_DECIMALS.split() else 2
