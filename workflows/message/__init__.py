"""A message's life: sent at the right moment, by the right channel, once; and its fate."""
