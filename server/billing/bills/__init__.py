"""Bills: what a party owes for its orders, and why. Computed, never stored."""
