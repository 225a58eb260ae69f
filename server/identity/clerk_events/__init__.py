"""What Clerk tells by itself."""
