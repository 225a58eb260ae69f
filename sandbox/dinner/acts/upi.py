"""The bill on two phones, and a UPI payment whose approval is late."""

import asyncio

from here2order.billing.v1.bill_pb2 import Bill
from here2order.billing.v1.payment_pb2 import (
    PAYMENT_STATE_PAID,
    PAYMENT_STATE_PENDING,
    PAYMENT_STEP_AWAITING_APPROVAL,
    Payment,
)

from sandbox.dinner import words
from sandbox.dinner.cast import Cast
from sandbox.dinner.wires import stripe_js
from sandbox.dinner.wires.stripe_books import LocalStripe

_SENDINGS = 3
_TIP_PERCENT = 10


async def pays_by_upi(cast: Cast, bank: LocalStripe) -> Payment:
    """Rui pays what he ordered; Ana and Devika see it come."""
    cast.tell.act("Rui pays by UPI, and takes his time")
    await _open_the_bill(cast)
    payment = await _begins(cast)
    intent_id = await _asks_his_bank(cast, payment)
    await _no_more_than_is_due(cast)
    return await _approves(cast, bank, payment, intent_id)


async def _open_the_bill(cast: Cast) -> None:
    for staff in (cast.devika.till, cast.devika.post):
        await staff.follow(cast.visit.id)
    bills = [await phone.bill_page.open() for phone in (cast.ana, cast.rui)]
    cast.tell.check(
        "both phones show the same rounds of the same bill",
        expected=list(bills[0].rounds),
        seen=list(bills[1].rounds),
    )
    bill = bills[0]
    served = sum(it.totals.total_amount.amount for it in (cast.first, cast.second))
    cast.tell.check(
        f"what was served, rounded to whole rupees: {words.money(bill.total_amount)}",
        expected=(served, 0),
        seen=(
            bill.total_amount.amount - bill.rounding_amount.amount,
            bill.total_amount.amount % 100,
        ),
    )
    _explains_itself(cast, bill)


def _explains_itself(cast: Cast, bill: Bill) -> None:
    lines = [line for round_ in bill.rounds for line in round_.lines]
    for line in lines:
        cast.ana.does(f"reads why: {line.item_name}, {words.money(line.share_amount)}")
        for step in line.trace:
            cast.tell.detail(f"{words.money(step.amount):>12}  {step.text}")
    cast.tell.check(
        "the lines' shares are the rounds' totals",
        expected=sum(round_.total_amount.amount for round_ in bill.rounds),
        seen=sum(line.share_amount.amount for line in lines),
    )


async def _begins(cast: Cast) -> Payment:
    rui = cast.rui
    his = next(it for it in rui.bill_page.bill.rounds if it.order_id == cast.second.id)
    amount = his.total_amount.amount
    form = rui.bill_page.form(amount, tip=amount * _TIP_PERCENT // 100)
    rui.does(
        f"pays {words.money(his.total_amount)} for what he ordered, and {_TIP_PERCENT} % on top; "
        f"the phone sends it {_SENDINGS} times"
    )
    replies = await asyncio.gather(*(rui.bill_page.pay(form) for _ in range(_SENDINGS)))
    cast.tell.check("one payment", expected=1, seen=len({reply.id for reply in replies}))
    return replies[0]


async def _asks_his_bank(cast: Cast, payment: Payment) -> str:
    rui, page = cast.rui, cast.rui.bill_page
    checkout = await page.checkout(payment)
    hers = cast.ana.bill_page.payment(payment.id)
    cast.tell.check(
        "Ana's phone cannot pay it: it has no checkout",
        expected=False,
        seen=hers.HasField("checkout"),
    )
    rui.does("gives Stripe his UPI address, rui@okbank")
    confirmed = await stripe_js.confirm(checkout, stripe_js.upi("rui@okbank"))
    cast.tell.check("Stripe wants his approval", expected="requires_action", seen=confirmed.status)
    for seeing in (page, cast.ana.bill_page, cast.devika.till):
        await seeing.sees(payment, PAYMENT_STATE_PENDING, PAYMENT_STEP_AWAITING_APPROVAL)
    return confirmed.intent_id


async def _no_more_than_is_due(cast: Cast) -> None:
    ana, bill = cast.ana, cast.ana.bill_page.bill
    ana.does("would pay for everybody meanwhile")
    everything = ana.bill_page.form(bill.total_amount.amount)
    refusal = await ana.is_refused(ana.bill_page.pay(everything), "AMOUNT_ABOVE_DUE")
    cast.tell.check(
        "nobody pays what somebody else is about to pay",
        expected=bill.total_amount.amount - bill.pending_amount.amount,
        seen=bill.due_amount.amount,
    )
    cast.tell.checked(f"and is told: {refusal.message}")


async def _approves(cast: Cast, bank: LocalStripe, payment: Payment, intent_id: str) -> Payment:
    rui = cast.rui
    rui.does("finds the request in his UPI app at last, and approves")
    await bank.approve(intent_id)
    for seeing in (rui.bill_page, cast.ana.bill_page):
        await seeing.sees(payment, PAYMENT_STATE_PAID)
    paid = await cast.devika.till.sees(payment, PAYMENT_STATE_PAID)
    cast.tell.check(
        "it was pending until the money was there, and is paid once",
        expected=(payment.total_amount.amount, "UPI rui@okbank"),
        seen=(_in_stripe(paid), paid.method_text),
    )
    return paid


def _in_stripe(payment: Payment) -> int:
    return sum(it.amount.amount for it in payment.ledger if it.account == "stripe")
