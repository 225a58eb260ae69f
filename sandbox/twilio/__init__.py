"""A local Twilio: one account's messages by SMS and WhatsApp, and the phones that get them.

Start it as `python -m sandbox.twilio --port 4030 --data DIR`, or inside a test with `start`.
It is reached through Twilio's own SDK by base URL. What it answers follows Twilio's published API
(2010-04-01 and Content v1). What no call of Twilio's can do (an error on demand, an
answer that never comes, a guest who writes STOP) is under `/_sandbox/`, and on the page at `/`.
"""

from sandbox.twilio.app import RunningTwilio, start
from sandbox.twilio.client import TwilioSteering

__all__ = ["RunningTwilio", "TwilioSteering", "start"]
