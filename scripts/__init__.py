"""Make what the repository generates."""
