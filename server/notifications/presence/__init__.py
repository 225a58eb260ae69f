"""Guests who look at a live page just now."""
