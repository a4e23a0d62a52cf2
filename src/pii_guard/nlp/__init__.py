"""The trained name model: loaded from package data, needs the extra ``full``. Importing this package loads no spaCy."""
