"""Requests of notifications: about the guests of the restaurant `here`."""

from dataclasses import dataclass

from google.api.httpbody_pb2 import HttpBody
from here2order.notifications.v1 import (
    contact_pb2,
    contact_service_pb2,
    message_service_pb2,
    twilio_webhook_service_pb2,
)

from tests.rpc.access.world import World
from tests.support.house import new_request_id
from tests.support.messages import store_message
from tests.support.webhooks import twilio_event


@dataclass(slots=True)
class Contacts:
    """ContactService."""

    world: World

    async def SetContact(self) -> contact_service_pb2.SetContactRequest:
        return contact_service_pb2.SetContactRequest(
            phone="+919876543210", channel=contact_pb2.CHANNEL_SMS, language="ml"
        )

    async def GetContact(self) -> contact_service_pb2.GetContactRequest:
        request = await self.SetContact()
        for guest in self.world.callers:
            if guest.kind == "GUEST" and guest.refusal is None:
                await self.world.api.contacts.SetContact(request, metadata=guest.metadata)
        return contact_service_pb2.GetContactRequest()

    async def DeleteContact(self) -> contact_service_pb2.DeleteContactRequest:
        return contact_service_pb2.DeleteContactRequest()


@dataclass(slots=True)
class Messages:
    """MessageService."""

    world: World

    async def ListMessages(self) -> message_service_pb2.ListMessagesRequest:
        return message_service_pb2.ListMessagesRequest(
            restaurant_id=self.world.here.restaurant_id, visit_id=self.world.seat.visit_id
        )

    async def WatchMessages(self) -> message_service_pb2.WatchMessagesRequest:
        return message_service_pb2.WatchMessagesRequest(restaurant_id=self.world.here.restaurant_id)

    async def ResendMessage(self) -> message_service_pb2.ResendMessageRequest:
        here, seat = self.world.here, self.world.seat
        message = await store_message(self.world.app, here.restaurant_id, seat)
        return message_service_pb2.ResendMessageRequest(
            restaurant_id=here.restaurant_id, message_id=message.id, request_id=new_request_id()
        )


@dataclass(slots=True)
class TwilioWebhooks:
    """TwilioWebhookService."""

    world: World

    async def ReceiveTwilioEvent(self) -> twilio_webhook_service_pb2.ReceiveTwilioEventRequest:
        body = HttpBody(content_type="application/x-www-form-urlencoded", data=twilio_event())
        return twilio_webhook_service_pb2.ReceiveTwilioEventRequest(body=body)
