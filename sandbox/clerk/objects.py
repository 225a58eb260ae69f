"""Records as Clerk's API shows them (schemas User, Session, Organization of its OpenAPI)."""

from typing import Any

from sandbox.clerk.records import Identifier, Membership, Organization, Session, User


def user(record: User) -> dict[str, Any]:
    """The User object; whatever the sandbox has no notion of is empty, never absent."""
    names = {name: getattr(record, name) for name in _PLAIN_USER_FIELDS}
    return names | {
        "object": "user",
        "email_addresses": [_email(each, record) for each in record.email_addresses],
        "phone_numbers": [_phone(each, record) for each in record.phone_numbers],
        "primary_email_address_id": _first_id(record.email_addresses),
        "primary_phone_number_id": _first_id(record.phone_numbers),
        "primary_web3_wallet_id": None,
        "image_url": "",
        "has_image": False,
        **dict.fromkeys(_NEVER, False),
        **{name: [] for name in _NONE_OF},
        **dict.fromkeys(_UNSET),
        "create_organization_enabled": True,
    }


_PLAIN_USER_FIELDS = (
    "id",
    "external_id",
    "username",
    "first_name",
    "last_name",
    "locale",
    "public_metadata",
    "private_metadata",
    "unsafe_metadata",
    "last_sign_in_at",
    "created_at",
    "updated_at",
)
_NEVER = (
    "password_enabled",
    "two_factor_enabled",
    "totp_enabled",
    "backup_code_enabled",
    "banned",
    "locked",
    "delete_self_enabled",
)
_NONE_OF = (
    "web3_wallets",
    "passkeys",
    "external_accounts",
    "saml_accounts",
    "enterprise_accounts",
)
_UNSET = (
    "lockout_expires_in_seconds",
    "verification_attempts_remaining",
    "mfa_enabled_at",
    "mfa_disabled_at",
    "legal_accepted_at",
    "last_active_at",
)


def session(record: Session) -> dict[str, Any]:
    """The Session object."""
    return {
        "object": "session",
        "id": record.id,
        "client_id": record.client_id,
        "user_id": record.user_id,
        "status": record.status,
        "actor": record.actor,
        "last_active_organization_id": record.organization_id,
        "last_active_at": record.last_active_at,
        "expire_at": record.expire_at,
        "abandon_at": record.abandon_at,
        "created_at": record.created_at,
        "updated_at": record.updated_at,
    }


def token(jwt: str) -> dict[str, str]:
    """What both token calls answer."""
    return {"object": "token", "jwt": jwt}


def deleted(kind: str, identifier: str) -> dict[str, Any]:
    """What is left of a record that was deleted."""
    return {"object": kind, "id": identifier, "deleted": True}


def organization(record: Organization) -> dict[str, Any]:
    """The Organization object."""
    return {
        "object": "organization",
        "id": record.id,
        "name": record.name,
        "slug": record.slug,
        "image_url": "",
        "has_image": False,
        "members_count": len(record.memberships),
        "max_allowed_memberships": 0,
        "admin_delete_enabled": True,
        "public_metadata": {},
        "private_metadata": {},
        "created_by": record.created_by,
        "created_at": record.created_at,
        "updated_at": record.updated_at,
    }


def membership(seat: Membership, of: Organization) -> dict[str, Any]:
    """The OrganizationMembership object."""
    return {
        "object": "organization_membership",
        "id": seat.id,
        "role": seat.role,
        "permissions": [],
        "public_metadata": {},
        "private_metadata": {},
        "organization": organization(of),
        "public_user_data": None,
        "created_at": seat.created_at,
        "updated_at": seat.created_at,
    }


def _email(identifier: Identifier, owner: User) -> dict[str, Any]:
    kind = {"object": "email_address", "email_address": identifier.value}
    return kind | _verified(identifier, owner)


def _phone(identifier: Identifier, owner: User) -> dict[str, Any]:
    kind = {"object": "phone_number", "phone_number": identifier.value}
    return kind | _verified(identifier, owner)


def _verified(identifier: Identifier, owner: User) -> dict[str, Any]:
    return {
        "id": identifier.id,
        "reserved": False,
        "verification": {
            "object": "verification_admin",
            "status": "verified",
            "strategy": "admin",
            "attempts": None,
            "expire_at": None,
        },
        "linked_to": [],
        "created_at": owner.created_at,
        "updated_at": owner.created_at,
    }


def _first_id(identifiers: list[Identifier]) -> str | None:
    return identifiers[0].id if identifiers else None
