"""The workflow that asks Stripe about a restaurant's account.

It runs again whenever another account is named, or Stripe tells that something changed. Before this
code changes in what it does, or in which order: histories that run must replay (workflows/order).
"""

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from workflows.account.activities import AccountActivities
    from workflows.account.messages import AccountName, AccountProgress
    from workflows.names import ACCOUNT_WORKFLOW, NEWS
    from workflows.news import News
    from workflows.steps import step


@workflow.defn(name=ACCOUNT_WORKFLOW)
class AccountWorkflow:
    """Looks at the account until there is no more news of it."""

    @workflow.init
    def __init__(self, name: AccountName) -> None:
        """A signal may come before `run`: all that it needs stands here."""
        self._has_news = False

    @workflow.run
    async def run(self, name: AccountName) -> AccountProgress:
        """Returns what Stripe said last."""
        while True:
            self._has_news = False
            progress = await step(AccountActivities.look, name, name)
            if not self._has_news:
                return progress

    @workflow.signal(name=NEWS)
    def news(self, news: News) -> None:
        """Something happened at Stripe, or to our own document: a reason to look."""
        self._has_news = True
