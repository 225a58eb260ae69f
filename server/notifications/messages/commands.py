"""Making messages: all that can be done with a database and a clock. Workers need no more."""

from collections.abc import Sequence
from functools import partial

from server.billing.payments.domain import Payment, Refund
from server.catalog.restaurants.repository import RestaurantRepository
from server.clock import Clock
from server.ids import derived_id
from server.notifications.contacts.domain import Channel, Contact, masked
from server.notifications.contacts.repository import ContactRepository
from server.notifications.messages import occasions
from server.notifications.messages.domain import Message, worth
from server.notifications.messages.occasions import Occasion
from server.notifications.messages.repository import MessageRepository
from server.notifications.messages.texts import content_of
from server.ordering.orders.domain import Order
from server.storage.client import Database


class MessageCommands:
    """Tells guests who want to be told. Harmless when asked twice: a message is made once."""

    def __init__(self, database: Database, clock: Clock, public_url: str) -> None:
        """`public_url` is where receipts are, without a slash at the end."""
        self._database = database
        self._contacts = partial(ContactRepository, database)
        self._messages = partial(MessageRepository, database)
        self._clock = clock
        self._public_url = public_url

    def of(self, restaurant_id: str) -> MessageRepository:
        """The messages of one restaurant, for those who only read."""
        return self._messages(restaurant_id)

    async def order_changed(self, order: Order) -> int:
        """Tells of an order, read just now, that was accepted, is ready, or ended by the house.

        Returns how many messages were made; 0 if there is nothing to tell, or nobody. Raises
        NotFound.
        """
        return await self._tell(order.restaurant_id, occasions.of_order(order))

    async def payment_changed(self, payment: Payment) -> int:
        """Tells of a payment, read just now, that was made, or failed. Likewise."""
        occasion = occasions.of_payment(payment, self._public_url)
        return await self._tell(payment.restaurant_id, occasion)

    async def refund_ended(self, payment: Payment, refund: Refund) -> int:
        """Tells of a refund of the payment, read just now, that is done. Likewise."""
        return await self._tell(payment.restaurant_id, occasions.of_refund(payment, refund))

    async def _tell(self, restaurant_id: str, occasion: Occasion | None) -> int:
        contacts = await self._concerned(restaurant_id, occasion) if occasion else []
        if occasion is None or not contacts:
            return 0
        restaurant = await RestaurantRepository(self._database, restaurant_id).get()
        messages = self._messages(restaurant_id)
        made = [
            await messages.insert_once(self._message(occasion, contact, restaurant.name))
            for contact in contacts
        ]
        return sum(made)

    async def _concerned(self, restaurant_id: str, occasion: Occasion) -> Sequence[Contact]:
        contacts = self._contacts(restaurant_id)
        if not occasion.guest_id:
            return await contacts.of_visit(occasion.visit_id)
        contact = await contacts.find(occasion.guest_id)
        return [contact] if contact else []

    def _message(self, occasion: Occasion, contact: Contact, house: str) -> Message:
        now = self._clock.now()
        parts = (occasion.kind.value, occasion.subject_id, occasion.part_id, contact.guest_id)
        return Message(
            id=derived_id("msg", *parts),
            restaurant_id=contact.restaurant_id,
            visit_id=occasion.visit_id,
            table_name=occasion.table_name,
            guest_id=contact.guest_id,
            kind=occasion.kind,
            subject_id=occasion.subject_id,
            content=content_of(occasion.text_key, contact.language, (house, *occasion.variables)),
            masked_phone=masked(contact.phone),
            wish=contact.channel,
            channel=Channel(contact.channel),
            due_time=now,
            worthless_time=now + worth(occasion.kind),
            create_time=now,
            update_time=now,
        )
