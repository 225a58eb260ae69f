"""A local Stripe: the API of one account, its webhooks, and a stand-in of Stripe.js.

Start it as `python -m sandbox.stripe --port 4020 --data DIR`, or inside a test with `start`. It
answers as Stripe's API of the SDK's version does, as far as this product and its tests need it.
What at Stripe payers, banks and time decide is steered under `/_sandbox/` (`StripeSteering`).
"""

from sandbox.stripe.app import RunningStripe, start
from sandbox.stripe.client import SteeringError, StripeSteering
from sandbox.stripe.instance import PUBLISHABLE_KEY, SECRET_KEY

__all__ = [
    "PUBLISHABLE_KEY",
    "SECRET_KEY",
    "RunningStripe",
    "SteeringError",
    "StripeSteering",
    "start",
]
