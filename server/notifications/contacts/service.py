"""A guest's wish to be told."""

from functools import partial

from server.clock import Clock
from server.errors import NotFound
from server.notifications.contacts.domain import Channel, Contact
from server.notifications.contacts.repository import ContactRepository
from server.notifications.opt_outs.repository import OptOuts
from server.rpc.principal import Guest
from server.storage.client import Database


class ContactService:
    """Contacts of guests; each guest has the own one."""

    def __init__(self, database: Database, clock: Clock) -> None:
        """Over the contacts of all restaurants; a guest's token names its own."""
        self._contacts = partial(ContactRepository, database)
        self._opt_outs = OptOuts(database)
        self._clock = clock

    async def set(self, guest: Guest, phone: str, channel: Channel, language: str) -> Contact:
        """The guest wants to be told, so and there."""
        contact = Contact(
            guest_id=guest.guest_id,
            restaurant_id=guest.restaurant_id,
            visit_id=guest.visit_id,
            phone=phone,
            channel=channel,
            language=language,
            update_time=self._clock.now(),
        )
        await self._contacts(guest.restaurant_id).put(contact)
        return contact

    async def get(self, guest: Guest) -> Contact:
        """The guest's own. Raises NotFound."""
        contact = await self._contacts(guest.restaurant_id).find(guest.guest_id)
        if contact is None:
            raise NotFound("contact", guest.guest_id)
        return contact

    async def delete(self, guest: Guest) -> None:
        """The guest wants to be told nothing more. Harmless if there is none."""
        await self._contacts(guest.restaurant_id).delete(guest.guest_id)

    async def is_opted_out(self, contact: Contact) -> bool:
        """Whether the number wants to hear nothing, whatever its guest wants."""
        return await self._opt_outs.is_opted_out(contact.phone)
