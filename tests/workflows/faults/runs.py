"""Many payments at once, each with a story, and faults that strike whom they may."""

import asyncio
import contextlib
import random
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from sandbox.stripe import SteeringError
from server.billing.payments.domain import Payment, PaymentState
from server.billing.payments.errors import PaymentStateForbids, RefundAbovePaid
from server.ordering.orders.domain import Order
from tests.workflows.tills import DUE, Till

#: What of ours each fault may strike, as Stripe's routes.
ROUTES: Mapping[str, str] = {
    "create": "POST /v1/payment_intents",
    "retrieve": "GET /v1/payment_intents/*",
    "cancel": "POST /v1/payment_intents/*/cancel",
    "list": "GET /v1/payment_intents",
    "create refund": "POST /v1/refunds",
    "retrieve refund": "GET /v1/refunds/*",
    "list refunds": "GET /v1/refunds",
}
KINDS = (
    "timeout_before",
    "timeout_after",
    "reset_before",
    "reset_after",
    "conflict",
    "rate_limited",
    "error_500",
    "error_500_after",
    "lost_key",
)
_DONE_UNHEARD = ("timeout_after", "reset_after", "error_500_after")
#: The test server gives up on whoever sleeps for half a minute while its clock is stopped.
_STEP_SECONDS = 25
_MOST_STEPS = 500
#: A clock that does not move for so long, while nobody works, is stopped.
_HELD_SECONDS = 8

#: A fault's kind, route, how often it may strike, and how probably.
Fault = tuple[str, str, int, float]


@dataclass(frozen=True, slots=True)
class Plan:
    """What shall happen: the same from the same seed."""

    seed: int
    stories: tuple[str, ...]
    faults: tuple[Fault, ...]

    @classmethod
    def drawn(cls, seed: int, count: int) -> Self:
        """So many payments, and many faults.

        Among them always those that do most harm: something is done, nobody hears of it, and when
        it is asked for again its idempotency key is forgotten.
        """
        dice = random.Random(seed)
        stories = tuple(dice.choice(list(STORIES)) for _ in range(count))
        faults = [_a_fault(dice) for _ in range(len(ROUTES) * 4)]
        for step in ("create", "create refund"):
            faults.append((dice.choice(_DONE_UNHEARD), ROUTES[step], 4, 0.3))
            faults.append(("lost_key", ROUTES[step], 1000, 0.5))
        return cls(seed, stories, tuple(faults))


def _a_fault(dice: random.Random) -> Fault:
    route = dice.choice(list(ROUTES.values()))
    return dice.choice(KINDS), route, dice.randint(1, 4), dice.choice((0.2, 0.5, 1.0))


class ClockStopped(Exception):
    """Temporal's test server lets no time pass any more.

    Now and then, on a busy machine, it refuses what a worker answers ("invalid history builder
    state"), forgets the task, and waits for it with its clock stopped. No other Temporal does.
    """


class Batch:
    """The payments of one plan, all under way at once."""

    def __init__(self, till: Till, plan: Plan) -> None:
        """`till` has nothing else under way."""
        self._till = till
        self._plan = plan

    async def live(self) -> list[Payment]:
        """Lives every story to its end; the payments as they are then."""
        for number, (kind, route, count, probability) in enumerate(self._plan.faults):
            await self._till.stripe.fault(
                kind,
                route,
                count=count,
                probability=probability,
                seed=self._plan.seed + number,
                seconds=2,
            )
        orders = [await self._till.order() for _ in self._plan.stories]
        payments = [await self._till.pay(order) for order in orders]
        payments = await self._until(payments, is_begun)
        acts = zip(self._plan.stories, orders, payments, strict=True)
        await asyncio.gather(*(self._act(*who) for who in acts))
        return await self._until(payments, is_over)

    async def _act(self, story: str, order: Order, payment: Payment) -> None:
        if story != "not made":
            for action in ("accept", "bump", "serve"):
                await self._till.orders.do(action, order)
        await STORIES[story](self._till, order, payment)

    async def _until(
        self, payments: Sequence[Payment], is_so: Callable[[Payment], bool]
    ) -> list[Payment]:
        """Lets time pass until it is so of all of them."""
        found = list(payments)
        for _ in range(_MOST_STEPS):
            found = [await self._till.get(payment) for payment in payments]
            if all(map(is_so, found)):
                return found
            await self._till.quiet.comes()
            await self._skip()
        raise TimeoutError([one for one in found if not is_so(one)])

    async def _skip(self) -> None:
        try:
            async with asyncio.timeout(_HELD_SECONDS):
                await self._till.wait(_STEP_SECONDS)
        except TimeoutError:
            raise ClockStopped from None


def is_begun(payment: Payment) -> bool:
    """It can be paid, or will never be."""
    return bool(payment.client_secret) or payment.state is PaymentState.FAILED


def is_over(payment: Payment) -> bool:
    """No money can come or go any more."""
    return not payment.open


async def _card(till: Till, order: Order, payment: Payment) -> None:
    await _confirm(till, payment)
    await till.tell(payment, "payment_intent.succeeded")


async def _unheard(till: Till, order: Order, payment: Payment) -> None:
    await _confirm(till, payment)


async def _upi(till: Till, order: Order, payment: Payment) -> None:
    await _confirm(till, payment, method="upi", outcome="processing")
    await _settle(till, payment)
    await till.tell(payment, "payment_intent.succeeded")


async def _declined(till: Till, order: Order, payment: Payment) -> None:
    await _confirm(till, payment, outcome="declined")
    await till.tell(payment, "payment_intent.payment_failed")


async def _never(till: Till, order: Order, payment: Payment) -> None:
    return


async def _late(till: Till, order: Order, payment: Payment) -> None:
    await _confirm(till, payment, method="upi", outcome="processing")
    await _call_off(till, payment)
    await _settle(till, payment)


async def _not_made(till: Till, order: Order, payment: Payment) -> None:
    await _card(till, order, payment)
    await till.orders.do("reject", order)


async def _given_back(till: Till, order: Order, payment: Payment) -> None:
    await _card(till, order, payment)
    await till.until(payment, lambda it: it.state is not PaymentState.PENDING)
    for part in (DUE // 3, DUE // 3, DUE):
        try:
            await till.give_back(payment, part)
        except (PaymentStateForbids, RefundAbovePaid):
            return


Story = Callable[[Till, Order, Payment], Awaitable[None]]
#: What guests, staff and banks do.
STORIES: Mapping[str, Story] = {
    "card": _card,
    "unheard": _unheard,
    "upi": _upi,
    "declined": _declined,
    "never": _never,
    "late": _late,
    "not made": _not_made,
    "given back": _given_back,
}


async def _confirm(till: Till, payment: Payment, **how: str) -> None:
    if payment.intent_id:
        with _unless_it_is_over():
            await till.stripe.confirm(payment.intent_id, **how)


async def _settle(till: Till, payment: Payment) -> None:
    if payment.intent_id:
        with _unless_it_is_over():
            await till.stripe.settle(payment.intent_id)


@contextlib.contextmanager
def _unless_it_is_over() -> Iterator[None]:
    # What was taken back meanwhile cannot be paid, and that is as it should be.
    try:
        yield
    except SteeringError as error:
        if error.code != "payment_intent_unexpected_state":
            raise


async def _call_off(till: Till, payment: Payment) -> None:
    with contextlib.suppress(PaymentStateForbids):  # it is paid already
        await till.call_off(payment)
