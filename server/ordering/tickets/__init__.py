"""Tickets: the kitchen's view of orders."""
