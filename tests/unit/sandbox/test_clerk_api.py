"""The Backend API of the sandbox, as far as Clerk's OpenAPI describes it."""

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from sandbox.clerk import ClerkClient, ClerkError, RunningClerk


@pytest.fixture
async def http(clerk: RunningClerk) -> AsyncIterator[aiohttp.ClientSession]:
    headers = {"Authorization": f"Bearer {clerk.secret_key}"}
    async with aiohttp.ClientSession(base_url=clerk.url, headers=headers) as made:
        yield made


async def _error(answer: aiohttp.ClientResponse) -> tuple[int, str]:
    body = await answer.json()
    assert set(body["errors"][0]) >= {"message", "long_message", "code"}
    return answer.status, body["errors"][0]["code"]


@pytest.mark.parametrize(
    ("header", "code"),
    [
        (None, "authorization_header_format_invalid"),
        ("Basic abc", "authorization_header_format_invalid"),
        ("Bearer sk_test_of_another_instance", "clerk_key_invalid"),
    ],
)
async def test_without_the_secret_key_nothing_is_told(
    clerk: RunningClerk, header: str | None, code: str
) -> None:
    headers = {"Authorization": header} if header else {}
    for path in ("/v1/users", "/v1/sessions", "/v1/nothing"):
        async with (
            aiohttp.ClientSession(base_url=clerk.url, headers=headers) as http,
            http.get(path) as answer,
        ):
            assert await _error(answer) == (401, code)


async def test_a_user_is_created_read_changed_and_deleted(http: aiohttp.ClientSession) -> None:
    body = {"email_address": ["asha@example.com"], "first_name": "Asha", "external_id": "a1"}
    async with http.post("/v1/users", json=body) as answer:
        user = await answer.json()
    assert user["id"].startswith("user_")
    assert user["primary_email_address_id"] == user["email_addresses"][0]["id"]
    path = f"/v1/users/{user['id']}"
    async with http.patch(path, json={"last_name": "Menon"}) as answer:
        assert (await answer.json())["last_name"] == "Menon"
    async with http.get(path) as answer:
        assert (await answer.json())["first_name"] == "Asha"
    async with http.delete(path) as answer:
        assert await answer.json() == {"object": "user", "id": user["id"], "deleted": True}
    async with http.get(path) as answer:
        assert await _error(answer) == (404, "resource_not_found")


async def test_an_email_belongs_to_one_user(client: ClerkClient) -> None:
    await client.create_user("asha@example.com")
    with pytest.raises(ClerkError, match="form_identifier_exists"):
        await client.create_user("Asha@example.com")


async def test_a_user_who_cannot_be_told_apart_is_refused(http: aiohttp.ClientSession) -> None:
    async with http.post("/v1/users", json={"first_name": "Nobody"}) as answer:
        assert await _error(answer) == (422, "form_param_missing")


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"email_address": ["a@b.c"], "shoe_size": 42}, "form_param_unknown"),
        ({"email_address": "a@b.c"}, "form_param_value_invalid"),
        ({"email_address": ["a@b.c"], "first_name": 7}, "form_param_value_invalid"),
    ],
)
async def test_a_wrong_field_is_named(
    http: aiohttp.ClientSession, body: dict[str, Any], code: str
) -> None:
    async with http.post("/v1/users", json=body) as answer:
        assert await _error(answer) == (422, code)


async def test_a_body_that_is_no_json_is_refused(http: aiohttp.ClientSession) -> None:
    async with http.post("/v1/users", data=b"{") as answer:
        assert await _error(answer) == (400, "request_body_invalid")


async def test_users_are_listed_newest_first_and_filtered(
    http: aiohttp.ClientSession, client: ClerkClient
) -> None:
    for name in ("asha", "bina", "chandra"):
        await client.create_user(f"{name}@example.com", external_id=name, first_name=name.title())

    async def names(query: str) -> list[str]:
        async with http.get(f"/v1/users{query}") as answer:
            return [user["external_id"] for user in await answer.json()]

    assert await names("") == ["chandra", "bina", "asha"]
    assert await names("?limit=1&offset=1") == ["bina"]
    assert await names("?external_id=asha&external_id=chandra") == ["chandra", "asha"]
    assert await names("?email_address=BINA@example.com") == ["bina"]
    assert await names("?query=chan") == ["chandra"]
    assert await names("?external_id=nobody") == []
    async with http.get("/v1/users/count") as answer:
        assert (await answer.json())["total_count"] == 3
    async with http.get("/v1/users?limit=501") as answer:
        assert (await _error(answer))[0] == 422


async def test_metadata_is_merged(http: aiohttp.ClientSession, client: ClerkClient) -> None:
    account = await client.create_user("a@example.com", public_metadata={"a": {"b": 1}, "c": 2})
    change = {"public_metadata": {"a": {"d": 3}, "c": None}}
    async with http.patch(f"/v1/users/{account.id}/metadata", json=change) as answer:
        assert (await answer.json())["public_metadata"] == {"a": {"b": 1, "d": 3}}


async def test_a_revoked_session_gives_no_tokens(
    http: aiohttp.ClientSession, client: ClerkClient
) -> None:
    account = await client.create_user("a@example.com")
    session_id = await client.open_session(account.id)
    await client.revoke_session(session_id)
    with pytest.raises(ClerkError) as caught:
        await client.token(session_id)
    assert caught.value.status == 404
    query = f"/v1/sessions?user_id={account.id}&status=revoked&paginated=true"
    async with http.get(query) as answer:
        body = await answer.json()
    assert body["total_count"] == 1
    assert body["data"][0]["id"] == session_id


async def test_nobody_signs_in_who_does_not_exist(client: ClerkClient) -> None:
    with pytest.raises(ClerkError) as caught:
        await client.open_session("user_of_nowhere")
    assert (caught.value.status, caught.value.code) == (404, "resource_not_found")
