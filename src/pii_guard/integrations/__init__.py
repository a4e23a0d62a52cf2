"""Bridges to other systems: one file each, imported by nothing of ours, each behind its extra."""
