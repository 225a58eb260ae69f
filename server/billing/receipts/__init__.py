"""Receipts: the paper of a payment that was made."""
