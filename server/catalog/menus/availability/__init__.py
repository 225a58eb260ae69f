"""What is out just now: the kitchen says "86"."""
