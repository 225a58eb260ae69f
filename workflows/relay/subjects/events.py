"""Events that vendors have told: whoever follows what they are about hears of them."""

import logging
from collections.abc import Iterable, Mapping, Sequence

from pymongo import IndexModel
from temporalio.client import Client

from server.billing.accounts.repository import restaurants_paid_into
from server.billing.payments.everywhere import by_intent, through_with_stripe
from server.storage.client import Database, Document, bounded
from server.storage.inbox import (
    COLLECTION,
    INDEXES,
    Concern,
    InboundEvent,
    Subject,
    from_document,
    mark_told,
    waiting_events_everywhere,
)
from server.storage.snapshot import Snapshot
from workflows import names
from workflows.account.messages import AccountName
from workflows.message.messages import MessageName, MessageNews
from workflows.news import News
from workflows.payment.messages import PaymentName
from workflows.person.messages import PersonName
from workflows.refund.messages import RefundName
from workflows.relay.handover import Start, start, tell_each

_log = logging.getLogger(__name__)


class EventWorkflows:
    """The workflows that events concern, as the relay sees them."""

    collection: str = COLLECTION
    indexes: Sequence[IndexModel] = INDEXES
    touched: str = "received_time"

    def __init__(self, client: Client, database: Database) -> None:
        """`database` knows whose an intent or an account is, and which events were told."""
        self._client = client
        self._database = database

    def open_everywhere(self, database: Database) -> Snapshot:
        """All that nobody was told of."""
        return waiting_events_everywhere(database)

    def read(self, document: Document, *, fresh: bool) -> InboundEvent | None:
        """The event, if it concerns anybody."""
        del fresh  # an event never changes
        return from_document(document)

    async def tell(self, items: Iterable[InboundEvent]) -> None:
        """Each workflow hears once of every kind of news, however many events there were."""
        events = list(items)
        if not events:
            return
        told: dict[str, dict[str, Start]] = {}
        for event in await self._news(events):
            for begin in await self._starts(event):
                told.setdefault(begin.id, {})[_what(event)] = begin
        await tell_each(told, self._tell)
        await mark_told(self._database, [event.id for event in events])

    async def remind(self, items: Iterable[InboundEvent]) -> None:
        """Of those that were not marked as told."""
        await self.tell(items)

    async def _tell(self, starts: Mapping[str, Start]) -> None:
        for begin in starts.values():
            await start(self._client, begin)

    async def _news(self, events: Sequence[InboundEvent]) -> list[InboundEvent]:
        # Most events of a payment come when it is settled: no workflow is begun anew for them.
        asked = {one.concern.id for one in events if _is_of_intent(one)}
        with bounded():
            settled = await through_with_stripe(self._database, asked) if asked else set()
        return [one for one in events if not (_is_of_intent(one) and one.concern.id in settled)]

    async def _starts(self, event: InboundEvent) -> list[Start]:
        concern = event.concern
        match concern.subject:
            case Subject.MESSAGE:
                return [_message(event)]
            case Subject.PAYMENT:
                return [_payment(PaymentName(concern.restaurant_id, concern.id), event)]
            case Subject.REFUND:
                return [_refund(concern, event)]
            case Subject.PERSON:
                return [_person(event)]
            case _:
                return await self._found(event)

    async def _found(self, event: InboundEvent) -> list[Start]:
        # What this program cannot read must not keep all others waiting.
        try:
            return await self._looked_up(event)
        except (KeyError, TypeError, ValueError):
            _log.exception("cannot tell whose %s is; no workflow hears of it", event.id)
            return []

    async def _looked_up(self, event: InboundEvent) -> list[Start]:
        with bounded():
            if event.concern.subject is Subject.ACCOUNT:
                found = await restaurants_paid_into(self._database, event.concern.id)
                return [_account(restaurant_id, event) for restaurant_id in found]
            payment = await by_intent(self._database, event.concern.id)
        if payment is None:  # made by somebody else who uses the same Stripe account
            return []
        return [_payment(PaymentName(payment.restaurant_id, payment.id), event)]


def _what(event: InboundEvent) -> str:
    # A message's status is told, not asked for: every one counts.
    return event.id if event.concern.subject is Subject.MESSAGE else event.kind


def _is_of_intent(event: InboundEvent) -> bool:
    of_payment = event.concern.subject is Subject.PAYMENT
    return of_payment and event.kind.startswith("payment_intent.")


def _payment(name: PaymentName, event: InboundEvent) -> Start:
    return Start(
        workflow=names.PAYMENT_WORKFLOW,
        id=names.payment_workflow_id(name.payment_id),
        queue=names.PAYMENTS_QUEUE,
        argument=name,
        signal=(names.NEWS, News(event.kind)),
        again=True,
    )


def _refund(concern: Concern, event: InboundEvent) -> Start:
    return Start(
        workflow=names.REFUND_WORKFLOW,
        id=names.refund_workflow_id(concern.id),
        queue=names.PAYMENTS_QUEUE,
        argument=RefundName(concern.restaurant_id, concern.payment_id, concern.id),
        signal=(names.NEWS, News(event.kind)),
        again=True,
    )


def _account(restaurant_id: str, event: InboundEvent) -> Start:
    return Start(
        workflow=names.ACCOUNT_WORKFLOW,
        id=names.account_workflow_id(restaurant_id),
        queue=names.PAYMENTS_QUEUE,
        argument=AccountName(restaurant_id),
        signal=(names.NEWS, News(event.kind)),
        again=True,
    )


def _message(event: InboundEvent) -> Start:
    return Start(
        workflow=names.MESSAGE_WORKFLOW,
        id=names.message_workflow_id(event.concern.id),
        queue=names.MESSAGES_QUEUE,
        argument=MessageName(event.concern.id),
        signal=(names.NEWS, MessageNews(event.kind, event.concern.facts)),
        again=True,
    )


def _person(event: InboundEvent) -> Start:
    return Start(
        workflow=names.PERSON_WORKFLOW,
        id=names.person_workflow_id(event.concern.id),
        queue=names.PEOPLE_QUEUE,
        argument=PersonName(event.concern.id),
        signal=(names.NEWS, News(event.kind)),
        again=True,
    )
