"""Train the name model of the profile ``full``: see ``train.py``."""
