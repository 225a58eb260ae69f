"""By what, and in which language, guests want to be told."""
