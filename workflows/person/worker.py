"""The worker for people who sign in."""

from temporalio.worker import Worker

from server.config import Settings
from server.identity.people.clerk import ClerkUsers
from server.identity.people.commands import PeopleCommands
from workflows.names import PEOPLE_QUEUE
from workflows.person.activities import PersonActivities
from workflows.person.workflow import PersonWorkflow
from workflows.worker import How, Site, worker


def person_worker(site: Site, settings: Settings, how: How) -> Worker:
    """For everything at Clerk; `async with` runs it. Without a key for Clerk, nobody is asked."""
    key = settings.clerk_secret_key
    clerk = ClerkUsers(settings.clerk_api_url, key) if key else None
    activities = PersonActivities(PeopleCommands(site.database, site.clock), clerk)
    return worker(
        site.client,
        PEOPLE_QUEUE,
        workflows=[PersonWorkflow],
        activities=[activities.look],
        how=how,
    )
