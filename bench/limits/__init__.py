"""The least that each part can cost: what is left when nothing of ours is in it."""
