"""Tables and the codes on them."""
