"""The Here2Order server: gRPC services over MongoDB."""
