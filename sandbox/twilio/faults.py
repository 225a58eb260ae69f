"""What goes wrong on demand: for a number, for the next few calls, or now and then."""

import random
from dataclasses import asdict, dataclass, field
from typing import Any

from sandbox.twilio.errors import FAILURES, REFUSALS

#: How a call can go wrong: the connection stays silent, breaks, or ends in a bare 500; each before
#: or after the effect.
WAYS = frozenset(
    f"{way}_{when}" for way in ("timeout", "reset", "http_500") for when in ("before", "after")
)
ROUTES = frozenset({"create", "fetch", "list", "content"})


class FaultUnknown(Exception):
    """There is no such fault; the message says what there is."""


@dataclass(slots=True, kw_only=True)
class Fault:
    """One rule. The first that fits is applied."""

    #: "+91…"; "" is every number.
    to: str = ""
    #: "sms" or "whatsapp"; "" is both.
    channel: str = ""
    route: str = "create"
    #: Refused with this code; 0 is not.
    refuse: int = 0
    #: Taken, and ends with this code; 0 does not.
    fail: int = 0
    #: One of WAYS; "" is none.
    way: str = ""
    #: For how many calls; None is for ever.
    count: int | None = None
    probability: float = 1.0

    def __post_init__(self) -> None:
        """Raises FaultUnknown."""
        if self.refuse and self.refuse not in REFUSALS:
            raise FaultUnknown(f"refuse takes one of {sorted(REFUSALS)}")
        if self.fail and self.fail not in FAILURES:
            raise FaultUnknown(f"fail takes one of {sorted(FAILURES)}")
        if self.way and self.way not in WAYS:
            raise FaultUnknown(f"way takes one of {sorted(WAYS)}")
        if self.route not in ROUTES:
            raise FaultUnknown(f"route takes one of {sorted(ROUTES)}")


@dataclass(slots=True)
class Faults:
    """All rules, oldest first."""

    rules: list[Fault] = field(default_factory=list)
    _random: random.Random = field(default_factory=lambda: random.Random(1))

    def seed(self, seed: int) -> None:
        """From here on the same seed draws the same."""
        self._random = random.Random(seed)

    def draw(self, route: str, to: str = "") -> Fault | None:
        """What goes wrong with this call; None: nothing."""
        channel = "whatsapp" if to.startswith("whatsapp:") else "sms"
        phone = to.removeprefix("whatsapp:")
        for rule in self.rules:
            if rule.route != route or rule.to not in ("", phone) or rule.count == 0:
                continue
            if rule.channel in ("", channel) and self._random.random() < rule.probability:
                if rule.count is not None:
                    rule.count -= 1
                return rule
        return None

    def shown(self) -> list[dict[str, Any]]:
        """For people: those that still apply."""
        return [asdict(rule) for rule in self.rules if rule.count != 0]
