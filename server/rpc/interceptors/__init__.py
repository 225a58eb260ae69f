"""The concerns of every call, one a file; server/rpc/chain.py states their order and why."""
