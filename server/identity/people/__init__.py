"""People who sign in: what Clerk knows of them, as it was when Clerk was last asked."""
