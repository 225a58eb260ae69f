"""Payments: attempts to pay, what Stripe said of them, refunds, and where the money went."""
