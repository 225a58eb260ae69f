"""What there is: restaurants, their tables, their menus."""
