"""Payments, and the refunds in them: each is followed by a workflow of its own."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pymongo import IndexModel
from temporalio.client import Client

from server.billing.payments.documents import from_document
from server.billing.payments.domain import Payment, Refund, RefundState
from server.billing.payments.repository import COLLECTION, INDEXES, open_payments_everywhere
from server.storage.client import Database, Document
from server.storage.snapshot import Snapshot
from workflows.names import (
    NEWS,
    PAYMENT_WORKFLOW,
    PAYMENTS_QUEUE,
    REFUND_WORKFLOW,
    payment_workflow_id,
    refund_workflow_id,
)
from workflows.news import News
from workflows.payment.messages import PaymentName
from workflows.refund.messages import RefundName
from workflows.relay.handover import Start, start, tell_each

#: Reminding is no hurry.
_REMINDERS_AT_ONCE = 4
#: What people do to a payment that its workflow does not know of.
_CALLED_OFF = "cancelled"


@dataclass(frozen=True, slots=True)
class PaymentToFollow:
    """What there is to tell of one version of a payment."""

    name: PaymentName
    #: It is to be followed.
    followed: bool
    #: What happened to it, or "" if it is new.
    news: str
    #: Refunds that are to be followed.
    refunds: tuple[str, ...]


class PaymentWorkflows:
    """The workflows of payments and refunds, as the relay sees them."""

    collection: str = COLLECTION
    indexes: Sequence[IndexModel] = INDEXES
    touched: str = "update_time"

    def __init__(self, client: Client) -> None:
        """`client` is connected, or will be."""
        self._client = client

    def open_everywhere(self, database: Database) -> Snapshot:
        """All through which money may still come, or is on its way back."""
        return open_payments_everywhere(database)

    def read(self, document: Document, *, fresh: bool) -> PaymentToFollow | None:
        """The payment, if people did something. What its workflows did, they know."""
        payment = from_document(document)
        found = _just_done(payment) if fresh else _open(payment)
        return found if found.followed or found.refunds else None

    async def tell(self, items: Iterable[PaymentToFollow]) -> None:
        """Every version counts: each may have a refund of its own."""
        told: dict[str, PaymentToFollow] = {}
        for item in items:
            key = item.name.payment_id
            told[key] = _both(told[key], item) if key in told else item
        await tell_each(told, self._tell)

    async def remind(self, items: Iterable[PaymentToFollow]) -> None:
        """Starts those that are gone."""
        found = {item.name.payment_id: item for item in items}
        await tell_each(found, self._tell, at_once=_REMINDERS_AT_ONCE)

    async def _tell(self, item: PaymentToFollow) -> None:
        if item.followed:
            await start(self._client, _start_of(item))
        for refund_id in item.refunds:
            await start(self._client, _start_of_refund(item.name, refund_id))


def _just_done(payment: Payment) -> PaymentToFollow:
    last = payment.timeline[-1]
    # Not by the times alone: those who write may have clocks that differ.
    called_off = last.kind == _CALLED_OFF and not payment.intent_over
    refunds = tuple(refund.id for refund in payment.refunds if _is_new(refund, payment))
    news = _CALLED_OFF if called_off else ""
    return PaymentToFollow(_name_of(payment), called_off or payment.version == 1, news, refunds)


def _is_new(refund: Refund, payment: Payment) -> bool:
    """Its workflow has not begun with it. Being told twice that it shall begin is no harm."""
    if refund.state is not RefundState.PENDING:
        return False
    return not refund.stripe_refund_id or refund.create_time == payment.update_time


def _open(payment: Payment) -> PaymentToFollow:
    refunds = (one.id for one in payment.refunds if one.state is RefundState.PENDING)
    followed = payment.is_online and not payment.intent_over
    return PaymentToFollow(_name_of(payment), followed, "", tuple(refunds))


def _both(earlier: PaymentToFollow, later: PaymentToFollow) -> PaymentToFollow:
    refunds = dict.fromkeys((*earlier.refunds, *later.refunds))
    followed = earlier.followed or later.followed
    return PaymentToFollow(later.name, followed, later.news or earlier.news, tuple(refunds))


def _start_of(item: PaymentToFollow) -> Start:
    return Start(
        workflow=PAYMENT_WORKFLOW,
        id=payment_workflow_id(item.name.payment_id),
        queue=PAYMENTS_QUEUE,
        argument=item.name,
        signal=(NEWS, News(item.news)) if item.news else None,
        again=True,
    )


def _start_of_refund(name: PaymentName, refund_id: str) -> Start:
    return Start(
        workflow=REFUND_WORKFLOW,
        id=refund_workflow_id(refund_id),
        queue=PAYMENTS_QUEUE,
        argument=RefundName(name.restaurant_id, name.payment_id, refund_id),
        again=True,
    )


def _name_of(payment: Payment) -> PaymentName:
    return PaymentName(payment.restaurant_id, payment.id)
