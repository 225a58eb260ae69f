"""Every name by which programs find each other in Temporal. They stand in histories: keep them."""

#: Workflows and activities of orders.
ORDERS_QUEUE = "orders"
#: Of payments, refunds, and the accounts they go to.
PAYMENTS_QUEUE = "payments"
#: Of messages to guests.
MESSAGES_QUEUE = "messages"
#: Of people who sign in.
PEOPLE_QUEUE = "people"
#: What the worker's builds are versions of; see workflows/worker.py.
DEPLOYMENT = "here2order"

ORDER_WORKFLOW = "Order"
#: Signal: the order has come further.
ORDER_CHANGED = "changed"
ESCALATE_ORDER = "escalate_order"
EXPIRE_ORDER = "expire_order"
SETTLE_ORDER = "settle_order"

#: Signal of all that follow something at a vendor: look there again.
NEWS = "news"

PAYMENT_WORKFLOW = "Payment"
LOOK_AT_PAYMENT = "look_at_payment"
SETTLE_PAYMENT = "settle_payment"

REFUND_WORKFLOW = "Refund"
LOOK_AT_REFUND = "look_at_refund"
TELL_OF_REFUND = "tell_of_refund"

ACCOUNT_WORKFLOW = "Account"
LOOK_AT_ACCOUNT = "look_at_account"

MESSAGE_WORKFLOW = "Message"
LOOK_AT_MESSAGE = "look_at_message"

PERSON_WORKFLOW = "Person"
LOOK_AT_PERSON = "look_at_person"


def order_workflow_id(order_id: str) -> str:
    """The workflow that follows an order has the order's own id."""
    return order_id


def payment_workflow_id(payment_id: str) -> str:
    """The workflow that follows a payment has the payment's own id."""
    return payment_id


def refund_workflow_id(refund_id: str) -> str:
    """The workflow that follows a refund has the refund's own id."""
    return refund_id


def account_workflow_id(restaurant_id: str) -> str:
    """A restaurant has one account at a time."""
    return f"account-{restaurant_id}"


def message_workflow_id(message_id: str) -> str:
    """The workflow that sends a message has the message's own id."""
    return message_id


def person_workflow_id(user_id: str) -> str:
    """`user_id` is Clerk's."""
    return f"person-{user_id}"
