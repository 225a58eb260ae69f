"""How the evening is paid, where Stripe is the local one: nobody's money is played with."""

from sandbox.dinner.acts.books import books
from sandbox.dinner.acts.card import pays_by_card
from sandbox.dinner.acts.given_back import given_back
from sandbox.dinner.acts.told import told
from sandbox.dinner.acts.upi import pays_by_upi
from sandbox.dinner.cast import Cast


async def paying(cast: Cast) -> None:
    """By UPI and by card; a guest is told, a dish is given back, and the books are closed."""
    if cast.stripe is None:
        cast.tell.act("Nobody pays")
        cast.tell.note("This stack has no local Stripe: a demo charges no card at the real one.")
        return
    his = await pays_by_upi(cast, cast.stripe)
    hers = await pays_by_card(cast, cast.stripe)
    await told(cast, hers)
    await given_back(cast, his)
    await books(cast, cast.stripe)
