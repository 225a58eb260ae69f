"""Parts of a charge: what the bank said, and how it was paid."""

from sandbox.stripe.store import Obj


def outcome(network: str, seller: str, reason: str | None) -> Obj:
    return {
        "advice_code": None,
        "network_advice_code": None,
        "network_decline_code": None,
        "network_status": network,
        "reason": reason,
        "risk_level": "normal",
        "seller_message": seller,
        "type": "issuer_declined" if reason else "authorized",
    }


def details(method: Obj) -> Obj:
    if method["type"] == "upi":
        return {"type": "upi", "upi": {"vpa": method["_vpa"] or "guest@sandbox"}}
    card = method["card"]
    taken = ("brand", "country", "exp_month", "exp_year", "fingerprint", "funding", "last4")
    return {
        "type": "card",
        "card": {name: card[name] for name in taken}
        | {
            "network": card["brand"],
            "three_d_secure": None,
            "wallet": card["wallet"],
            "checks": card["checks"],
            "installments": None,
            "mandate": None,
        },
    }
