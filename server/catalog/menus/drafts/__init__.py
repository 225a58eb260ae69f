"""The menu being written."""
