"""The workflow that copies what Clerk knows of one person.

Before this code changes in what it does, or in which order: see workflows/order/workflow.py.
"""

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from workflows.names import NEWS, PERSON_WORKFLOW
    from workflows.news import News
    from workflows.person.activities import PersonActivities
    from workflows.person.messages import PersonLook, PersonName
    from workflows.steps import step

_DELETED = "user.deleted"


@workflow.defn(name=PERSON_WORKFLOW)
class PersonWorkflow:
    """Looks once for all that was told before it looked, and ends."""

    @workflow.init
    def __init__(self, name: PersonName) -> None:
        """A signal may come before `run`: all that it needs stands here."""
        self._name = name
        self._untold = 0
        self._deletion_told = False

    @workflow.run
    async def run(self, name: PersonName) -> str:
        """Returns what the last look has found."""
        del name
        while True:
            self._untold = 0
            found = await self._look()
            if not self._untold:
                return found

    @workflow.signal(name=NEWS)
    def news(self, news: News) -> None:
        """Clerk has told something of that person."""
        self._untold += 1
        self._deletion_told = self._deletion_told or news.kind == _DELETED

    async def _look(self) -> str:
        look = PersonLook(self._name, self._deletion_told)
        return await step(PersonActivities.look, look, look)
