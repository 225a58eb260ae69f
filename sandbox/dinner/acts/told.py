"""A guest whose phone is in a pocket is told: not by WhatsApp, which refuses, but by SMS."""

from here2order.billing.v1.payment_pb2 import PAYMENT_STATE_PAID, Payment
from here2order.notifications.v1.contact_pb2 import CHANNEL_SMS, CHANNEL_WHATSAPP
from here2order.notifications.v1.contact_service_pb2 import (
    DeleteContactRequest,
    SetContactRequest,
)
from here2order.notifications.v1.message_pb2 import (
    MESSAGE_KIND_PAYMENT_PAID,
    MESSAGE_STATE_DELIVERED,
    Message,
)

from sandbox.dinner.cast import Cast
from sandbox.dinner.wires.receipt import download
from sandbox.dinner.wires.twilio import LocalTwilio

#: Nobody has WhatsApp on this number.
_NO_WHATSAPP = 63003


async def wants_to_be_told(cast: Cast) -> None:
    """Ana leaves her number and puts the phone away; nothing of it where Twilio is the real one."""
    ana = cast.ana
    if cast.twilio is None:
        return
    await cast.twilio.refuse_whatsapp(cast.phone_number, _NO_WHATSAPP)
    ana.does(f"wants to be told by WhatsApp at {cast.phone_number}")
    wish = SetContactRequest(phone=cast.phone_number, channel=CHANNEL_WHATSAPP, language="en")
    contact = (await ana.ask(ana.contacts.SetContact, wish)).contact
    ana.sees(f"that her number is kept as {contact.masked_phone}")
    ana.does("puts the phone into her pocket: no page is open any more")
    await ana.watched_orders.disconnect()
    await ana.bill_page.watched.disconnect()


async def told(cast: Cast, paid: Payment) -> None:
    """What she is told, by which channel, and the receipt behind it."""
    cast.tell.act("Ana is told")
    if cast.twilio is None:
        cast.tell.note("This stack has no local Twilio: a demo sends nothing to real phones.")
        return
    message = await cast.devika.post.sees(
        MESSAGE_KIND_PAYMENT_PAID, paid.id, MESSAGE_STATE_DELIVERED
    )
    cast.tell.check(
        "WhatsApp refused, and SMS came through",
        expected=[(CHANNEL_WHATSAPP, _NO_WHATSAPP), (CHANNEL_SMS, 0)],
        seen=[(attempt.channel, attempt.error_code) for attempt in message.attempts],
    )
    await _reads_it(cast, cast.twilio, message)
    await _reads_the_receipt(cast, message, paid)
    await _takes_out_the_phone(cast, paid)


async def _reads_it(cast: Cast, twilio: LocalTwilio, message: Message) -> None:
    inbox = await twilio.sms_to(cast.phone_number)
    for text in inbox:
        cast.ana.sees(f"an SMS: “{text}”")
    cast.tell.check("one message is on her phone", expected=[message.text], seen=inbox)


async def _reads_the_receipt(cast: Cast, message: Message, paid: Payment) -> None:
    cast.tell.check(
        "it names her receipt's address",
        expected=True,
        seen=f"/receipt/{paid.receipt_token}" in message.text,
    )
    kind, body = await download(cast.house.target, paid.receipt_token)
    cast.tell.check(
        f"the receipt can be kept: a PDF of {len(body):,} bytes",
        expected=("application/pdf", b"%PDF"),
        seen=(kind, body[:4]),
    )


async def _takes_out_the_phone(cast: Cast, paid: Payment) -> None:
    ana = cast.ana
    ana.does("takes the phone out again, and wants no more messages")
    ana.watched_orders.connect()
    await ana.bill_page.open()
    await ana.bill_page.sees(paid, PAYMENT_STATE_PAID)
    await ana.ask(ana.contacts.DeleteContact, DeleteContactRequest())
