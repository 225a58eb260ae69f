"""The page of the sandbox, and what a signed-in browser gets."""

import html

import aiohttp
import pytest

from sandbox.clerk import ClerkClient, RunningClerk
from tests.unit.sandbox.tokens import verified


@pytest.fixture
async def user_id(client: ClerkClient) -> str:
    metadata = {"role": "owner", "title": "Owner & cook"}
    made = await client.create_user(
        "leela@example.com", first_name="Leela", public_metadata=metadata
    )
    return made.id


async def test_the_page_lists_accounts_with_their_roles(
    clerk: RunningClerk, client: ClerkClient, user_id: str
) -> None:
    await client.create_user("b@example.com", first_name="<script>", public_metadata={"role": "x"})
    async with aiohttp.ClientSession(base_url=clerk.url) as http, http.get("/") as answer:
        page = await answer.text()
    assert user_id in page
    assert "Leela" in page
    assert html.escape("Owner & cook") in page
    assert page.index("Leela") < page.index("b@example.com")
    assert "&lt;script&gt;" in page


async def test_an_empty_instance_says_so(clerk: RunningClerk) -> None:
    async with aiohttp.ClientSession(base_url=clerk.url) as http, http.get("/") as answer:
        assert "No accounts yet" in await answer.text()


async def test_a_signed_in_browser_gets_fresh_tokens(clerk: RunningClerk, user_id: str) -> None:
    origin = {"Origin": "http://localhost:8080"}
    jar = aiohttp.CookieJar(unsafe=True)  # cookies of an IP address, as browsers keep them
    async with aiohttp.ClientSession(base_url=clerk.url, cookie_jar=jar) as http:
        async with http.post("/sign-in", data={"user_id": user_id}) as answer:
            assert "signed in as" in await answer.text()
        async with http.get("/v1/client") as answer:
            session_id = (await answer.json())["response"]["last_active_session_id"]
        path = f"/v1/client/sessions/{session_id}/tokens"
        async with http.post(path, headers=origin) as answer:
            assert answer.headers["Access-Control-Allow-Credentials"] == "true"
            claims = await verified((await answer.json())["jwt"], clerk.jwks_url)
        assert (claims["sub"], claims["azp"]) == (user_id, origin["Origin"])
        async with http.post("/sign-out") as answer:
            assert "signed in as" not in await answer.text()
        async with http.post(path, headers=origin) as answer:
            assert answer.status == 401


async def test_a_page_from_elsewhere_gets_no_cors(clerk: RunningClerk) -> None:
    headers = {"Origin": "https://localhost.evil.example"}
    async with (
        aiohttp.ClientSession(base_url=clerk.url, headers=headers) as http,
        http.get("/v1/client") as answer,
    ):
        assert "Access-Control-Allow-Origin" not in answer.headers


async def test_the_copied_token_lasts_for_hours(clerk: RunningClerk, user_id: str) -> None:
    form = {"user_id": user_id}
    async with aiohttp.ClientSession(base_url=clerk.url) as http:
        accept = {"Accept": "application/json"}
        async with http.post("/developer-token", data=form, headers=accept) as answer:
            token = (await answer.json())["jwt"]
        async with http.post("/developer-token", data=form) as answer:
            assert "<textarea" in await answer.text()
    claims = await verified(token, clerk.jwks_url)
    assert claims["exp"] - claims["iat"] == 12 * 3600
