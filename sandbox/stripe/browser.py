"""What a payer's browser opens: the stand-in of Stripe.js, its frame, the bank's page, UPI."""

import html
import io
from importlib import resources
from string import Template
from urllib.parse import urlencode

import segno
from aiohttp import web

from sandbox.stripe import confirming, errors
from sandbox.stripe.instance import INSTANCE
from sandbox.stripe.intents import KIND
from sandbox.stripe.payment_methods import KIND as METHOD
from sandbox.stripe.store import Obj

routes = web.RouteTableDef()

_PAYEE = "Chakara"
_VPA = "chakara@sandbox"
_SYMBOLS = {"inr": "₹", "usd": "$", "eur": "€", "gbp": "£"}
_TYPES = {"js": "text/javascript", "css": "text/css", "html": "text/html"}
_FILES = (
    "stripe.js",
    "element.html",
    "element.css",
    "element.js",
    "page.css",
    "page.js",
    "steering.js",
    "steering.css",
)


@routes.get("/v3/{name}")
@routes.get("/{train:basil|clover|dahlia}/{name}")
async def file(request: web.Request) -> web.Response:
    """The files that pages load."""
    name = request.match_info["name"]
    if name not in _FILES:
        raise web.HTTPNotFound
    headers = {"Access-Control-Allow-Origin": "*", "Cache-Control": "no-cache"}
    kind = _TYPES[name.rpartition(".")[2]]
    return web.Response(text=read(name), content_type=kind, headers=headers)


@routes.get("/3ds/{id}")
async def challenge(request: web.Request) -> web.Response:
    """The bank asks the holder of the card."""
    return _page(request, "challenge.html")


@routes.get("/upi/{id}")
async def upi(request: web.Request) -> web.Response:
    """The QR code and the link to a UPI app."""
    return _page(request, "upi.html")


@routes.get("/upi/{id}/app")
async def upi_app(request: web.Request) -> web.Response:
    """The stand-in of a UPI app."""
    return _page(request, "upi_app.html")


@routes.get("/upi/{id}/qr.{kind:svg|png}")
async def qr_code(request: web.Request) -> web.Response:
    """The UPI link as a QR code."""
    kind = request.match_info["kind"]
    picture = io.BytesIO()
    code = segno.make(upi_link(_intent(request)), error="m")
    code.save(
        picture, kind=kind, scale=8, border=2, **({} if kind == "png" else {"xmldecl": False})
    )
    mime = "image/svg+xml" if kind == "svg" else "image/png"
    return web.Response(body=picture.getvalue(), content_type=mime)


@routes.get("/pages/{id}")
async def status(request: web.Request) -> web.Response:
    """How the payment stands, for the pages that wait for it."""
    return web.json_response({"status": _intent(request)["status"]})


@routes.post("/pages/{id}/{act:approve|decline}")
async def act(request: web.Request) -> web.Response:
    """The payer agrees or refuses on one of these pages."""
    instance, intent = request.app[INSTANCE], _intent(request)
    step = confirming.approve if request.match_info["act"] == "approve" else confirming.decline
    try:
        step(instance, intent)
    except errors.StripeRefusal as refusal:
        if refusal.status != 402:
            return web.json_response({"error": refusal.error["message"]}, status=409)
    instance.store.commit()
    return web.json_response({"status": intent["status"]})


def upi_link(intent: Obj) -> str:
    """The link that UPI apps take (NPCI's deep link)."""
    asked = {
        "pa": _VPA,
        "pn": _PAYEE,
        "am": f"{intent['amount'] / 100:.2f}",
        "cu": intent["currency"].upper(),
        "tr": intent["id"],
        "tn": intent["description"] or "Bill",
    }
    return "upi://pay?" + urlencode(asked)


def money(amount: int, currency: str) -> str:
    """As people write it."""
    return f"{_SYMBOLS.get(currency, currency.upper() + ' ')}{amount / 100:,.2f}"


def read(name: str) -> str:
    """One of the files in `pages/`."""
    return resources.files(__package__).joinpath("pages", name).read_text(encoding="utf-8")


def _page(request: web.Request, name: str) -> web.Response:
    intent = _intent(request)
    action = (intent["next_action"] or {}).get("upi_handle_redirect_or_display_qr_code", {})
    words = {
        "id": intent["id"],
        "amount": money(intent["amount"], intent["currency"]),
        "payee": _PAYEE,
        "description": intent["description"] or "Your bill",
        "means": _means(request, intent),
        "status": intent["status"],
        "return_url": intent.get("_return_url") or "",
        "expires": action.get("qr_code", {}).get("expires_at", ""),
        "link": upi_link(intent),
    }
    safe = {key: html.escape(str(value)) for key, value in words.items()}
    return web.Response(text=Template(read(name)).substitute(safe), content_type="text/html")


def _means(request: web.Request, intent: Obj) -> str:
    method = request.app[INSTANCE].store.get(METHOD, intent["payment_method"] or "")
    if method is None:
        return "–"
    if method["type"] == "upi":
        return str(method["_vpa"] or "guest@sandbox")
    return f"{method['card']['brand'].title()} •••• {method['card']['last4']}"


def _intent(request: web.Request) -> Obj:
    intent = request.app[INSTANCE].store.get(KIND, request.match_info["id"])
    if intent is None:
        raise web.HTTPNotFound
    return intent
