"""What guests are told, and its fate."""
