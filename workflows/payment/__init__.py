"""A payment's life: prepared with Stripe, paid, or failed; and no money kept that came too late."""
