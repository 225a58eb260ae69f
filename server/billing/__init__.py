"""Bills, payments and receipts: what is owed, what was paid, and the paper of it."""
