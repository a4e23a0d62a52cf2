"""The report in a real browser: it draws, it filters, it stays inert whatever the cells hold."""

import json
import re
import shutil
import subprocess

import pytest

from pii_guard.model import Action, Finding, Found, Location, ReadProblem, Reason, Summary
from pii_guard.reporters import reporter_of

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
needs_browser = pytest.mark.skipif(CHROMIUM is None, reason="needs chromium")
HOSTILE = (
    "</script><script>document.title='OWNED'</script>",
    "<img src=x onerror=\"document.title='OWNED'\">",
    "javascript:alert(1)",
    '=HYPERLINK("http://x")',
    "a\u2028b\u202e</td>\x00'\"&<!--",
)


def items():
    for n in range(240):
        field = (
            HOSTILE[n % len(HOSTILE)] if n % 4 == 0 else ("description", "requester.name", "comments[1].body")[n % 3]
        )
        entity = (
            "PERSON",
            "PHONE_NUMBER",
            "NO_NATIONAL_ID",
            "HEALTH",
            "EMAIL_ADDRESS",
            "ADDRESS",
            "CRIME",
            "RELIGION",
        )[n * 7 % 8]
        at = Location(f"eksport/{HOSTILE[n % 5] if n % 9 == 0 else 'saker'}-{n % 3}.csv", n + 2, 14, n + 1, field)
        reasons = (Reason("both check digits are right", 0.75), Reason("a lead word before it", 0.2))
        finding = Finding(
            entity, 0, 11, 0.95 - n % 5 / 10, "no-national-id", Action.REPORT, location=at, reasons=reasons
        )
        yield Found(
            finding, f"2026-{n % 6 + 1:02d}", ("email", "web", "phone")[n % 3], f"{HOSTILE[n % 5]} hos [[NAVN]] i går"
        )
    yield ReadProblem(Location(HOSTILE[0], 3), "the row is not valid CSV; it was scanned as plain text", scanned=True)


@pytest.fixture
def page(tmp_path, scanner):
    path = tmp_path / "report.html"
    summary = Summary(files=3, records=900, bytes=1_234_567)
    with path.open("w", encoding="utf-8") as stream:
        reporter = reporter_of("html", stream, scanner.pack)
        for item in items():
            reporter.add(item)
        reporter.finish(summary)
    return path


def browse(page, *options):
    command = [
        CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--virtual-time-budget=3000",
        *options, page.as_uri(),
    ]  # fmt: skip
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=90)


def test_the_page_loads_nothing(page):
    text = page.read_text(encoding="utf-8")
    assert "default-src 'none'" in text
    assert re.findall(r"""(?:src|href|action)\s*=\s*["']?(?:https?:)?//""", text) == []
    assert text.count("<script") == 2


def test_data_cannot_end_its_element(page):
    text = page.read_text(encoding="utf-8")
    data = re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.DOTALL)[1]
    assert "<" not in data
    assert len(json.loads(data)["rows"]) == 240


@needs_browser
def test_the_browser_shows_it_and_runs_no_cell(page):
    dom = browse(page, "--dump-dom").stdout
    assert "<title>Personal data found</title>" in dom
    assert "OWNED</title>" not in dom
    assert "<img" not in dom
    assert "100 of 240 findings shown" in dom
    assert dom.count("<tr>") >= 100
    assert "&lt;img src=x" in dom


@needs_browser
@pytest.mark.parametrize(("name", "size"), [("desk", "1280,1600"), ("phone", "390,1600")])
def test_it_can_be_photographed(page, tmp_path, name, size):
    shot = tmp_path / f"{name}.png"
    browse(page, f"--screenshot={shot}", f"--window-size={size}")
    assert shot.stat().st_size > 20_000


@needs_browser
def test_it_prints(page, tmp_path):
    pdf = tmp_path / "report.pdf"
    browse(page, f"--print-to-pdf={pdf}", "--no-pdf-header-footer")
    assert pdf.read_bytes().startswith(b"%PDF-")
