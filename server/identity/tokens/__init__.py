"""Tokens: Clerk's of people, and our own of guests and devices."""
