"""Stripe, through its own SDK: what we ask of it, and what its answers mean."""
