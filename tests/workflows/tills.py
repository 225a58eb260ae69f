"""Payments at a real database, a local Stripe, and Temporal's test server, in which days pass."""

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from temporalio.client import Client
from temporalio.client import WorkflowExecutionStatus as _Status
from temporalio.service import RPCError, RPCStatusCode
from temporalio.testing import WorkflowEnvironment

from sandbox import stripe as sandbox
from sandbox.stripe import RunningStripe, StripeSteering
from server.billing.payments.commands import PaymentCommands
from server.billing.payments.domain import (
    Method,
    Payment,
    PaymentEvent,
    PaymentState,
    Step,
)
from server.billing.payments.refunds import Back, request_refund
from server.billing.payments.transitions import cancel
from server.billing.stripe.client import connect
from server.billing.stripe.gateway import StripeGateway
from server.clock import SystemClock, to_millis
from server.config import Settings
from server.ids import new_id, new_secret
from server.ordering.orders.domain import Order
from server.origin import Origin
from server.storage.client import Database
from tests.workflows.orders import RESTAURANT, Orders, an_order
from tests.workflows.quiet import Quiet, overheard
from tests.workflows.relays import at_work
from tests.workflows.waiting import until
from workflows.names import NEWS, PAYMENT_WORKFLOW, PAYMENTS_QUEUE, payment_workflow_id
from workflows.news import News
from workflows.payment.messages import PaymentName
from workflows.relay.handover import Start, start
from workflows.relay.relay import Relay
from workflows.relay.subjects.accounts import AccountWorkflows
from workflows.relay.subjects.orders import OrderWorkflows
from workflows.relay.subjects.payments import PaymentWorkflows
from workflows.worker import How, Site, order_worker, payment_worker

ACCOUNT = "acct_chakara"
EXPIRE_SECONDS = 900
#: What an order comes to, in paise.
DUE = 90_000
GUEST = "guest:gst_1"


@dataclass(frozen=True, slots=True)
class Till:
    """Guests who pay, staff who give back, and what comes of it."""

    client: Client
    environment: WorkflowEnvironment | None
    orders: Orders
    running: RunningStripe
    gateway: StripeGateway
    quiet: Quiet

    @property
    def stripe(self) -> StripeSteering:
        """What payers and banks do."""
        return self.running.steering

    @property
    def payments(self) -> PaymentCommands:
        return PaymentCommands(self.orders.database, self.orders.clock)

    async def order(self) -> Order:
        """A party of one orders for 900 rupees."""
        order = replace(an_order(await self.now()), currency="INR", visit_id=new_id("vis"))
        totals = replace(order.totals, lines_amount=DUE, total_amount=DUE)
        return await self.orders.place(replace(order, totals=totals))

    async def pay(
        self, order: Order, amount: int = DUE, tip: int = 0, seconds: float = EXPIRE_SECONDS
    ) -> Payment:
        """A guest wants to pay some of it, and has so long to do it."""
        earlier = await self.payments.of(RESTAURANT).of_visit(order.visit_id)
        expire_time = await self.now() + timedelta(seconds=seconds)
        asked = a_payment(order, len(earlier) + 1, self.orders.clock.now(), amount, tip)
        payment = replace(asked, expire_time=expire_time)
        return await self.payments.of(RESTAURANT).insert_once(payment)

    async def ready_to_pay(
        self, order: Order, amount: int = DUE, tip: int = 0, seconds: float = EXPIRE_SECONDS
    ) -> Payment:
        """Likewise; and the checkout is there."""
        payment = await self.pay(order, amount, tip, seconds)
        await self.until(payment, lambda it: bool(it.client_secret))
        return await self.get(payment)

    async def get(self, payment: Payment) -> Payment:
        """As it is now."""
        return await self.payments.get(RESTAURANT, payment.id)

    async def until(self, payment: Payment, is_so: Callable[[Payment], bool]) -> Payment:
        """Waits until it is so; the payment as it is then."""

        async def so_now() -> bool:
            return is_so(await self.get(payment))

        await until(so_now)
        return await self.get(payment)

    async def tell(self, payment: Payment, kind: str) -> None:
        """Stripe's event has come, and is relayed."""
        begin = Start(
            workflow=PAYMENT_WORKFLOW,
            id=payment_workflow_id(payment.id),
            queue=PAYMENTS_QUEUE,
            argument=PaymentName(RESTAURANT, payment.id),
            signal=(NEWS, News(kind)),
            again=True,
        )
        await start(self.client, begin)

    async def call_off(self, payment: Payment) -> Payment:
        """The guest does."""
        decide = partial(_cancel, GUEST)
        return await self.payments.apply(RESTAURANT, payment.id, decide)

    async def give_back(self, payment: Payment, amount: int) -> str:
        """A manager does; the refund's id."""
        refund_id = new_id("rfd")
        origin = Origin("user:1", refund_id, "hash")
        back = Back(refund_id=refund_id, bill_amount=amount, reason="Cold.", origin=origin)
        await self.payments.apply(
            RESTAURANT, payment.id, lambda it, now: request_refund(it, back, now)
        )
        return refund_id

    async def give_back_at_stripe(self, payment: Payment, amount: int) -> None:
        """Somebody does on Stripe's own pages, which know nothing of our ids."""
        async with connect(settings_for(self.running)) as stripe:
            await stripe.v1.refunds.create_async(
                {"payment_intent": payment.intent_id, "amount": amount, "reverse_transfer": True}
            )

    async def now(self) -> datetime:
        """By Temporal's clock, which may be far ahead."""
        if self.environment is None:
            return self.orders.clock.now()
        return to_millis(await self.environment.get_current_time())

    async def wait(self, seconds: float) -> None:
        """Time passes, for workflows, once they have done what there is to do."""
        assert self.environment
        await self.quiet.comes()
        await self.environment.sleep(seconds)

    async def ended(self, payment: Payment) -> Payment:
        """Waits until its workflow has ended; the payment as it is then."""
        await self.until_over(payment_workflow_id(payment.id))
        return await self.get(payment)

    async def until_over(self, workflow_id: str, *, seconds: float = 30) -> None:
        """Waits until the workflow has ended, well."""
        handle = self.client.get_workflow_handle(workflow_id)

        async def is_over() -> bool:
            try:
                status = (await handle.describe()).status
            except RPCError as error:  # it has not begun
                if error.status is not RPCStatusCode.NOT_FOUND:
                    raise
                return False
            assert status in {_Status.RUNNING, _Status.COMPLETED}, status
            return status is _Status.COMPLETED

        await until(is_over, seconds=seconds)


def a_payment(order: Order, number: int, now: datetime, amount: int = DUE, tip: int = 0) -> Payment:
    """A guest has just asked to pay."""
    payment_id = new_id("pay")
    return Payment(
        id=payment_id,
        restaurant_id=RESTAURANT,
        visit_id=order.visit_id,
        number=number,
        table_name=order.table_name,
        guest_id=order.guest_id,
        guest_name=order.guest_name,
        state=PaymentState.PENDING,
        step=Step.PREPARING,
        method=Method.ONLINE,
        currency=order.currency,
        amount=amount,
        tip_amount=tip,
        timeline=(PaymentEvent(time=now, kind="created", actor=GUEST),),
        create_time=now,
        update_time=now,
        expire_time=now + timedelta(seconds=EXPIRE_SECONDS),
        stripe_account_id=ACCOUNT,
        receipt_token=new_secret(),
        origin=Origin(GUEST, payment_id, "hash"),
    )


@asynccontextmanager
async def a_till(
    client: Client,
    database: Database,
    folder: Path,
    *,
    environment: WorkflowEnvironment | None = None,
    timeout_seconds: float = 8,
    cached_workflows: int = 100,
) -> AsyncIterator[Till]:
    """Everything that a payment needs runs."""
    clock, quiet = SystemClock(), Quiet()
    client = overheard(client, quiet)
    site = Site(client=client, database=database, clock=clock, public_url="https://h2o.test")
    how = How(grace_seconds=1, cached_workflows=cached_workflows)
    async with AsyncExitStack() as stack:
        running = await sandbox.start(folder / "stripe")
        stack.push_async_callback(running.close)
        await running.steering.account(ACCOUNT)
        asking = connect(settings_for(running), timeout_seconds=timeout_seconds)
        gateway = StripeGateway(await stack.enter_async_context(asking))
        for worker in (order_worker(site, how), payment_worker(site, gateway, how)):
            await stack.enter_async_context(worker)
        subjects = (OrderWorkflows(client), PaymentWorkflows(client), AccountWorkflows(client))
        for subject in subjects:
            await stack.enter_async_context(at_work(Relay(database, subject, clock)))
        yield Till(client, environment, Orders(database, clock), running, gateway, quiet)


def settings_for(running: RunningStripe) -> Settings:
    """That Stripe, and otherwise nothing."""
    return Settings(
        token_secret="0" * 32,
        clerk_issuer="http://127.0.0.1:1",
        clerk_jwks_url="http://127.0.0.1:1/jwks",
        stripe_secret_key=running.secret_key,
        stripe_api_url=running.url,
    )


def _cancel(actor: str, payment: Payment, now: datetime) -> Payment:
    return cancel(payment, actor, now)
