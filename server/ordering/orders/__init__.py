"""Orders: one round of a visit each."""
