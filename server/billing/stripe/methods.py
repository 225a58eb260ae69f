"""By what means a PaymentIntent was paid, as its latest charge tells."""

from collections.abc import Mapping
from typing import Any

from server.billing.payments.domain import Method

_BRANDS: Mapping[str, str] = {
    "amex": "American Express",
    "diners": "Diners Club",
    "discover": "Discover",
    "eftpos_au": "eftpos",
    "jcb": "JCB",
    "mastercard": "Mastercard",
    "rupay": "RuPay",
    "unionpay": "UnionPay",
    "visa": "Visa",
}
_WALLETS: Mapping[str, str] = {
    "amazon_pay": "Amazon Pay",
    "apple_pay": "Apple Pay",
    "google_pay": "Google Pay",
    "link": "Link",
    "paypal": "PayPal",
    "samsung_pay": "Samsung Pay",
}


def method_of(intent: Mapping[str, Any]) -> tuple[Method | None, str]:
    """The means, and in words for people; nothing while no charge is there, expanded."""
    charge = intent.get("latest_charge")
    if not isinstance(charge, Mapping):
        return None, ""
    details: Mapping[str, Any] = charge.get("payment_method_details") or {}
    kind = str(details.get("type") or "")
    inside: Mapping[str, Any] = details.get(kind) or {}
    if kind == "card":
        return _card(inside)
    if kind == "upi":
        return Method.UPI, f"UPI {inside.get('vpa') or ''}".strip()
    if kind in _WALLETS:
        return Method.WALLET, _WALLETS[kind]
    return None, kind.replace("_", " ").capitalize()


def _card(card: Mapping[str, Any]) -> tuple[Method, str]:
    digits = f"•••• {card['last4']}" if card.get("last4") else ""
    wallet = str((card.get("wallet") or {}).get("type") or "")
    if wallet:
        return Method.WALLET, f"{_named(_WALLETS, wallet)} {digits}".strip()
    return Method.CARD, f"{_named(_BRANDS, str(card.get('brand') or 'card'))} {digits}".strip()


def _named(names: Mapping[str, str], word: str) -> str:
    return names.get(word) or word.replace("_", " ").capitalize()
