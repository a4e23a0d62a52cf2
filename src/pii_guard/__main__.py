"""``python -m pii_guard``."""

from pii_guard.cli import main

main()
