"""The whole dinner: who comes, the acts one after another, and the house put back afterwards."""

import secrets
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

import aiohttp
import grpc
import grpc.aio

from sandbox.clerk import ClerkError
from sandbox.dinner.acts import ACTS
from sandbox.dinner.cast import Cast
from sandbox.dinner.dishes import FIRE, POTS
from sandbox.dinner.faults import RefusedError, SpoiledError, refusal_of
from sandbox.dinner.house import enter
from sandbox.dinner.parties.guest import GuestPhone
from sandbox.dinner.parties.manager import Manager
from sandbox.dinner.parties.screen import KitchenScreen
from sandbox.dinner.parties.waiter import Waiter
from sandbox.dinner.transcript import Transcript
from sandbox.dinner.turns import Turn
from sandbox.dinner.vendors import Vendors
from sandbox.dinner.wires.grpc_web import grpc_web_channel
from sandbox.dinner.wires.stripe_books import LocalStripe
from sandbox.dinner.wires.twilio import LocalTwilio
from sandbox.restaurant import place
from sandbox.stripe import SteeringError

# Everybody has a connection of their own, as people with phones do.
_OWN_CONNECTION = (("grpc.use_local_subchannel_pool", 1),)


async def play(
    target: str, issuer_url: str, vendors: Vendors, tell: Transcript | None = None
) -> bool:
    """Plays it at `target`, Envoy's host:port; whether everything was as it should be.

    `issuer_url` is the address of the local Clerk, `vendors` those of the others. What
    each party does and sees goes to `tell`.
    """
    tell = tell or Transcript()
    tell.title(f"A dinner at {place.NAME}", f"through {target}")
    try:
        async with _cast(target, issuer_url, vendors, tell) as cast:
            for act in ACTS:
                await act(cast)
    except SpoiledError as error:
        tell.spoiled(error.expected, error.seen)
    except RefusedError as error:
        tell.spoiled(f"{error.who} to get an answer from {error.rpc}", str(error.refusal))
    except grpc.RpcError as error:
        tell.spoiled("the house to be open", str(refusal_of(error)))
    except (ClerkError, SteeringError, aiohttp.ClientError) as error:
        tell.spoiled(f"the local vendors to answer, Clerk at {issuer_url}, {vendors}", str(error))
    else:
        tell.good_night()
        return True
    return False


@asynccontextmanager
async def _cast(
    target: str, issuer_url: str, vendors: Vendors, tell: Transcript
) -> AsyncIterator[Cast]:
    async with AsyncExitStack() as later:

        async def channel() -> grpc.aio.Channel:
            made = grpc.aio.insecure_channel(target, options=_OWN_CONNECTION)
            return await later.enter_async_context(made)

        office = await channel()
        house = await enter(target, issuer_url, office)
        table, at_table = await house.free_table(office)
        later.callback(at_table.give_back)
        web = await later.enter_async_context(grpc_web_channel(target))
        stripe = LocalStripe(vendors.stripe_url) if vendors.stripe_url else None
        twilio = LocalTwilio(vendors.twilio_url) if vendors.twilio_url else None
        for steered in (stripe, twilio):
            if steered is not None:
                later.push_async_callback(steered.close)
        cast = Cast(
            tell=tell,
            house=house,
            table=table,
            at_menu=Turn(f"{target} {house.restaurant_id} menu"),
            ana=GuestPhone("Ana", tell, await channel()),
            rui=GuestPhone("Rui", tell, web),
            fire=KitchenScreen("Fire", tell, await channel(), FIRE),
            pots=KitchenScreen("Pots", tell, await channel(), POTS),
            devika=Waiter("Devika", tell, await channel(), house.waiter, house.restaurant_id),
            stripe=stripe,
            twilio=twilio,
            phone_number=f"+9198{secrets.randbelow(10**8):08}",
            faisal=Manager("Faisal", tell, office, house.manager, house.restaurant_id),
        )
        later.push_async_callback(cast.go_home)
        yield cast
