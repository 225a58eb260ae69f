"""What identity is made of. It knows no other context; what it asks of one is handed in."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import ModuleType

from server.clock import Clock
from server.config import Settings
from server.identity.clerk_events.service import ClerkEvents
from server.identity.clerk_events.servicer import ClerkWebhookServicer
from server.identity.devices import repository as device_documents
from server.identity.devices.service import DeviceService
from server.identity.devices.servicer import DeviceServicer
from server.identity.people import repository as people_documents
from server.identity.people.arrivals import Arrivals
from server.identity.standing import Standing
from server.identity.teams import repository as team_documents
from server.identity.teams.service import TeamService
from server.identity.teams.servicer import TeamServicer
from server.identity.tokens.authenticator import Authenticator, StandingCheck
from server.identity.tokens.clerk import ClerkTokens
from server.identity.tokens.jwks import SigningKeys
from server.identity.tokens.own import OwnTokens
from server.storage.change_feed import ChangeFeed
from server.storage.client import Database
from server.storage.inbox import Inbox

#: Where it keeps its documents.
DOCUMENTS: tuple[ModuleType, ...] = (team_documents, device_documents, people_documents)


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """The services of identity."""

    teams: TeamService
    devices: DeviceService
    tokens: OwnTokens
    clerk: ClerkTokens
    #: Clerk's; whoever runs the server starts and stops them.
    keys: SigningKeys
    clerk_events: ClerkEvents
    arrivals: Arrivals
    clock: Clock

    def servicers(self) -> Mapping[str, object]:
        """By the services' names without their package."""
        return {
            "TeamService": TeamServicer(self.teams, self.arrivals),
            "DeviceService": DeviceServicer(self.devices),
            "ClerkWebhookService": ClerkWebhookServicer(self.clerk_events),
        }

    # Visits need tokens, and tokens are worth something only while the visit is open: so the check
    # comes last, when there are visits.
    def authenticator(self, *, require_open_visit: StandingCheck) -> Authenticator:
        """Tells who calls; forgets what it has verified when a key is withdrawn."""
        authenticator = Authenticator(
            self.clerk,
            self.tokens,
            self.clock,
            require_open_visit=require_open_visit,
            require_paired=self.devices.require_paired,
        )
        self.keys.on_withdrawn(authenticator.forget)
        return authenticator

    def standing(self, *, require_open_visit: StandingCheck) -> Standing:
        """Tells whether one who was admitted may go on; asks what the authenticator asks."""
        return Standing(
            role_of=self.teams.role_of,
            require_open_visit=require_open_visit,
            require_paired=self.devices.require_paired,
        )


def build_identity(
    *, settings: Settings, database: Database, feed: ChangeFeed, clock: Clock, inbox: Inbox
) -> Identity:
    """Made first: the other contexts build on it."""
    secret = settings.token_secret
    tokens = OwnTokens(secret, clock)
    keys = SigningKeys(settings.clerk_jwks_url, clock)
    return Identity(
        teams=TeamService(database, feed, clock, secret),
        devices=DeviceService(database, feed, clock, tokens, secret),
        tokens=tokens,
        clerk=ClerkTokens(keys, clock, settings.clerk_issuer, settings.clerk_authorized_parties),
        keys=keys,
        clerk_events=ClerkEvents(inbox, settings.clerk_webhook_secret),
        arrivals=Arrivals(database, inbox, noticing=bool(settings.clerk_secret_key)),
        clock=clock,
    )
