"""How a client reaches Envoy: gRPC, which grpcio speaks, and gRPC-Web over plain HTTP/1.1."""
