"""What makes a run incomplete, for all commands alike."""

import pytest

from pii_guard.cli.exit_codes import ExitCode, of
from pii_guard.model import Context, Location, ReadProblem, Summary

BROKEN = ReadProblem(Location("a.json"), "the file is not valid JSON; it was scanned as plain text", scanned=True)
UNREAD = ReadProblem(Location("a.zip"), "the archive is damaged")


@pytest.mark.parametrize(
    ("context", "problems", "code"),
    [
        (Context.COMMIT, [BROKEN], ExitCode.CLEAN),  # JSON with comments is ordinary in code
        (Context.INPUT, [BROKEN], ExitCode.CLEAN),
        (Context.EXPORT, [], ExitCode.CLEAN),
        (Context.EXPORT, [BROKEN], ExitCode.INCOMPLETE),
        (Context.COMMIT, [BROKEN, UNREAD], ExitCode.INCOMPLETE),
        (Context.INPUT, [UNREAD], ExitCode.INCOMPLETE),
        (Context.EXPORT, [UNREAD], ExitCode.INCOMPLETE),
    ],
)
def test_the_context_says_what_is_incomplete(context, problems, code):
    assert of(Summary(files=1, problems=problems), context) is code


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("hook",), 0),
        (("hook", "--export"), 3),
        (("scan", "a.json"), 3),
        (("scan", "a.json", "--context", "commit"), 0),
    ],
)
def test_every_command_has_the_same_rule(arguments, code, tmp_path, monkeypatch):
    import subprocess
    import sys

    from pii_guard.cli import main

    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CI", raising=False)
    (tmp_path / "a.json").write_text('{"antall": 1} // merknad\n')
    for git in (("init", "--quiet"), ("add", "--all")):
        subprocess.run(["git", *git], check=True)
    monkeypatch.setattr(sys, "argv", ["pii-guard", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == code
