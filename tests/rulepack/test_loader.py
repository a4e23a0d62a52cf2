"""Rule files with mistakes: every mistake is told, with file, line, rule and field."""

import shutil

import pytest

from pii_guard.errors import RulePackError
from pii_guard.rulepack.build import build_pack

CANARY = "canary-7f3a"


@pytest.fixture
def folder(tmp_path, rules_folder):
    shutil.copytree(rules_folder, tmp_path / "rules")
    return tmp_path / "rules"


def problems(folder):
    with pytest.raises(RulePackError) as caught:
        build_pack(folder / "nb_no.yaml", folder)
    return caught.value.problems


def edit(folder, name, old, new):
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_shipped_pack_has_no_problems(folder):
    assert build_pack(folder / "nb_no.yaml", folder).name == "nb-no"


def test_all_problems_at_once_with_file_and_line(folder):
    edit(folder, "identifiers/person.yaml", "threshold: ", "treshold: ")
    edit(folder, "entities.yaml", "group: identifier", "group: identity")
    found = problems(folder)
    assert any(p.startswith("person.yaml:") and "treshold" in p for p in found)
    assert any(p.startswith("entities.yaml:") and "NO_NATIONAL_ID" in p and "group" in p for p in found)


def test_a_repeated_key_is_an_error(folder):
    (folder / "policy.yaml").write_text("kinds: {}\nkinds: {}\ncontexts: {}\n", encoding="utf-8")
    assert any("policy.yaml:2" in p and "repeated" in p for p in problems(folder))


def test_scalars_are_text(folder):
    edit(folder, "entities.yaml", "dpv: OfficialID", "dpv: no")
    assert build_pack(folder / "nb_no.yaml", folder).entities["NO_NATIONAL_ID"].dpv == "no"


def test_broken_yaml_names_the_line_and_no_content(folder):
    (folder / "policy.yaml").write_text(f"contexts: {{}}\nkinds: [{CANARY}\n", encoding="utf-8")
    found = problems(folder)
    assert any(p.startswith("policy.yaml:") for p in found)
    assert CANARY not in "".join(found)


def test_a_missing_file_is_named(folder):
    (folder / "lexicon" / "crime.yaml").unlink()
    assert any(p.startswith("crime.yaml:") for p in problems(folder))


def test_a_bad_phrase_is_named_by_group(folder):
    (folder / "lexicon" / "crime.yaml").write_text(
        "entity: CRIME\ngroups:\n  - id: theft\n    about: Theft.\n    match: phrase\n    strength: strong\n"
        "    terms: ['tok (lommeboka']\n",
        encoding="utf-8",
    )
    assert any("CRIME theft" in p and "bracket" in p for p in problems(folder))
