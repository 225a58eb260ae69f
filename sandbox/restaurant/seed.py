"""Fills an empty stack with Chakara: accounts at the local Clerk, everything else over gRPC."""

import asyncio
from dataclasses import dataclass

import grpc.aio

from sandbox.clerk import ClerkClient
from sandbox.restaurant import place
from sandbox.restaurant.house import House, open_restaurant
from sandbox.restaurant.model import Person, Role
from sandbox.stripe.client import StripeSteering

_SETTING_UP_SECONDS = 600
DEVELOPER_TOKEN_SECONDS = 365 * 86_400


@dataclass(frozen=True, slots=True)
class Seeded:
    """What a person needs to look around; as text, the lines that `make run` ends with."""

    restaurant_id: str
    guest_url: str
    table_code: str
    kitchen_url: str
    pairing_code: str
    staff_url: str
    sign_in_url: str
    #: The sandbox's money and phones, or "".
    stripe_url: str
    twilio_url: str
    target: str
    tokens: dict[Role, str]

    def __str__(self) -> str:
        """Where to click, what to paste."""
        tokens = "\n".join(f"  {role.upper()}={token}" for role, token in self.tokens.items())
        target = self.target.replace("127.0.0.1", "localhost")
        return (
            f"{place.NAME}, {place.ADDRESS[1]}\n"
            f"  Guest page, table 1   {self.guest_url}\n"
            f"  Kitchen page          {self.kitchen_url}   (pairing code {self.pairing_code})\n"
            f"  Staff page            {self.staff_url}\n"
            f"  Accounts and tokens   {self.sign_in_url}\n"
            f"{self._vendors()}"
            "\nTokens, good for a year on this machine; paste them into a shell:\n"
            f"{tokens}\n"
            "\nAnd then:\n"
            f"  .venv/bin/grpcurl -plaintext {target} list\n"
            '  .venv/bin/grpcurl -plaintext -H "authorization: Bearer $OWNER" \\\n'
            f'    -d \'{{"restaurant_id": "{self.restaurant_id}"}}\' \\\n'
            f"    {target} here2order.catalog.v1.TableService/ListTables"
        )

    def _vendors(self) -> str:
        pages = {
            "Stripe (local)": self.stripe_url,
            "Phones (local)": self.twilio_url,
        }
        return "".join(f"  {name:<22}{url}\n" for name, url in pages.items() if url)


async def seed(
    target: str, clerk_url: str, *, stripe_url: str = "", twilio_url: str = ""
) -> Seeded:
    """Makes sure that the restaurant is there, and says how to get in.

    `target` is host:port of the gRPC API, the others are the addresses of the local vendors; where
    there is no local Stripe, no account is opened. Running it again changes nothing but fresh
    tokens and, if the last one was used, a new pairing code.
    Raises grpc.aio.AioRpcError, ClerkError, aiohttp.ClientError, TimeoutError.
    """
    async with (
        await ClerkClient.at(clerk_url) as clerk,
        grpc.aio.insecure_channel(target) as channel,
    ):
        accounts = {person: await _account(clerk, person) for person in place.PEOPLE}
        tokens = {
            person: await clerk.sign_in(user_id, expires_in_seconds=_SETTING_UP_SECONDS)
            for person, user_id in accounts.items()
        }
        owner, *others = place.PEOPLE
        restaurant_id = await open_restaurant(channel, tokens[owner])
        house = House(channel, tokens[owner], restaurant_id)
        tables, _, _, code = await asyncio.gather(
            house.set_tables(),
            house.print_menu(),
            house.hire({accounts[it]: (it, tokens[it]) for it in others}),
            house.pairing_code(),
        )
        if stripe_url:
            await _open_account(house, stripe_url)
        first = next(table for table in tables if table.name == place.TABLES[0].name)
        origin = first.code_url.partition("/t/")[0]
        return Seeded(
            restaurant_id=restaurant_id,
            guest_url=first.code_url,
            table_code=first.code,
            kitchen_url=f"{origin}/kitchen?code={code}",
            pairing_code=code,
            staff_url=f"{origin}/staff",
            sign_in_url=clerk_url,
            stripe_url=stripe_url,
            twilio_url=twilio_url,
            target=target,
            tokens=await _developer_tokens(clerk, accounts),
        )


async def _open_account(house: House, stripe_url: str) -> None:
    async with StripeSteering(stripe_url) as stripe:
        await stripe.account(place.STRIPE_ACCOUNT)
    await house.open_account(place.STRIPE_ACCOUNT)


async def _account(clerk: ClerkClient, person: Person) -> str:
    known = await clerk.find_user(person.key)
    if known is None:
        known = await clerk.create_user(
            person.email,
            first_name=person.first_name,
            last_name=person.last_name,
            external_id=person.key,
            public_metadata={"role": person.role, "title": person.title},
        )
    return known.id


async def _developer_tokens(clerk: ClerkClient, accounts: dict[Person, str]) -> dict[Role, str]:
    tokens: dict[Role, str] = {}
    for person, user_id in accounts.items():
        if person.role not in tokens:
            tokens[person.role] = await clerk.sign_in(
                user_id, expires_in_seconds=DEVELOPER_TOKEN_SECONDS
            )
    return tokens
