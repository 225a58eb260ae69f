"""What a person can be at a restaurant: a word that both the rules and the wire use."""

from enum import StrEnum


class Role(StrEnum):
    """What a person is at one restaurant. The names are those of the contract's Caller and Role."""

    OWNER = "OWNER"
    MANAGER = "MANAGER"
    STAFF = "STAFF"
    CUSTOMER = "CUSTOMER"
