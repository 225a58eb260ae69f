"""The page at `/` for people: what was paid, and everything that can be steered."""

from typing import Any

from aiohttp import web

from sandbox.stripe import browser, charges, events, intents, payment_methods, refunding
from sandbox.stripe.instance import INSTANCE, Instance
from sandbox.stripe.store import Obj

routes = web.RouteTableDef()

_PAYMENTS = 40
_ROWS = 60


@routes.get("/")
async def front_page(request: web.Request) -> web.Response:
    """The steering page."""
    return web.Response(text=browser.read("steering.html"), content_type="text/html")


@routes.get("/_sandbox/overview")
async def overview(request: web.Request) -> web.Response:
    """What the page shows, newest first."""
    instance = request.app[INSTANCE]
    store, deliveries = instance.store, instance.deliveries
    return web.json_response(
        {
            "payments": [
                _payment(instance, it) for it in store.newest_first(intents.KIND)[:_PAYMENTS]
            ],
            "events": [_event(it) for it in store.newest_first(events.KIND)[:_ROWS]],
            "deliveries": deliveries.all()[:_ROWS],
            "delivery_counts": deliveries.counts(),
            "endpoints": [it["url"] for it in store.newest_first("webhook_endpoint")],
            "faults": [fault.shown() for fault in instance.faults.all],
            "accounts": [
                {"id": it["id"], "charges_enabled": it["charges_enabled"]}
                for it in store.newest_first("account")
            ],
            "settings": {
                name: getattr(instance.settings, name)
                for name in ("delivery", "upi_settles_seconds", "refunds")
            },
        }
    )


def _payment(instance: Instance, intent: Obj) -> Obj:
    charge = instance.store.get(charges.KIND, intent["latest_charge"] or "")
    error = intent["last_payment_error"] or {}
    return {
        "id": intent["id"],
        "amount": browser.money(intent["amount"], intent["currency"]),
        "status": intent["status"],
        "description": intent["description"],
        "payment_id": intent["metadata"].get("payment_id"),
        "created": intent["created"],
        "upi": "upi" in intent["payment_method_types"],
        "means": _means(instance, intent, charge),
        "error": error.get("decline_code") or error.get("code"),
        "refunds": [_refund(it) for it in _of(instance, refunding.KIND, intent)],
        "disputes": [
            {"id": it["id"], "status": it["status"]} for it in _of(instance, "dispute", intent)
        ],
    }


def _means(instance: Instance, intent: Obj, charge: Obj | None) -> str:
    used = intent["payment_method"] or (charge or {}).get("payment_method") or ""
    method = instance.store.get(payment_methods.KIND, used)
    if method is None:
        return ""
    if method["type"] == "upi":
        return "UPI"
    wallet = (method["card"]["wallet"] or {}).get("type", "").replace("_", " ").title()
    return f"{wallet or method['card']['brand'].title()} •••• {method['card']['last4']}"


def _of(instance: Instance, kind: str, intent: Obj) -> list[Obj]:
    return [it for it in instance.store.newest_first(kind) if it["payment_intent"] == intent["id"]]


def _refund(refund: Obj) -> dict[str, Any]:
    amount = browser.money(refund["amount"], refund["currency"])
    return {"id": refund["id"], "amount": amount, "status": refund["status"]}


def _event(event: Obj) -> dict[str, Any]:
    about = event["data"]["object"]["id"]
    return {"id": event["id"], "type": event["type"], "created": event["created"], "about": about}
