"""What tests share: the real components, and our own programs on top of them."""
