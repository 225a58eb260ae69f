"""Modules that no first call needs: imported behind it, so that no later one waits for them.

Together they take as long as all the others. Who needs one imports it in the function that does:
then it is mostly there, and if not, it is waited for.
"""

import asyncio
import gc
import importlib

#: Fonts and pictures for receipts; Stripe's library with its HTTP clients.
_MODULES = ("server.billing.receipts.printing", "server.billing.stripe_events.proof")
#: Whoever waited for the start is served first.
_AFTER_SECONDS = 1.0


async def import_the_rest() -> None:
    """Returns when everything is there."""
    await asyncio.sleep(_AFTER_SECONDS)
    for name in _MODULES:
        await asyncio.to_thread(importlib.import_module, name)
    # As with what was imported before the start: see server/running.py.
    gc.freeze()
