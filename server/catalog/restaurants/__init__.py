"""A location: its money, its clock and its rooms."""
