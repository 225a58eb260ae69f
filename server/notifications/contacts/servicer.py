"""ContactService."""

from here2order.notifications.v1 import contact_pb2
from here2order.notifications.v1 import contact_service_pb2 as pb

from server.notifications.contacts.convert import channel_from_proto, contact_to_proto
from server.notifications.contacts.domain import Contact
from server.notifications.contacts.service import ContactService
from server.rpc.call import Call
from server.rpc.principal import Guest


class ContactServicer:
    """Answers here2order.notifications.v1.ContactService."""

    def __init__(self, contacts: ContactService) -> None:
        """`contacts` decides."""
        self._contacts = contacts

    async def SetContact(self, request: pb.SetContactRequest, call: Call) -> pb.SetContactResponse:
        """The guest wants to be told."""
        channel = channel_from_proto(request.channel)
        contact = await self._contacts.set(_guest(call), request.phone, channel, request.language)
        return pb.SetContactResponse(contact=await self._shown(contact))

    async def GetContact(self, request: pb.GetContactRequest, call: Call) -> pb.GetContactResponse:
        """The own wish."""
        contact = await self._contacts.get(_guest(call))
        return pb.GetContactResponse(contact=await self._shown(contact))

    async def DeleteContact(
        self, request: pb.DeleteContactRequest, call: Call
    ) -> pb.DeleteContactResponse:
        """The guest wants to be told nothing more."""
        await self._contacts.delete(_guest(call))
        return pb.DeleteContactResponse()

    async def _shown(self, contact: Contact) -> contact_pb2.Contact:
        opted_out = await self._contacts.is_opted_out(contact)
        return contact_to_proto(contact, opted_out=opted_out)


def _guest(call: Call) -> Guest:
    principal = call.principal
    if not isinstance(principal, Guest):
        raise LookupError(f"{call.method.path} is for guests")
    return principal
