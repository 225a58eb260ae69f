"""Connect accounts: the restaurants that charges are passed on to."""

from aiohttp import web

from sandbox.stripe import answers, errors, metadata
from sandbox.stripe.answers import LIST_FIELDS
from sandbox.stripe.ids import new_id
from sandbox.stripe.instance import INSTANCE, Instance
from sandbox.stripe.store import Obj

routes = web.RouteTableDef()

KIND = "account"
#: An account whose id begins so comes into being when it is first asked for.
ON_DEMAND = "acct_chakara"
_CAPABILITIES = ("card_payments", "transfers", "upi_payments")
_CREATE_FIELDS = (
    "type",
    "country",
    "email",
    "capabilities",
    "business_type",
    "business_profile",
    "controller",
    "default_currency",
    "metadata",
    "settings",
    "tos_acceptance",
)


@routes.post("/v1/accounts")
async def create(request: web.Request) -> web.Response:
    """A new account; the sandbox asks for no papers, so it takes charges at once."""
    fields = answers.known(request, *_CREATE_FIELDS)
    account = make(request.app[INSTANCE], new_id("acct"))
    country = fields.text("country") or "IN"
    account |= {"email": fields.text("email"), "country": country}
    account["metadata"] = metadata.changed(fields, {})
    request.app[INSTANCE].store.save(account)
    return answers.one(request, account)


@routes.get("/v1/accounts/{id}")
async def retrieve(request: web.Request) -> web.Response:
    """One account."""
    answers.known(request)
    identifier = request.match_info["id"]
    account = find(request.app[INSTANCE], identifier)
    if account is None:
        message = f"The provided key does not have access to account '{identifier}'"
        raise errors.StripeRefusal(403, "invalid_request_error", message, code="account_invalid")
    return answers.one(request, account)


@routes.get("/v1/accounts")
async def list_(request: web.Request) -> web.Response:
    """All accounts."""
    answers.known(request, *LIST_FIELDS)
    return answers.page(request, request.app[INSTANCE].store.newest_first(KIND))


def make(instance: Instance, identifier: str) -> Obj:
    """An account that takes charges."""
    account: Obj = {
        "id": identifier,
        "object": KIND,
        "business_profile": {"mcc": "5812", "name": "Chakara", "url": None},
        "business_type": "company",
        "capabilities": dict.fromkeys(_CAPABILITIES, "active"),
        "charges_enabled": True,
        "controller": {"type": "application", "is_controller": True},
        "country": "IN",
        "created": instance.now(),
        "default_currency": "inr",
        "details_submitted": True,
        "email": None,
        "external_accounts": answers.listing(f"/v1/accounts/{identifier}/external_accounts", []),
        "future_requirements": _requirements(None),
        "metadata": {},
        "payouts_enabled": True,
        "requirements": _requirements(None),
        "settings": {},
        "tos_acceptance": {},
        "type": "standard",
    }
    return instance.store.save(account)


def find(instance: Instance, identifier: str) -> Obj | None:
    """The account of that id, made on demand if the id says so."""
    account = instance.store.get(KIND, identifier)
    if account is None and identifier.startswith(ON_DEMAND):
        account = make(instance, identifier)
        instance.store.commit()
    return account


def restrict(instance: Instance, account: Obj, *, charges: bool, reason: str | None) -> None:
    """Lets it take charges, or not; `reason` is Stripe's `disabled_reason`."""
    word = "active" if charges else "inactive"
    before = {"charges_enabled": account["charges_enabled"]}
    account["charges_enabled"] = charges
    account["capabilities"] = dict.fromkeys(_CAPABILITIES, word)
    account["requirements"] = _requirements(None if charges else reason or "requirements.past_due")
    instance.store.save(account)
    instance.emit("account.updated", account, before=before, account=account["id"])


def check_destination(instance: Instance, identifier: str) -> None:
    """Raises StripeRefusal if money cannot be passed on to it."""
    account = find(instance, identifier)
    param = "transfer_data[destination]"
    if account is None:
        raise errors.no_such("destination", identifier, param, 400)
    if account["capabilities"].get("transfers") != "active":
        message = (
            "Your destination account needs to have at least one of the following capabilities "
            "enabled: transfers, crypto_transfers, legacy_payments"
        )
        raise errors.invalid(param, message, "insufficient_capabilities_for_transfer")


def check_on_behalf_of(instance: Instance, identifier: str | None) -> None:
    """Raises StripeRefusal if it may not take charges itself."""
    account = find(instance, identifier) if identifier else None
    if identifier and account is None:
        raise errors.no_such("on_behalf_of", identifier, "on_behalf_of", 400)
    if account and not account["charges_enabled"]:
        message = f"The account {identifier} cannot currently make live charges."
        raise errors.invalid("on_behalf_of", message, "account_invalid")


def _requirements(disabled: str | None) -> Obj:
    return {
        "alternatives": [],
        "current_deadline": None,
        "currently_due": ["company.tax_id"] if disabled else [],
        "disabled_reason": disabled,
        "errors": [],
        "eventually_due": [],
        "past_due": ["company.tax_id"] if disabled else [],
        "pending_verification": [],
    }
