"""Where the money went: every entry of the evening, and their sum."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from here2order.billing.v1.payment_pb2 import LedgerEntry, Payment
from here2order.common.v1.money_pb2 import Money

from sandbox.dinner import money_words, words
from sandbox.dinner.cast import Cast
from sandbox.dinner.wires.stripe_books import LocalStripe

_ACCOUNTS = ("stripe", "cash_drawer", "disputes", "bill", "tips")


async def books(cast: Cast, bank: LocalStripe) -> None:
    """The ledger of the visit sums to 0, and Stripe has what it says Stripe has."""
    cast.tell.act("The books")
    payments = await cast.faisal.till.payments_of(cast.visit.id)
    for payment in payments:
        cast.faisal.does(f"reads: {money_words.in_the_books(payment)}")
    entries = [entry for payment in payments for entry in payment.ledger]
    used = {entry.account for entry in entries}
    accounts = [account for account in _ACCOUNTS if account in used]
    cast.tell.table(("", "payment", "what", *accounts), list(_rows(payments, accounts)))
    cast.tell.check("the ledger sums to 0", expected=0, seen=_sum(entries))
    cast.tell.check(
        "so does every payment's own part of it",
        expected=[0] * len(payments),
        seen=[_sum(payment.ledger) for payment in payments],
    )
    await _agrees_with_stripe(cast, bank, payments)
    _agrees_with_the_bill(cast, entries)


def _rows(payments: Iterable[Payment], accounts: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """One row an event; the sums at the end."""
    totals: Counter[str] = Counter()
    for number, payment in enumerate(payments, start=1):
        for kind, subject in dict.fromkeys((it.kind, it.subject_id) for it in payment.ledger):
            moved = Counter[str]()
            for entry in payment.ledger:
                if (entry.kind, entry.subject_id) == (kind, subject):
                    moved[entry.account] += entry.amount.amount
            totals.update(moved)
            who = f"{payment.guest_name}, {payment.method_text or 'cash'}"
            yield str(number), who, kind, *_cells(moved, accounts)
    yield "", "", "sum", *_cells(totals, accounts)


def _cells(moved: Counter[str], accounts: Sequence[str]) -> tuple[str, ...]:
    return tuple(words.figure(moved[account]) if account in moved else "" for account in accounts)


async def _agrees_with_stripe(cast: Cast, bank: LocalStripe, payments: Iterable[Payment]) -> None:
    intents = [payment.stripe_payment_intent_id for payment in payments]
    held = 0
    for intent_id in filter(None, intents):
        held += await bank.kept(intent_id)
    stripe = sum(
        entry.amount.amount
        for payment in payments
        for entry in payment.ledger
        if entry.account == "stripe"
    )
    cast.tell.check(
        f"Stripe's charges less its refunds are {_money(cast, held)}, too",
        expected=stripe,
        seen=held,
    )


def _agrees_with_the_bill(cast: Cast, entries: Iterable[LedgerEntry]) -> None:
    bill = cast.rui.bill_page.bill
    sums: Counter[str] = Counter()
    for entry in entries:
        sums[entry.account] += entry.amount.amount
    cast.tell.check(
        f"the guests' bill says the same: {money_words.bill_sums(bill)}",
        expected=(bill.paid_amount.amount, bill.tip_amount.amount),
        seen=(-sums["bill"], -sums["tips"]),
    )


def _sum(entries: Iterable[LedgerEntry]) -> int:
    return sum(entry.amount.amount for entry in entries)


def _money(cast: Cast, amount: int) -> str:
    return words.money(Money(currency=cast.rui.bill_page.bill.currency, amount=amount))
