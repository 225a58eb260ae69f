"""Backend API: users."""

from collections.abc import Mapping
from typing import Any

from aiohttp import web

from sandbox.clerk import body, errors, objects
from sandbox.clerk.instance import INSTANCE, Instance
from sandbox.clerk.records import Identifier, User, new_id

routes = web.RouteTableDef()

_PROFILE = ("external_id", "username", "first_name", "last_name", "locale")
_METADATA = ("public_metadata", "private_metadata", "unsafe_metadata")
# Clerk knows these; they change nothing here, where nobody types a password.
_ACCEPTED = (
    "password",
    "skip_password_checks",
    "skip_password_requirement",
    "skip_legal_checks",
    "delete_self_enabled",
    "create_organization_enabled",
    "notify_primary_email_address_changed",
    "sign_out_of_other_sessions",
)
_CREATE = {*_PROFILE, *_METADATA, *_ACCEPTED, "email_address", "phone_number"}
_UPDATE = {*_PROFILE, *_ACCEPTED}


@routes.post("/v1/users")
async def create(request: web.Request) -> web.Response:
    """Creates a user; e-mail, phone, username and external id are unique in the instance."""
    fields = await body.read(request, _CREATE)
    instance = request.app[INSTANCE]
    now = instance.now_ms()
    user = User(
        id=new_id("user"),
        created_at=now,
        updated_at=now,
        email_addresses=[Identifier(new_id("idn"), it) for it in fields.texts("email_address")],
        phone_numbers=[Identifier(new_id("idn"), it) for it in fields.texts("phone_number")],
    )
    _apply(user, {name: fields.text(name) for name in _PROFILE})
    _apply(user, {name: fields.mapping(name) for name in _METADATA})
    if user.identifier is None:
        raise errors.missing("email_address")
    _refuse_taken(instance, user)
    instance.store.save(user)
    instance.webhooks.tell("user.created", objects.user(user))
    return web.json_response(objects.user(user))


@routes.get("/v1/users")
async def list_users(request: web.Request) -> web.Response:
    """Newest first; filters by e-mail, phone, username, external id, id, and free text."""
    found = [user for user in request.app[INSTANCE].store.users.values() if _wanted(user, request)]
    found.reverse()
    return web.json_response([objects.user(user) for user in body.page(request, found)])


@routes.get("/v1/users/count")
async def count(request: web.Request) -> web.Response:
    """How many users match the same filters."""
    users = request.app[INSTANCE].store.users.values()
    total = sum(1 for user in users if _wanted(user, request))
    return web.json_response({"object": "total_count", "total_count": total})


@routes.get("/v1/users/{id}")
async def get(request: web.Request) -> web.Response:
    """One user."""
    return web.json_response(objects.user(_user(request)))


@routes.patch("/v1/users/{id}")
async def update(request: web.Request) -> web.Response:
    """Changes the profile; metadata has a call of its own, as in Clerk."""
    fields = await body.read(request, _UPDATE)
    user = _user(request)
    instance = request.app[INSTANCE]
    changes = {name: fields.text(name) for name in _PROFILE if name in fields.values}
    before = {name: getattr(user, name) for name in changes}
    _apply(user, changes)
    try:
        _refuse_taken(instance, user)
    except errors.ApiError:
        _apply(user, before)
        raise
    _touch(instance, user)
    return web.json_response(objects.user(user))


@routes.patch("/v1/users/{id}/metadata")
async def merge_metadata(request: web.Request) -> web.Response:
    """Merges into the metadata, deeply; a key set to null goes away."""
    fields = await body.read(request, _METADATA)
    user = _user(request)
    for name in _METADATA:
        _merge(getattr(user, name), fields.mapping(name))
    _touch(request.app[INSTANCE], user)
    return web.json_response(objects.user(user))


@routes.delete("/v1/users/{id}")
async def delete(request: web.Request) -> web.Response:
    """Deletes the user, who loses every session."""
    user = _user(request)
    instance = request.app[INSTANCE]
    store = instance.store
    for session in store.sessions_of(user.id):
        store.delete(session)
    store.delete(user)
    gone = objects.deleted("user", user.id)
    instance.webhooks.tell("user.deleted", gone)
    return web.json_response(gone)


def _user(request: web.Request) -> User:
    identifier = request.match_info["id"]
    user = request.app[INSTANCE].store.users.get(identifier)
    if user is None:
        raise errors.not_found("user", identifier)
    return user


def _apply(user: User, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        setattr(user, name, value)


def _touch(instance: Instance, user: User) -> None:
    user.updated_at = instance.now_ms()
    instance.store.save(user)
    instance.webhooks.tell("user.updated", objects.user(user))


def _identifiers(user: User) -> dict[str, set[str]]:
    return {
        "email_address": {each.value.lower() for each in user.email_addresses},
        "phone_number": {each.value for each in user.phone_numbers},
        "username": {user.username} if user.username else set(),
        "external_id": {user.external_id} if user.external_id else set(),
        "user_id": {user.id},
    }


def _refuse_taken(instance: Instance, user: User) -> None:
    mine = _identifiers(user)
    for other in instance.store.users.values():
        if other.id != user.id:
            for name, values in _identifiers(other).items():
                if values & mine[name]:
                    raise errors.taken(name)


def _wanted(user: User, request: web.Request) -> bool:
    for name, values in _identifiers(user).items():
        asked = request.query.getall(name, [])
        if asked and not values & {it.lower() if name == "email_address" else it for it in asked}:
            return False
    text = request.query.get("query", "").lower()
    return text in " ".join([user.id, user.display_name, user.identifier or ""]).lower()


def _merge(into: dict[str, Any], changes: dict[str, Any]) -> None:
    for key, value in changes.items():
        if value is None:
            into.pop(key, None)
        elif isinstance(value, dict) and isinstance(into.get(key), dict):
            _merge(into[key], value)
        else:
            into[key] = value
