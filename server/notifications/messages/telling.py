"""Telling a guest: one look at one message, and what is to be done about it now."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from server.clock import Clock
from server.notifications.contacts.domain import Contact
from server.notifications.contacts.repository import ContactRepository
from server.notifications.messages import transitions
from server.notifications.messages.domain import Asked, Message, MessageState
from server.notifications.messages.repository import (
    MessageRepository,
    get_anywhere,
    known_sids,
)
from server.notifications.opt_outs.repository import OptOuts
from server.notifications.presence.repository import Presence
from server.notifications.twilio.answers import Refused, Seen, Unclear
from server.notifications.twilio.errors import Remedy, remedy_of
from server.notifications.twilio.gateway import TwilioGateway, TwilioSilent
from server.storage.change import change
from server.storage.client import Database

Decide = Callable[[Message], Message]

_NO_ACCOUNT = "No Twilio account is set up."
_TOO_LATE = "It could not be sent while it was of use."
_NEVER_KNOWN = "Twilio did not say whether it took the message."
#: Beyond its worth a message is still searched for, so long; then nobody will ever know.
_SEARCHED_FOR = timedelta(hours=2)


class Telling:
    """Sees to messages. Who calls it has one look at a message at a time."""

    def __init__(self, database: Database, clock: Clock, gateway: TwilioGateway | None) -> None:
        """Without a `gateway` nobody is told anything."""
        self._database = database
        self._contacts = partial(ContactRepository, database)
        self._messages = partial(MessageRepository, database)
        self._opt_outs = OptOuts(database)
        self._presence = Presence(database)
        self._clock = clock
        self._gateway = gateway

    async def look(
        self, message_id: str, told: Sequence[Seen] = (), now: datetime | None = None
    ) -> Message:
        """Takes in what Twilio has told, and does what is due. Returns what is stored then.

        `now` if the caller's clock is ahead. Harmless at any time: an answer that was lost is
        searched for, before anything is sent again. Raises NotFound.
        """
        now = max(now, self._clock.now()) if now else self._clock.now()
        message = await get_anywhere(self._database, message_id)
        if told:
            decide: Decide = lambda it: transitions.seen(it, told, now)  # noqa: E731
            message = await self._change(message, decide)
            await self._note_opt_out(message, now)
        if not _is_due(message, now):
            return message
        if message.asked is not None:
            message = await self._search(message, message.asked, now)
        elif message.state is MessageState.SENT:
            message = await self._ask_after(message, now)
        # Refused, it may be due by another channel at once: each refusal leaves fewer.
        while _is_to_be_sent(message, now):
            message = await self._send(message, now)
        return message

    async def _search(self, message: Message, asked: Asked, now: datetime) -> Message:
        if self._gateway is None or now >= message.worthless_time + _SEARCHED_FOR:
            return await self._change(
                message, lambda it: transitions.given_up(it, _NEVER_KNOWN, now)
            )
        try:
            found = await self._gateway.find(message, asked)
        except TwilioSilent:
            return await self._change(message, lambda it: transitions.unclear(it, now))
        known = await known_sids(self._database, (one.sid for one in found))
        lost = [one for one in found if one.sid not in known]
        if lost:
            return await self._change(message, lambda it: transitions.seen(it, lost[:1], now))
        return await self._change(message, lambda it: transitions.not_taken(it, now))

    async def _ask_after(self, message: Message, now: datetime) -> Message:
        if self._gateway is None:
            return message
        try:
            news = [await self._gateway.fetch(message.attempts[-1].sid)]
        except TwilioSilent:
            news = []
        heard = await self._change(
            message, lambda it: transitions.looked(transitions.seen(it, news, now), now)
        )
        await self._note_opt_out(heard, now)
        return heard

    async def _send(self, message: Message, now: datetime) -> Message:
        contact = await self._contacts(message.restaurant_id).find(message.guest_id)
        obstacle = await self._obstacle(message, contact, now)
        if obstacle is not None or contact is None or self._gateway is None:
            return await self._change(message, obstacle) if obstacle else message
        asking = transitions.ask(message, contact.phone, now)
        if asking.asked is None or not await self._is_ours(asking, message.version):
            return await get_anywhere(self._database, message.id)
        answer = await self._gateway.send(asking, asking.asked)
        match answer:
            case Seen():
                return await self._change(asking, lambda it: transitions.taken(it, answer, now))
            case Refused(code):
                refused = await self._change(asking, lambda it: transitions.refused(it, code, now))
                await self._note_opt_out(refused, now)
                return refused
            case Unclear():
                return await self._change(asking, lambda it: transitions.unclear(it, now))

    async def _obstacle(
        self, message: Message, contact: Contact | None, now: datetime
    ) -> Decide | None:
        """Why it is not sent now: what becomes of it instead; None if it can be."""
        if contact is None or await self._opt_outs.is_opted_out(contact.phone):
            return lambda it: transitions.not_wanted(it, now)
        if self._gateway is None:
            return lambda it: transitions.given_up(it, _NO_ACCOUNT, now)
        if now >= message.worthless_time:
            return lambda it: transitions.given_up(it, _TOO_LATE, now)
        # Sent by hand, it is meant to be sent.
        if not message.round and await self._presence.is_present(message.guest_id, now):
            return lambda it: transitions.not_needed(it, now)
        return None

    async def _note_opt_out(self, message: Message, now: datetime) -> None:
        """Twilio knows of an opt-out that we have not heard of."""
        if message.state is not MessageState.OPTED_OUT or not message.attempts:
            return
        if remedy_of(message.attempts[-1].error_code) is not Remedy.OPTED_OUT:
            return
        contact = await self._contacts(message.restaurant_id).find(message.guest_id)
        if contact is not None:
            await self._opt_outs.told(contact.phone, now)

    async def _is_ours(self, asking: Message, version: int) -> bool:
        """Writes that Twilio is being asked; False if anything has happened meanwhile."""
        return await self._messages(asking.restaurant_id).replace(asking, version)

    async def _change(self, message: Message, decide: Decide) -> Message:
        messages = self._messages(message.restaurant_id)

        def counted(current: Message) -> Message:
            decided = decide(current)
            return current if decided == current else replace(decided, version=current.version + 1)

        # Whoever wrote since it was read, or while Twilio was asked, is seen by the version.
        load = partial(messages.get, message.id)
        return await change(load, counted, messages.replace, 0, message)


def _is_to_be_sent(message: Message, now: datetime) -> bool:
    waits = message.state is MessageState.WAITING and message.asked is None
    return waits and _is_due(message, now)


def _is_due(message: Message, now: datetime) -> bool:
    return message.due_time is not None and message.due_time <= now
