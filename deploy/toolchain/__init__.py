"""What `make` calls: the environment, code generation and the checks."""
