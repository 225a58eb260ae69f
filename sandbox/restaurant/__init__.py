"""Chakara, a believable restaurant: its rooms, its people, its menu with pictures, and the
seed that sets it up through the public API."""
