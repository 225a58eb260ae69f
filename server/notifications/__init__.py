"""Telling guests what happens, by SMS and WhatsApp."""
