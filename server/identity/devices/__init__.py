"""Screens in the kitchen: paired by a short code, revocable at once."""
