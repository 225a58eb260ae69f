"""Whether a restaurant's Stripe account takes charges."""
