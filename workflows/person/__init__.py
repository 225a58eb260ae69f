"""A person who signs in: what Clerk knows of them, copied whenever Clerk says that it changed."""
