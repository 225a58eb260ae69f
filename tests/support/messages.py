"""Messages as the workflows leave them behind, put into a server's database."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from server.clock import SystemClock
from server.ids import derived_id, new_id
from server.notifications.contacts import repository as contact_documents
from server.notifications.contacts.domain import Channel, Contact
from server.notifications.messages.domain import Message, MessageKind, MessageState
from server.notifications.messages.repository import MessageRepository
from server.notifications.messages.texts import content_of
from server.storage.client import Database
from tests.support.app import RunningApp
from tests.support.house import Seat

PHONE = "+919876543210"


def a_message(restaurant_id: str, seat: Seat, **changes: Any) -> Message:
    """One that nobody could be told."""
    now, order_id = SystemClock().now(), new_id("ord")
    fields: dict[str, Any] = {
        "id": derived_id("msg", order_id),
        "restaurant_id": restaurant_id,
        "visit_id": seat.visit_id,
        "table_name": "1",
        "guest_id": seat.guest_id,
        "kind": MessageKind.ORDER_READY,
        "subject_id": order_id,
        "content": content_of("ORDER_READY", "en", ("Café Malabar", order_id[-4:], "1")),
        "masked_phone": "+91 •••••• 3210",
        "state": MessageState.FAILED,
        "wish": Channel.SMS,
        "channel": Channel.SMS,
        "due_time": None,
        "worthless_time": now + timedelta(minutes=45),
        "create_time": now,
        "update_time": now,
    }
    return Message(**(fields | changes))


async def store_message(app: RunningApp, restaurant_id: str, seat: Seat, **changes: Any) -> Message:
    """Puts one into the database, and a number for its guest."""
    message = a_message(restaurant_id, seat, **changes)
    database = database_of(app)
    contact = Contact(
        guest_id=seat.guest_id,
        restaurant_id=restaurant_id,
        visit_id=seat.visit_id,
        phone=PHONE,
        channel=Channel.SMS,
        language="en",
        update_time=message.create_time,
    )
    await contact_documents.ContactRepository(database, restaurant_id).put(contact)
    await MessageRepository(database, restaurant_id).insert_once(message)
    return message


def database_of(app: RunningApp) -> Database:
    """The server's own."""
    return app.app.client[app.app.settings.database]
