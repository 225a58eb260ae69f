"""The Messages resource: create, fetch, list, cancel, delete."""

import asyncio
import json
import re
from datetime import UTC, datetime
from email.utils import formatdate
from typing import Any

from aiohttp import web
from multidict import MultiMapping

from sandbox.twilio import fates
from sandbox.twilio.account import ACCOUNT, Account, new_sid
from sandbox.twilio.contents import rendered
from sandbox.twilio.errors import FAILURES, ApiError
from sandbox.twilio.faults import Fault
from sandbox.twilio.listing import page_of
from sandbox.twilio.records import Message
from sandbox.twilio.ways import lost_after, lost_before

routes = web.RouteTableDef()
_BASE = "/2010-04-01/Accounts/{account}/Messages"
_E164 = re.compile(r"\+[1-9][0-9]{6,14}")
_LONGEST_BODY = 1600
_GONE = frozenset({"delivered", "read", "undelivered", "failed", "canceled"})
#: Lives that are being led; a task that nobody holds may vanish.
_LIVES: set[asyncio.Task[None]] = set()


@routes.post(_BASE + ".json")
async def create(request: web.Request) -> web.StreamResponse:
    """Takes a message, and sends it."""
    account, form = request.app[ACCOUNT], await request.post()
    account.count("create")
    fields = {name: str(value) for name, value in form.items()}
    fault = account.faults.draw("create", fields.get("To", ""))
    await lost_before(request, fault)
    if fault and fault.refuse:
        raise ApiError(fault.refuse)
    message = _made(account, fields, fault)
    account.store.save(message)
    life = asyncio.create_task(fates.live(account, message))
    _LIVES.add(life)
    life.add_done_callback(_LIVES.discard)
    await lost_after(request, fault)
    return web.json_response(_shown(account, message), status=201)


@routes.get(_BASE + ".json")
async def list_messages(request: web.Request) -> web.StreamResponse:
    """Messages, newest first."""
    account = request.app[ACCOUNT]
    account.count("list")
    await lost_before(request, account.faults.draw("list", request.query.get("To", "")))
    found = [one for one in account.newest() if _fits(one, request.query)]
    page, links = page_of(found, request)
    shown = [_shown(account, message) for message in page]
    return web.json_response({"messages": shown, **links})


@routes.get(_BASE + "/{sid}.json")
async def fetch(request: web.Request) -> web.StreamResponse:
    """One message."""
    account = request.app[ACCOUNT]
    account.count("fetch")
    await lost_before(request, account.faults.draw("fetch"))
    return web.json_response(_shown(account, _found(request)))


@routes.post(_BASE + "/{sid}.json")
async def update(request: web.Request) -> web.StreamResponse:
    """Cancels one that has not left, or takes its words away."""
    account, message, form = request.app[ACCOUNT], _found(request), await request.post()
    if form.get("Status") == "canceled" and message.status not in _GONE:
        fates.advance(account, message, "canceled")
    if form.get("Body") == "":
        message.body = ""
        account.store.save(message)
    return web.json_response(_shown(account, message))


@routes.delete(_BASE + "/{sid}.json")
async def delete(request: web.Request) -> web.StreamResponse:
    """Forgets one."""
    request.app[ACCOUNT].store.delete(_found(request))
    return web.Response(status=204)


def _made(account: Account, fields: dict[str, str], fault: Fault | None) -> Message:
    to, from_ = fields.get("To", ""), fields.get("From", "")
    service = fields.get("MessagingServiceSid") or None
    _require_addresses(account, to, from_, service)
    body = _body(account, fields)
    now = account.now()
    message = Message(
        sid=new_sid("SM"),
        to=to,
        from_=from_ or _sender(account, to),
        body=body,
        direction="outbound-api",
        status="accepted" if service else "queued",
        date_created=now,
        date_updated=now,
        messaging_service_sid=service,
        status_callback=fields.get("StatusCallback", ""),
        content_sid=fields.get("ContentSid", ""),
        fate=fault.fail if fault else 0,
    )
    message.statuses.append(message.status)
    if not message.fate and message.is_whatsapp and not _is_allowed(account, message):
        message.fate = 63016
    return message


def _require_addresses(account: Account, to: str, from_: str, service: str | None) -> None:
    if not to:
        raise ApiError(21604)
    if not _E164.fullmatch(to.removeprefix("whatsapp:")):
        raise ApiError(21211)
    if not from_ and not service:
        raise ApiError(21603)
    by_whatsapp = to.startswith("whatsapp:")
    if from_ and from_ != _sender(account, to):
        raise ApiError(63007 if by_whatsapp else 21606)
    # Twilio keeps the opt-outs of SMS; WhatsApp's are the sender's own business.
    if not by_whatsapp and account.phone(to).opted_out:
        raise ApiError(21610)


def _body(account: Account, fields: dict[str, str]) -> str:
    if sid := fields.get("ContentSid", ""):
        content = account.content_named(sid)
        if content is None:
            raise ApiError(21655)
        return rendered(content, _variables(fields.get("ContentVariables", "")))
    body = fields.get("Body", "")
    if not body:
        raise ApiError(21602)
    if len(body) > _LONGEST_BODY:
        raise ApiError(21617)
    return body


def _variables(text: str) -> dict[str, str]:
    try:
        found: Any = json.loads(text or "{}")
    except ValueError:
        raise ApiError(21656) from None
    if not isinstance(found, dict) or not all(isinstance(one, str) for one in found.values()):
        raise ApiError(21656)
    return found


def _is_allowed(account: Account, message: Message) -> bool:
    content = account.content_named(message.content_sid)
    is_approved = content is not None and content.approval == "approved"
    return is_approved or account.may_write_freely(message.phone)


def _sender(account: Account, to: str) -> str:
    by_whatsapp = to.startswith("whatsapp:")
    return f"whatsapp:{account.whatsapp_from}" if by_whatsapp else account.sms_from


def _found(request: web.Request) -> Message:
    message = request.app[ACCOUNT].store.messages.get(request.match_info["sid"])
    if message is None:
        raise ApiError(20404)
    return message


def _fits(message: Message, query: MultiMapping[str]) -> bool:
    if (
        query.get("To", message.to) != message.to
        or query.get("From", message.from_) != message.from_
    ):
        return False
    sent = _day(message.date_sent)
    if "DateSent" in query and sent != query["DateSent"][:10]:
        return False
    if "DateSent>" in query and (not sent or sent < query["DateSent>"][:10]):
        return False
    return not ("DateSent<" in query and (not sent or sent > query["DateSent<"][:10]))


def _day(moment: float | None) -> str:
    if moment is None:
        return ""
    return datetime.fromtimestamp(moment, UTC).date().isoformat()


def _shown(account: Account, message: Message) -> dict[str, Any]:
    uri = f"/2010-04-01/Accounts/{account.sid}/Messages/{message.sid}"
    code = message.error_code
    return {
        "account_sid": account.sid,
        "api_version": "2010-04-01",
        "body": message.body,
        "date_created": formatdate(message.date_created),
        "date_sent": formatdate(message.date_sent) if message.date_sent else None,
        "date_updated": formatdate(message.date_updated),
        "direction": message.direction,
        "error_code": code,
        "error_message": FAILURES.get(code, "") if code else None,
        "from": message.from_,
        "messaging_service_sid": message.messaging_service_sid,
        "num_media": "0",
        "num_segments": "1",
        "price": None,
        "price_unit": None,
        "sid": message.sid,
        "status": message.status,
        "subresource_uris": {"media": f"{uri}/Media.json"},
        "to": message.to,
        "uri": f"{uri}.json",
    }
