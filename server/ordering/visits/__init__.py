"""Parties at tables."""
