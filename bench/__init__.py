"""Measurements. Each prints what it measured, and on what."""

import os

# Load generators are started while channels are open; gRPC would write a line about each.
os.environ.setdefault("GRPC_ENABLE_FORK_SUPPORT", "0")
