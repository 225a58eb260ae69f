"""The Temporal worker: runs the workflows and activities of orders.

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

from datetime import timedelta

from temporalio.client import Client
from temporalio.common import VersioningBehavior, WorkerDeploymentVersion
from temporalio.worker import Worker, WorkerDeploymentConfig

from server.clock import Clock
from server.ordering.orders.commands import OrderCommands
from server.storage.client import Database
from workflows.names import DEPLOYMENT, ORDERS_QUEUE
from workflows.order.activities import OrderActivities
from workflows.order.workflow import OrderWorkflow

#: Kept in memory between two of their steps: more than are open in many restaurants at once.
_CACHED_WORKFLOWS = 2000


def order_worker(
    client: Client,
    database: Database,
    clock: Clock,
    *,
    build: str = "",
    grace_seconds: float = 10,
    cached_workflows: int = _CACHED_WORKFLOWS,
) -> Worker:
    """A worker for everything about orders; `async with` runs it.

    `build` names its version, "" for none. `grace_seconds` is how long activities may take to
    finish when it stops. With no `cached_workflows` every step replays from the beginning.
    """
    activities = OrderActivities(OrderCommands(database, clock))
    return Worker(
        client,
        task_queue=ORDERS_QUEUE,
        workflows=[OrderWorkflow],
        activities=[activities.escalate, activities.expire],
        max_cached_workflows=cached_workflows,
        graceful_shutdown_timeout=timedelta(seconds=grace_seconds),
        deployment_config=_deployment(build),
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
