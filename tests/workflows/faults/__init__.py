"""Payments lived through while everything breaks, and the books held against Stripe's."""
