"""Who works at a restaurant, and as what."""
