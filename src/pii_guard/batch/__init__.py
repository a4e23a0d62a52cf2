"""Scan and redact files and folders of any size. Import from its modules: a hook needs few of them."""
