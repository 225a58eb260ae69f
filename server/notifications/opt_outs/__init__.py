"""Numbers that want to hear nothing more of us."""
