"""Time grows no faster than the text: what one candidate costs does not depend on how long the text is."""

import time

import pytest

TIMES = 16
LEEWAY = 4
"""What a busy machine may add; work that grows with the square would add a factor of its own of ``TIMES``."""


def seconds(scanner, text):
    begin = time.process_time()
    scanner.scan(text)
    return time.process_time() - begin


@pytest.mark.parametrize(
    "part",
    ["mor har kreft og ", "Ring 912 34 567. ", "Kari Moen, ", "konto 1234.56.78903\n", "a.b@fjordbrev.no;", "("],
)
def test_a_text_full_of_findings_takes_time_by_its_length(scanner, part):
    short = part * (2000 // len(part))
    scanner.scan(short)
    least = min(seconds(scanner, short) for _ in range(3))
    assert seconds(scanner, short * TIMES) < TIMES * LEEWAY * max(least, 1e-3)
