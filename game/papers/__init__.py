"""What is taken away from a workshop or an exploration: accessible documents, each a single file."""
