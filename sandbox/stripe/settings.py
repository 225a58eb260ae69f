"""How the sandbox behaves where Stripe's own behaviour depends on banks and people."""

from dataclasses import asdict, dataclass, fields
from typing import Any

from sandbox.stripe.store import Store

_KIND = "_settings"


@dataclass(slots=True)
class Settings:
    """`None` seconds: never by itself, only when steered."""

    upi_expires_seconds: float | None = 300.0
    upi_settles_seconds: float | None = 2.0
    refund_settles_seconds: float | None = 2.0
    #: What becomes of a refund: succeeded, pending (then succeeded), failing (then failed).
    refunds: str = "succeeded"
    requests_per_second: float | None = None
    #: Of webhook deliveries.
    delivery: str = "deliver"
    copies_low: int = 1
    copies_high: int = 1
    delay_low_seconds: float = 0.0
    delay_high_seconds: float = 0.0
    before_reply: float = 0.0
    retry_base_seconds: float = 1.0
    retry_limit: int = 16
    delivery_timeout_seconds: float = 10.0
    seed: int = 0

    @classmethod
    def load(cls, store: Store) -> "Settings":
        """As they were set last."""
        kept = store.get(_KIND, _KIND)
        return cls(**kept["values"]) if kept else cls()

    def change(self, store: Store, values: dict[str, Any]) -> None:
        """Sets some of them. Raises ValueError for a name that is none of them."""
        known = {field.name for field in fields(self)}
        for name, value in values.items():
            if name not in known:
                raise ValueError(f"no such setting: {name}")
            setattr(self, name, value)
        store.save({"object": _KIND, "id": _KIND, "values": asdict(self)})
