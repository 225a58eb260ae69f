"""Where a restaurant's money goes: its account at Stripe."""
