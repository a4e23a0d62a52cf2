"""SARIF as its schema has it and as GitHub's code scanning takes it."""

import json
import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import jsonschema
import openpyxl
import pytest
from git_values import NATIONAL_ID
from pydantic_sarif.model import StaticAnalysisResultsFormatSarifVersion210JsonSchema as Types

MULTITOOL = shutil.which("sarif-multitool-linux")
NEEDS_MULTITOOL = pytest.mark.skipif(
    MULTITOOL is None, reason="needs `npm install --global @microsoft/sarif-multitool-linux`"
)
TOLERATED = {"SARIF2005"}
"""It asks for the tool's own page, which there is none of."""


def refused(log: dict, folder: Path) -> set[str]:
    """The ids of the rules of the standard and of GitHub that a log breaks, with ``schema`` for the JSON schema."""
    assert MULTITOOL is not None
    schema = json.loads((Path(MULTITOOL).resolve().parent / "sarif-2.1.0.json").read_text(encoding="utf-8-sig"))
    broken = set() if jsonschema.validators.validator_for(schema)(schema).is_valid(log) else {"schema"}
    (folder / "log.sarif").write_text(json.dumps(log), encoding="utf-8")
    kinds = '"Sarif;Ghas"'  # the program hands its arguments to a shell
    command = [MULTITOOL, "validate", "log.sarif", "--rule-kind", kinds, "--output", "found.sarif"]
    subprocess.run([*command, "--log", "ForceOverwrite"], cwd=folder, capture_output=True, check=True)
    (run,) = json.loads((folder / "found.sarif").read_text(encoding="utf-8-sig"))["runs"]
    assert run["invocations"][0]["executionSuccessful"]
    return broken | {result["ruleId"] for result in run["results"]}


def _table() -> bytes:
    book, stream = openpyxl.Workbook(), BytesIO()
    book.active.append(["fnr"])
    book.active.append([NATIONAL_ID])
    book.save(stream)
    return stream.getvalue()


@pytest.fixture
def odd(leaky):
    """Findings and problems where there are no lines, and names that a URI must not hold as they are."""
    leaky.put("kunder.xlsx", _table())
    leaky.put("liste 100%?#[1].json", json.dumps([{"fnr": NATIONAL_ID}]))
    leaky.put("to\nlinjer.py", f'fnr = "{NATIONAL_ID}"\n')
    leaky.put("ødelagt.zip", b"PK\x03\x04 broken")
    return leaky


def log_of(repo, command: tuple[str, ...]) -> dict:
    """What the command says of staged files, or as a history of committed ones."""
    if command == ("history",):
        repo.commit()
    return json.loads(repo.run(*command, "--format", "sarif").out)


COMMANDS = [
    ("hook",),
    ("hook", "--explain"),
    ("hook", "--export", "b.csv", "kunder.xlsx"),
    ("hook", "no-such-file"),
    ("history",),
    ("scan", "."),
]


@NEEDS_MULTITOOL
@pytest.mark.parametrize(
    ("change", "rule"),
    [
        (lambda run: run["results"][0].pop("locations"), "GH1015"),
        (lambda run: run["results"][0].update(level="fatal"), "schema"),
        (lambda run: run["results"][0].update(ruleIndex=999), "SARIF1009"),
    ],
)
def test_a_broken_log_is_refused(leaky, tmp_path, change, rule):
    log = json.loads(leaky.hook("--format", "sarif").out)
    change(log["runs"][0])
    assert rule in refused(log, tmp_path)


@NEEDS_MULTITOOL
@pytest.mark.parametrize("command", COMMANDS)
def test_the_schema_and_the_rules_of_github_hold(odd, tmp_path, command):
    log = log_of(odd, command)
    assert bool(log["runs"][0]["results"]) == (command[-1] != "no-such-file")
    assert refused(log, tmp_path) <= TOLERATED


def test_sarif_is_valid_and_as_github_reads_it(leaky):
    log = json.loads(leaky.hook("--format", "sarif").out)
    Types.model_validate(log)
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    assert len({rule["id"] for rule in driver["rules"]}) == len(driver["rules"])
    for rule in driver["rules"]:
        for key in ("shortDescription", "fullDescription", "help"):
            assert 0 < len(rule[key]["text"]) <= 1024
        assert 0.0 < float(rule["properties"]["security-severity"]) <= 10.0
        assert "security" in rule["properties"]["tags"]
        assert rule["properties"]["precision"] in {"very-high", "high", "medium", "low"}
    prints = [result["partialFingerprints"]["piiGuard/v1"] for result in run["results"]]
    assert len(set(prints)) == len(prints) >= 3
    for result in run["results"]:
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        place = result["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uri"] in {"mappe%20med%20mellomrom/%C3%A6.py", "b.csv"}
        region = place["region"]
        assert region["endColumn"] > region["startColumn"] >= 1
        assert "snippet" not in region
        assert result["message"]["text"]


@pytest.mark.parametrize("command", COMMANDS)
def test_sarif_is_of_the_types_of_its_schema(odd, command):
    Types.model_validate(log_of(odd, command))
