"""Twilio, through its own SDK."""
