"""Who calls, what they may do where, and what proves it."""
