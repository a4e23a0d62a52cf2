"""A test fixture as it should not be committed: the number is of a birth date in 1857."""

KUNDE = {"fnr": "15125750157"}
