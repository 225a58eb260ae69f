"""What waits, retries and speaks to the outside world: Temporal's side of Here2Order."""
