"""A card that is declined, and one whose bank asks first."""

from here2order.billing.v1.bill_pb2 import BILL_STATE_PAID
from here2order.billing.v1.payment_pb2 import (
    FAILURE_KIND_DECLINED,
    PAYMENT_STATE_FAILED,
    PAYMENT_STATE_PAID,
    PAYMENT_STATE_PENDING,
    PAYMENT_STEP_AWAITING_APPROVAL,
    Payment,
)

from sandbox.dinner import words
from sandbox.dinner.acts.told import wants_to_be_told
from sandbox.dinner.cast import Cast
from sandbox.dinner.wires import stripe_js
from sandbox.dinner.wires.stripe_books import LocalStripe
from sandbox.dinner.wires.stripe_js import Confirmed

_WITHOUT_MONEY = "4000 0000 0000 9995"
_ASKS_FIRST = "4000 0027 6000 3184"
_TIP = 50_00


async def pays_by_card(cast: Cast, bank: LocalStripe) -> Payment:
    """Ana pays the rest: not with the first card, but with the second."""
    cast.tell.act("Ana's card is declined")
    await _declined(cast)
    return await _asked_by_her_bank(cast, bank)


async def _declined(cast: Cast) -> None:
    page = cast.ana.bill_page
    due = page.bill.due_amount.amount
    payment, confirmed = await _tries(cast, _WITHOUT_MONEY)
    cast.tell.check("Stripe says why", expected="insufficient_funds", seen=confirmed.decline_code)
    failed = await page.sees(payment, PAYMENT_STATE_FAILED)
    await cast.rui.bill_page.sees(payment, PAYMENT_STATE_FAILED)
    await cast.devika.till.sees(payment, PAYMENT_STATE_FAILED)
    cast.tell.check(
        f"she reads it in words: “{failed.failure.text}”",
        expected=(FAILURE_KIND_DECLINED, True),
        seen=(failed.failure.kind, bool(failed.failure.text)),
    )
    cast.tell.check("all of it is due again", expected=due, seen=page.bill.due_amount.amount)


async def _asked_by_her_bank(cast: Cast, bank: LocalStripe) -> Payment:
    page = cast.ana.bill_page
    payment, confirmed = await _tries(cast, _ASKS_FIRST)
    cast.tell.check("her bank asks her first", expected="requires_action", seen=confirmed.status)
    await page.sees(payment, PAYMENT_STATE_PENDING, PAYMENT_STEP_AWAITING_APPROVAL)
    await wants_to_be_told(cast)
    cast.ana.does("approves in her bank's app (3-D Secure)")
    await bank.approve(confirmed.intent_id)
    await cast.rui.bill_page.sees(payment, PAYMENT_STATE_PAID)
    paid = await cast.devika.till.sees(payment, PAYMENT_STATE_PAID)
    bill = cast.rui.bill_page.bill
    cast.tell.check(
        "the bill is paid, to the paisa",
        expected=(BILL_STATE_PAID, bill.total_amount.amount, 0),
        seen=(bill.state, bill.paid_amount.amount, bill.due_amount.amount),
    )
    return paid


async def _tries(cast: Cast, number: str) -> tuple[Payment, Confirmed]:
    page = cast.ana.bill_page
    due = page.bill.due_amount
    cast.ana.does(f"pays the rest, {words.money(due)} and a tip, with the card {number}")
    payment = await page.pay(page.form(due.amount, tip=_TIP))
    checkout = await page.checkout(payment)
    return payment, await stripe_js.confirm(checkout, stripe_js.card(number.replace(" ", "")))
