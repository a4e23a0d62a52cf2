"""A plugin for pytest: all tests of the run meet a machine for which there is no Hyperscan."""

import sys

sys.modules["hyperscan"] = None
