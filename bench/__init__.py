"""Measurements. Each prints what it measured, and on what."""
