"""Disputes: a payer asks the bank for the money back."""

from aiohttp import web

from sandbox.stripe import answers, balance, errors
from sandbox.stripe.answers import LIST_FIELDS
from sandbox.stripe.ids import new_id
from sandbox.stripe.instance import INSTANCE, Instance
from sandbox.stripe.store import Obj

routes = web.RouteTableDef()

KIND = "dispute"
STATUSES = (
    "warning_needs_response",
    "warning_under_review",
    "warning_closed",
    "needs_response",
    "under_review",
    "won",
    "lost",
)
_CLOSED = ("warning_closed", "won", "lost")
_DAYS_TO_ANSWER = 7 * 86400


@routes.get("/v1/disputes/{id}")
async def retrieve(request: web.Request) -> web.Response:
    """One dispute."""
    answers.known(request)
    return answers.one(request, answers.find(request, KIND, "dispute"))


@routes.get("/v1/disputes")
async def list_(request: web.Request) -> web.Response:
    """All disputes, or those about one payment."""
    fields = answers.known(request, "payment_intent", "charge", *LIST_FIELDS)
    names = [name for name in ("payment_intent", "charge") if fields.text(name)]
    rows = request.app[INSTANCE].store.newest_first(KIND)
    wanted = (it for it in rows if all(it[name] == fields.text(name) for name in names))
    return answers.page(request, wanted)


@routes.post("/v1/disputes/{id}/close")
async def close(request: web.Request) -> web.Response:
    """Gives in: the dispute is lost."""
    answers.known(request)
    dispute = answers.find(request, KIND, "dispute")
    change(request.app[INSTANCE], dispute, "lost")
    return answers.one(request, dispute)


@routes.post("/v1/disputes/{id}")
async def update(request: web.Request) -> web.Response:
    """Hands in evidence."""
    fields = answers.known(request, "evidence", "metadata", "submit")
    instance, dispute = request.app[INSTANCE], answers.find(request, KIND, "dispute")
    dispute["evidence"] |= fields.mapping("evidence")
    if fields.boolean("submit", default=True):
        change(instance, dispute, "under_review")
    return answers.one(request, instance.store.save(dispute))


def make(instance: Instance, charge: Obj, reason: str) -> Obj:
    """The bank takes the money back for now."""
    if charge["disputed"] or not charge["paid"]:
        raise errors.invalid("charge", "This charge cannot be disputed.")
    charge["disputed"] = True
    instance.store.save(charge)
    due = instance.now() + _DAYS_TO_ANSWER
    dispute: Obj = {
        "id": new_id("dp"),
        "object": KIND,
        "amount": charge["amount_captured"] - charge["amount_refunded"],
        "balance_transactions": [],
        "charge": charge["id"],
        "created": instance.now(),
        "currency": charge["currency"],
        "enhanced_eligibility_types": [],
        "evidence": {"enhanced_evidence": {}},
        "evidence_details": {
            "due_by": due,
            "enhanced_eligibility": {},
            "has_evidence": False,
            "past_due": False,
            "submission_count": 0,
            "submission_method": "manual",
        },
        "is_charge_refundable": False,
        "livemode": False,
        "metadata": {},
        "payment_intent": charge["payment_intent"],
        "reason": reason,
        "status": "needs_response",
    }
    instance.store.save(dispute)
    instance.emit("charge.dispute.created", dispute)
    _book(instance, dispute, -dispute["amount"], "charge.dispute.funds_withdrawn")
    return dispute


def change(instance: Instance, dispute: Obj, status: str) -> None:
    """The bank says how it stands."""
    if status not in STATUSES or dispute["status"] in _CLOSED:
        raise errors.invalid("status", f"A dispute that is {dispute['status']} cannot be {status}.")
    before, dispute["status"] = dispute["status"], status
    instance.store.save(dispute)
    closed = status in _CLOSED
    kind = "charge.dispute.closed" if closed else "charge.dispute.updated"
    instance.emit(kind, dispute, before={"status": before})
    if status == "won":
        _book(instance, dispute, dispute["amount"], "charge.dispute.funds_reinstated")


def _book(instance: Instance, dispute: Obj, amount: int, kind: str) -> None:
    entry = balance.book(instance, dispute["id"], "adjustment", amount, dispute)
    booked = instance.store.need("balance_transaction", entry)
    dispute["balance_transactions"] = [*dispute["balance_transactions"], booked]
    instance.emit(kind, instance.store.save(dispute))
