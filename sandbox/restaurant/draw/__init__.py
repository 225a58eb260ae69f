"""Draws the dishes: `python -m sandbox.restaurant.draw` writes `photos/*.svg`.

Every picture is seen from straight above, 400 × 400, lit from the top left. A chapter of the
menu has a table of its own; a dish has a vessel, what lies in it, and what is scattered on top.
"""
