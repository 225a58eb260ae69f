"""One worker process: follows what waits for something, until it is told to stop."""

import asyncio
import contextlib
import logging
import signal
from typing import Any

from temporalio.client import Client
from temporalio.service import RPCError
from temporalio.worker import Worker

from server.billing.stripe.client import connect as stripe_client
from server.billing.stripe.gateway import StripeGateway
from server.clock import SystemClock
from server.config import Settings
from server.notifications.twilio.gateway import TwilioGateway
from server.notifications.twilio.gateway import connected as twilio_gateway
from server.storage.client import Database, connect
from workflows.eager import EagerStarts
from workflows.message.worker import message_worker
from workflows.person.worker import person_worker
from workflows.relay.relay import Relay
from workflows.relay.subject import Subject
from workflows.relay.subjects.accounts import AccountWorkflows
from workflows.relay.subjects.events import EventWorkflows
from workflows.relay.subjects.messages import MessageWorkflows
from workflows.relay.subjects.orders import OrderWorkflows
from workflows.relay.subjects.payments import PaymentWorkflows
from workflows.worker import How, Site, order_worker, payment_worker

_log = logging.getLogger("here2order.workflows")
_RETRY_SECONDS = 1.0


async def work_until_told_to_stop(settings: Settings) -> None:
    """Returns on SIGTERM or SIGINT."""
    work = asyncio.create_task(_serve(settings))
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, work.cancel)
    try:
        await work
    except asyncio.CancelledError:
        _log.info("stopped")


async def _serve(settings: Settings) -> None:
    async with connect(settings.mongodb_uri) as mongo:
        while True:
            client = await _connected(settings)
            try:
                await _follow(client, mongo[settings.database], settings)
            except* RuntimeError as failures:  # what Temporal's own worker raises, of any kind
                _log.error("starting over: %s", failures.exceptions[0])
            await asyncio.sleep(_RETRY_SECONDS)


async def _follow(client: Client, database: Database, settings: Settings) -> None:
    clock = SystemClock()
    site = Site(client=client, database=database, clock=clock, public_url=settings.public_url)
    async with contextlib.AsyncExitStack() as stack:
        stripe = StripeGateway(await stack.enter_async_context(stripe_client(settings)))
        twilio = await stack.enter_async_context(twilio_gateway(settings))
        for worker in _workers(site, stripe, twilio, settings):
            await stack.enter_async_context(worker)
        _log.info("ready: following %s", ", ".join(one.collection for one in _subjects(site)))
        async with asyncio.TaskGroup() as relays:
            for subject in _subjects(site):
                relays.create_task(Relay(database, subject, clock).run())


def _workers(
    site: Site, stripe: StripeGateway, twilio: TwilioGateway | None, settings: Settings
) -> list[Worker]:
    how = How(build=settings.worker_build, grace_seconds=settings.stop_grace_seconds)
    return [
        order_worker(site, how),
        payment_worker(site, stripe, how),
        person_worker(site, settings, how),
        message_worker(site, twilio, how),
    ]


def _subjects(site: Site) -> list[Subject[Any]]:
    client = site.client
    return [
        OrderWorkflows(client),
        PaymentWorkflows(client),
        AccountWorkflows(client),
        EventWorkflows(client, site.database),
        MessageWorkflows(client),
    ]


async def _connected(settings: Settings) -> Client:
    """Waits for a Temporal that is not there yet. Workers need a client that is connected."""
    while True:
        try:
            client = await Client.connect(
                settings.temporal_address,
                namespace=settings.temporal_namespace,
                interceptors=[] if settings.worker_build else [EagerStarts()],
            )
        except (RPCError, RuntimeError) as error:
            _log.warning("waiting for Temporal at %s: %s", settings.temporal_address, error)
            await asyncio.sleep(_RETRY_SECONDS)
        else:
            _log.info("connected to Temporal at %s", settings.temporal_address)
            return client
