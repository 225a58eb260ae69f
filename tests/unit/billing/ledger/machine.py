"""A visit on which everything happens in any sequence, and what holds all the same."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from server.billing.bills.sums import sums
from server.billing.payments.domain import (
    DisputeSeen,
    IntentStatus,
    Payment,
    PaymentState,
    RefundSeen,
    RefundState,
    SeenRefund,
)
from server.billing.payments.giving_back import LineWish
from server.errors import DomainError
from server.ids import new_id
from server.ordering.orders.domain import OrderState
from tests.unit.billing.ledger.books import HOUSE, ROUNDING, Books
from tests.unit.billing.ledger.holding import require_settled, require_sound, require_step
from tests.unit.billing.ledger.stripe_side import StripeSide
from tests.unit.ordering.builders import mild_dosa, order, wish

_S = IntentStatus
_DISHES = (
    order(mild_dosa(), place=HOUSE),
    order(wish("lassi", quantity=3), wish("tea"), place=HOUSE),
    order(mild_dosa(quantity=2), wish("thali"), place=HOUSE),
)
_MOST_ORDERS, _MOST_PAYMENTS = 8, 12
_ANY = st.integers(0, 10_000)
_SOME = st.lists(_ANY, min_size=1, max_size=4)
_TIP = st.integers(0, 300)
_ENDS = st.sampled_from((OrderState.CANCELLED, OrderState.REJECTED, OrderState.EXPIRED))
_ON_THE_WAY = st.sampled_from((_S.REQUIRES_ACTION, _S.PROCESSING, _S.REQUIRES_CONFIRMATION))


class LedgerMachine(RuleBasedStateMachine):
    """One party, its bill, its payments, and Stripe."""

    #: Of all visits so far.
    steps = 0

    #: Gives the books of a new visit.
    open_books: ClassVar[Callable[[], Books]]

    def __init__(self) -> None:
        """A party that has not sat down yet."""
        super().__init__()
        self.books = type(self).open_books()
        self.stripe: dict[str, StripeSide] = {}
        self.known: dict[str, Payment] = {}

    # Hypothesis leaves rules out of a visit at random: it begins with something to work on.
    @initialize(dishes=_SOME, parts=st.lists(st.integers(1, 10), max_size=4), tip=_TIP)
    def have_dinner(self, dishes: list[int], parts: list[int], tip: int) -> None:
        for dish in dishes:
            self.order(dish)
        for part in parts:
            self.pay_by_card(part, tip)
        self._require_sound()

    @precondition(lambda self: len(self.books.orders()) < _MOST_ORDERS)
    @rule(dish=_ANY)
    def order(self, dish: int) -> None:
        self.books.place(replace(_DISHES[dish % len(_DISHES)], id=new_id("ord")))

    @rule(which=_ANY, state=_ENDS)
    def end_order(self, which: int, state: OrderState) -> None:
        live = [one for one in self.books.orders() if one.state is OrderState.PLACED]
        if live:
            self.books.end(live[which % len(live)], state)

    @precondition(lambda self: len(self.known) < _MOST_PAYMENTS)
    @rule(part=st.integers(1, 12), tip=_TIP, by_cash=st.booleans())
    def pay(self, part: int, tip: int, by_cash: bool) -> None:
        self._begun(part, tip, by_cash=by_cash)

    def _begun(self, part: int, tip: int, *, by_cash: bool) -> Payment | None:
        figures = sums(self.books.orders(), self.books.payments(), ROUNDING)
        # At 11 and 12 tenths, more than is due is asked for.
        amount = figures.due * part // 10
        take = self.books.cash if by_cash else self.books.pay
        try:
            made = take(amount, min(tip, amount))
        except DomainError:
            return None
        assert amount <= figures.due
        assert figures.paid + figures.pending + amount <= figures.total - figures.returned
        self.known[made.id] = made
        return made

    @rule(which=_ANY)
    def prepare(self, which: int) -> None:
        payment = self._pick(which, lambda it: it.is_online and it.id not in self.stripe)
        if payment and not payment.intent_over:
            self._prepared(payment)

    # What usually happens, in one step: so that visits come far enough for what rarely does.
    @precondition(lambda self: len(self.known) < _MOST_PAYMENTS)
    @rule(part=st.integers(1, 10), tip=_TIP)
    def pay_by_card(self, part: int, tip: int) -> None:
        payment = self._begun(part, tip, by_cash=False)
        if payment:
            side = self._prepared(payment)
            seen = side.go(_S.SUCCEEDED, side.total)
            self._twice(payment.id, lambda it: self.books.observe(it, seen))

    @rule(which=_ANY, status=st.sampled_from(SeenRefund))
    def settle_refund(self, which: int, status: SeenRefund) -> None:
        self._ask_stripe_for_refunds()
        if side := self._side(which, lambda it: bool(it.refunds)):
            for refund_id, said in side.refunds.items():
                side.end_refund(refund_id, status)
                self._twice(
                    side.payment_id,
                    partial(self._refund_seen, refund_id=refund_id, seen=said[-1]),
                )

    @rule(which=_ANY, state=_ENDS)
    def end_order_and_refund_it(self, which: int, state: OrderState) -> None:
        self.end_order(which, state)
        self.refund_overpaid()

    @rule(which=_ANY, status=_ON_THE_WAY)
    def move_on_at_stripe(self, which: int, status: IntentStatus) -> None:
        if side := self._side(which, lambda it: not it.is_over):
            side.go(status)

    @rule(which=_ANY)
    def decline_at_stripe(self, which: int) -> None:
        if side := self._side(which, lambda it: not it.is_over):
            side.go(_S.REQUIRES_PAYMENT_METHOD, declined=True)

    @rule(which=_ANY, wrong=st.integers(0, 4))
    def charge_at_stripe(self, which: int, wrong: int) -> None:
        if side := self._side(which, lambda it: not it.is_over):
            # One in five: less than it should be.
            side.go(_S.SUCCEEDED, side.total - (not wrong))

    @rule(which=_ANY)
    def cancel_at_stripe(self, which: int) -> None:
        if side := self._side(which, lambda it: not it.is_over):
            side.go(_S.CANCELED)

    @rule(which=_ANY, said=_ANY)
    def tell_of_intent(self, which: int, said: int) -> None:
        if side := self._side(which, lambda it: bool(it.said)):
            seen = side.said[said % len(side.said)]
            self._twice(side.payment_id, lambda it: self.books.observe(it, seen))

    @rule(which=_ANY)
    def tell_newest_of_intent(self, which: int) -> None:
        if side := self._side(which, lambda it: bool(it.said)):
            self._twice(side.payment_id, lambda it: self.books.observe(it, side.said[-1]))

    @rule(which=_ANY, how=st.integers(0, 2))
    def give_up(self, which: int, how: int) -> None:
        if payment := self._pick(which, lambda it: it.state is not PaymentState.PAID):
            how_to = (self.books.cancel, self.books.expire, self.books.refuse)[how]
            self._twice(payment.id, how_to)

    @rule(which=_ANY, tenths=st.integers(0, 11))
    def give_back(self, which: int, tenths: int) -> None:
        # Of one that failed: what came too late, and could not go back by itself.
        if payment := self._pick(which, lambda it: it.state is not PaymentState.PENDING):
            amount = payment.total_amount * tenths // 10 if tenths else None
            self._refund(payment, amount, [])

    @rule(which=_ANY, line=_ANY, quantity=st.integers(1, 3))
    def give_lines_back(self, which: int, line: int, quantity: int) -> None:
        payment = self._pick(which, lambda it: it.state is PaymentState.PAID)
        orders = self.books.orders()
        if payment and orders:
            whole = orders[line % len(orders)]
            key = whole.lines[line % len(whole.lines)].key
            self._refund(payment, None, [LineWish(whole.id, key, quantity)])

    @rule(which=_ANY, refund=_ANY, status=st.sampled_from((SeenRefund.DONE, SeenRefund.FAILED)))
    def end_refund_at_stripe(self, which: int, refund: int, status: SeenRefund) -> None:
        if side := self._side(which, lambda it: bool(it.refunds)):
            side.end_refund(list(side.refunds)[refund % len(side.refunds)], status)

    @rule(which=_ANY, refund=_ANY, said=_ANY)
    def tell_of_refund(self, which: int, refund: int, said: int) -> None:
        if side := self._side(which, lambda it: bool(it.refunds)):
            refund_id = list(side.refunds)[refund % len(side.refunds)]
            seen = side.refunds[refund_id][said % len(side.refunds[refund_id])]
            self._twice(side.payment_id, partial(self._refund_seen, refund_id=refund_id, seen=seen))

    @rule(which=_ANY, status=st.sampled_from(("needs_response", "under_review", "won", "lost")))
    def dispute_at_stripe(self, which: int, status: str) -> None:
        if side := self._side(which, lambda it: it.charged > 0):
            side.dispute(status)

    @rule(which=_ANY, said=_ANY)
    def tell_of_dispute(self, which: int, said: int) -> None:
        if side := self._side(which, lambda it: bool(it.disputes)):
            seen = side.disputes[said % len(side.disputes)]
            self._twice(side.payment_id, lambda it: self.books.dispute_seen(it, seen))

    @rule()
    def refund_overpaid(self) -> None:
        before = sums(self.books.orders(), self.books.payments(), ROUNDING)
        self.books.refund_overpaid()
        after = sums(self.books.orders(), self.books.payments(), ROUNDING)
        assert before.paid - after.paid <= before.overpaid, "no more goes back than was too much"

    @invariant()
    def all_is_sound(self) -> None:
        type(self).steps += 1
        self._require_sound()

    def _require_sound(self) -> None:
        payments = self.books.payments()
        for payment in payments:
            require_step(self.known.get(payment.id), payment)
        self._ask_stripe_for_refunds()
        require_sound(self.books.orders(), payments, self.known)
        self.known = {payment.id: payment for payment in payments}

    def teardown(self) -> None:
        try:
            self._settle()
            require_settled(self.books.orders(), self.books.payments(), self.stripe)
        finally:
            self.books.close()

    def _settle(self) -> None:
        for side in self.stripe.values():
            if not side.is_over:
                side.go(_S.CANCELED)
            # The newest, and older news once more.
            for seen in (side.said[-1], side.said[0]):
                self.books.observe(self._of(side.payment_id), seen)
            for dispute in (*side.disputes[-1:], *_older(side.disputes)):
                self.books.dispute_seen(self._of(side.payment_id), dispute)
        for payment in self.books.payments():
            if payment.is_online and payment.id not in self.stripe:
                self.books.no_intent(self.books.expire(payment))
        # What goes back by itself arrives; what the bank does not take is not asked for again.
        self._settle_refunds()
        self.books.refund_overpaid()
        self._settle_refunds()
        self._require_sound()

    def _settle_refunds(self) -> None:
        self._require_sound()
        for side in self.stripe.values():
            for refund_id, said in side.refunds.items():
                if said[-1].status is SeenRefund.PENDING:
                    side.end_refund(refund_id, SeenRefund.DONE)
                for seen in (said[-1], said[0]):
                    self.books.refund_seen(self._of(side.payment_id), refund_id, seen)

    def _prepared(self, payment: Payment) -> StripeSide:
        side = StripeSide(payment.id, payment.total_amount, payment.currency)
        self.stripe[payment.id] = side
        self.books.prepare(payment, side.intent_id)
        return side

    def _refund_seen(self, payment: Payment, refund_id: str, seen: RefundSeen) -> Payment:
        return self.books.refund_seen(payment, refund_id, seen)

    def _ask_stripe_for_refunds(self) -> None:
        for payment in self.books.payments():
            if payment.id in self.stripe:
                self.stripe[payment.id].take_refunds(payment)

    def _refund(self, payment: Payment, amount: int | None, lines: list[LineWish]) -> None:
        try:
            after = self.books.refund(payment, amount, lines)
        except DomainError:
            return
        expected = RefundState.PENDING if payment.is_online else RefundState.DONE
        assert after.refunds[-1].state is expected

    def _twice(self, payment_id: str, tell: Callable[[Payment], Payment]) -> None:
        # Told twice changes nothing.
        once = tell(self._of(payment_id))
        assert tell(once) == once

    def _pick(self, which: int, fits: Callable[[Payment], bool]) -> Payment | None:
        fitting = [payment for payment in self.books.payments() if fits(payment)]
        return fitting[which % len(fitting)] if fitting else None

    def _side(self, which: int, fits: Callable[[StripeSide], bool]) -> StripeSide | None:
        fitting = [side for side in self.stripe.values() if fits(side)]
        return fitting[which % len(fitting)] if fitting else None

    def _of(self, payment_id: str) -> Payment:
        return next(one for one in self.books.payments() if one.id == payment_id)


def _older(disputes: list[DisputeSeen]) -> list[DisputeSeen]:
    """What may be told after the last word: all before it, if it is one."""
    return disputes[:1] if disputes and disputes[-1].status in {"won", "lost"} else []
