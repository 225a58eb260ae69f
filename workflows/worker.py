"""The Temporal workers, one for each queue: they run the workflows and activities.

Builds side by side (Worker Deployments). In development a worker has no version: a new one takes
over the workflows of the old one, which the replay tests allow. In production give every build a
name, say the commit: HERE2ORDER_WORKER_BUILD=4f2a91c. Then each workflow stays on the build it
began on, old and new workers run beside each other, and new orders go to the current build:

    temporal worker deployment set-current-version --deployment-name here2order --build-id 4f2a91c

Before that command a new build gets no work; set the build before back to current to roll back. An
old build may be stopped when `temporal worker deployment describe-version` calls it drained, a day
and a half later at most. Setting a name for the first time: keep an unnamed worker until the
workflows it began have ended. The relay runs in every process, and works in one.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from temporalio.client import Client
from temporalio.common import VersioningBehavior, WorkerDeploymentVersion
from temporalio.worker import UnsandboxedWorkflowRunner, Worker, WorkerDeploymentConfig

from server.billing.accounts.commands import AccountCommands
from server.billing.payments.commands import PaymentCommands
from server.billing.stripe.accounts import Accounts
from server.billing.stripe.gateway import StripeGateway
from server.billing.stripe.intents import Intents
from server.billing.stripe.refunds import Refunds
from server.clock import Clock
from server.notifications.messages.commands import MessageCommands
from server.ordering.orders.commands import OrderCommands
from server.storage.client import Database
from workflows.account.activities import AccountActivities
from workflows.account.workflow import AccountWorkflow
from workflows.names import DEPLOYMENT, ORDERS_QUEUE, PAYMENTS_QUEUE
from workflows.order.activities import OrderActivities
from workflows.order.workflow import OrderWorkflow
from workflows.payment.activities import PaymentActivities
from workflows.payment.workflow import PaymentWorkflow
from workflows.refund.activities import RefundActivities
from workflows.refund.workflow import RefundWorkflow


@dataclass(frozen=True, slots=True, kw_only=True)
class How:
    """How a worker runs, whatever it does."""

    #: Names its version, "" for none.
    build: str = ""
    #: How long activities may take to finish when it stops.
    grace_seconds: float = 10
    #: Kept in memory between two of their steps: more than are open in many restaurants at once.
    #: With none every step replays from the beginning.
    cached_workflows: int = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What workers work on."""

    client: Client
    database: Database
    clock: Clock
    #: Where receipts are, without a slash at the end.
    public_url: str = ""

    @property
    def messages(self) -> MessageCommands:
        """What guests are told with."""
        return MessageCommands(self.database, self.clock, self.public_url)

    @property
    def payments(self) -> PaymentCommands:
        """Those of all restaurants."""
        return PaymentCommands(self.database, self.clock)


def order_worker(site: Site, how: How) -> Worker:
    """For everything about orders; `async with` runs it."""
    orders = OrderCommands(site.database, site.clock)
    activities = OrderActivities(orders, site.payments, site.messages)
    return worker(
        site.client,
        ORDERS_QUEUE,
        workflows=[OrderWorkflow],
        activities=[activities.escalate, activities.expire, activities.settle],
        how=how,
    )


def payment_worker(site: Site, stripe: StripeGateway, how: How) -> Worker:
    """For everything at Stripe; `async with` runs it."""
    payments, messages = site.payments, site.messages
    intents = Intents(payments, stripe, site.clock)
    refunds = Refunds(payments, stripe, site.clock)
    following = PaymentActivities(payments, intents, refunds, messages)
    returning = RefundActivities(payments, refunds, messages)
    accounts = AccountCommands(site.database, site.clock)
    checking = AccountActivities(Accounts(accounts, stripe))
    return worker(
        site.client,
        PAYMENTS_QUEUE,
        workflows=[PaymentWorkflow, RefundWorkflow, AccountWorkflow],
        activities=[
            following.look,
            following.settle,
            returning.look,
            returning.tell,
            checking.look,
        ],
        how=how,
    )


def worker(
    client: Client,
    queue: str,
    *,
    workflows: Sequence[type],
    activities: Sequence[Callable[..., Any]],
    how: How,
) -> Worker:
    """One for a queue; `async with` runs it."""
    return Worker(
        client,
        task_queue=queue,
        workflows=workflows,
        activities=activities,
        # The sandbox keeps workflows from what they must not do, at a fifth of the worker's time.
        # The tests replay every one of them in it; here there is nothing left to find.
        workflow_runner=UnsandboxedWorkflowRunner(),
        max_cached_workflows=how.cached_workflows,
        graceful_shutdown_timeout=timedelta(seconds=how.grace_seconds),
        deployment_config=_deployment(how.build),
    )


def _deployment(build: str) -> WorkerDeploymentConfig:
    # Without versions too: else the worker hashes every module it has loaded to name itself, which
    # takes a second. The behaviour is said here and not by the workflow, because Temporal refuses
    # it from a worker that has no version.
    return WorkerDeploymentConfig(
        version=WorkerDeploymentVersion(deployment_name=DEPLOYMENT, build_id=build or "unnamed"),
        use_worker_versioning=bool(build),
        default_versioning_behavior=(
            VersioningBehavior.PINNED if build else VersioningBehavior.UNSPECIFIED
        ),
    )
