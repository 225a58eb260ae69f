"""The Content resource: templates, and WhatsApp's word about them."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from aiohttp import web

from sandbox.twilio.account import ACCOUNT, Account, new_sid
from sandbox.twilio.errors import ApiError
from sandbox.twilio.records import Content
from sandbox.twilio.ways import lost_before

routes = web.RouteTableDef()
_VARIABLE = re.compile(r"\{\{\s*(\w+)\s*\}\}")
_PAGE_SIZE = 50


def rendered(content: Content, variables: Mapping[str, str]) -> str:
    """Its words. Raises ApiError if a variable is missing."""
    known = content.variables | dict(variables)
    if not set(_VARIABLE.findall(content.body)) <= known.keys():
        raise ApiError(21656)
    return _VARIABLE.sub(lambda match: known[match[1]], content.body)


@routes.post("/v1/Content")
async def create(request: web.Request) -> web.Response:
    """A new template."""
    account, body = request.app[ACCOUNT], await request.json()
    text = body.get("types", {}).get("twilio/text", {}).get("body", "")
    if not text:
        raise ApiError(21602)
    content = Content(
        sid=new_sid("HX"),
        friendly_name=body.get("friendly_name", ""),
        language=body.get("language", ""),
        variables=body.get("variables") or {},
        body=text,
        date_created=account.now(),
    )
    account.store.save(content)
    return web.json_response(_shown(account, content), status=201)


@routes.get("/v1/Content")
async def list_contents(request: web.Request) -> web.Response:
    """All templates, a page at a time."""
    account = request.app[ACCOUNT]
    await lost_before(request, account.faults.draw("content"))
    size, page = int(request.query.get("PageSize", _PAGE_SIZE)), int(request.query.get("Page", 0))
    contents = list(account.store.contents.values())
    shown = [_shown(account, one) for one in contents[page * size : (page + 1) * size]]
    more = (page + 1) * size < len(contents)
    next_url = account.url + str(request.rel_url.update_query({"Page": str(page + 1)}))
    meta = {
        "key": "contents",
        "page": page,
        "page_size": size,
        "url": account.url + str(request.rel_url),
        "first_page_url": account.url + str(request.rel_url.update_query({"Page": "0"})),
        "previous_page_url": None,
        "next_page_url": next_url if more else None,
    }
    return web.json_response({"contents": shown, "meta": meta})


@routes.post("/v1/Content/{sid}/ApprovalRequests/whatsapp")
async def approve(request: web.Request) -> web.Response:
    """Hands a template in. This WhatsApp reads quickly, and has nothing against it."""
    account, body = request.app[ACCOUNT], await request.json()
    content = account.content_named(request.match_info["sid"])
    if content is None:
        raise ApiError(20404)
    content.approval = "approved"
    account.store.save(content)
    approval = {
        "name": body.get("name", ""),
        "category": body.get("category", ""),
        "content_type": "twilio/text",
        "status": "received",
        "rejection_reason": "",
        "allow_category_change": True,
    }
    return web.json_response(approval, status=201)


def _shown(account: Account, content: Content) -> dict[str, Any]:
    moment = datetime.fromtimestamp(content.date_created, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    url = f"{account.url}/v1/Content/{content.sid}"
    return {
        "sid": content.sid,
        "account_sid": account.sid,
        "friendly_name": content.friendly_name,
        "language": content.language,
        "variables": content.variables,
        "types": {"twilio/text": {"body": content.body}},
        "date_created": moment,
        "date_updated": moment,
        "url": url,
        "links": {"approval_create": f"{url}/ApprovalRequests/whatsapp"},
    }
