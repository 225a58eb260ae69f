"""Backend API: organizations, as far as session tokens show them."""

import re

from aiohttp import web

from sandbox.clerk import body, errors, objects
from sandbox.clerk.instance import INSTANCE
from sandbox.clerk.records import Membership, Organization, new_id

routes = web.RouteTableDef()


@routes.post("/v1/organizations")
async def create(request: web.Request) -> web.Response:
    """Creates an organization; `created_by` becomes its first admin."""
    fields = await body.read(request, {"name", "slug", "created_by"})
    instance = request.app[INSTANCE]
    now = instance.now_ms()
    name = fields.required_text("name")
    founder = fields.text("created_by")
    organization = Organization(
        id=new_id("org"),
        name=name,
        slug=fields.text("slug") or re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-"),
        created_at=now,
        updated_at=now,
        created_by=founder,
    )
    if any(it.slug == organization.slug for it in instance.store.organizations.values()):
        raise errors.taken("slug")
    if founder:
        organization.memberships.append(Membership(new_id("orgmem"), founder, "org:admin", now))
    instance.store.save(organization)
    return web.json_response(objects.organization(organization))


@routes.post("/v1/organizations/{id}/memberships")
async def add_member(request: web.Request) -> web.Response:
    """Gives a user a seat with a role, written `org:member`."""
    fields = await body.read(request, {"user_id", "role"})
    instance = request.app[INSTANCE]
    identifier = request.match_info["id"]
    organization = instance.store.organizations.get(identifier)
    if organization is None:
        raise errors.not_found("organization", identifier)
    user_id = fields.required_text("user_id")
    if user_id not in instance.store.users:
        raise errors.not_found("user", user_id)
    role = fields.required_text("role")
    if organization.membership_of(user_id):
        raise errors.taken("user_id")
    seat = Membership(new_id("orgmem"), user_id, role, instance.now_ms())
    organization.memberships.append(seat)
    instance.store.save(organization)
    return web.json_response(objects.membership(seat, organization))
