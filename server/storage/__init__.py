"""MongoDB: the client, the change feed, and writing."""
