"""A hook starts fast because it imports little: what it may import stands here."""

import json
import subprocess
import sys
from fnmatch import fnmatch

CODE = """
import json, sys
sys.argv = ["pii-guard", "hook"]
from pii_guard.cli import main
try:
    main()
except SystemExit as ended:
    assert ended.code == 0, ended.code
finally:
    sys.stdout.flush()
    print(json.dumps(sorted(sys.modules)), file=sys.stderr)
"""

SLOW_TO_IMPORT = {
    "click", "yaml", "email", "html", "xml", "zipfile", "tarfile", "tempfile", "logging", "multiprocessing",
    "concurrent", "asyncio", "argparse", "socket", "secrets", "spacy", "presidio_analyzer", "pyarrow", "numpy",
}  # fmt: skip
"""Packages of which each takes more than a millisecond, and which a commit of text files does not need."""

OTHERS = {"msgspec", "hyperscan", "typing_extensions", "_cffi_backend", "_distutils_hack"}
"""Packages of others that may be there; the last three are brought by the first two, or by an environment."""

OURS = """
pii_guard pii_guard.batch pii_guard.cli pii_guard.detect pii_guard.engine pii_guard.git pii_guard.readers
pii_guard.reporters pii_guard.review pii_guard.rulepack pii_guard.sourcecode pii_guard.validators
pii_guard.deferred pii_guard.errors pii_guard.globs pii_guard.masking pii_guard.model pii_guard.normalise
pii_guard.policy pii_guard.resolve pii_guard.scanner pii_guard.settings pii_guard.settings_check pii_guard.suppress
pii_guard.synthetic
pii_guard.batch.excerpt pii_guard.batch.journal pii_guard.batch.ours pii_guard.batch.pool pii_guard.batch.run
pii_guard.batch.scan pii_guard.batch.walk pii_guard.batch.work
pii_guard.cli.exit_codes pii_guard.cli.gather pii_guard.cli.hook_run pii_guard.cli.outcome pii_guard.cli.pack
pii_guard.cli.repository pii_guard.cli.request
pii_guard.detect.* pii_guard.engine.* pii_guard.git.* pii_guard.validators.* pii_guard.sourcecode.*
pii_guard.readers.choice pii_guard.readers.dialect pii_guard.readers.encoding pii_guard.readers.fields
pii_guard.readers.json_document
pii_guard.readers.json_values pii_guard.readers.kinds pii_guard.readers.options pii_guard.readers.record
pii_guard.readers.segment pii_guard.readers.shapes pii_guard.readers.table pii_guard.readers.table_block
pii_guard.readers.text
pii_guard.reporters.commit pii_guard.reporters.keep pii_guard.reporters.text pii_guard.reporters.titles
pii_guard.reporters.writable
pii_guard.review.allowed pii_guard.review.pool pii_guard.review.reviewer pii_guard.review.source
pii_guard.rulepack.compiled pii_guard.rulepack.lookup pii_guard.rulepack.names pii_guard.rulepack.phrase_table
pii_guard.rulepack.phrases pii_guard.rulepack.rarity pii_guard.rulepack.schema pii_guard.rulepack.store
pii_guard.rulepack.stem_table pii_guard.rulepack.unknown pii_guard.rulepack.weight_table
""".split()
"""Modules of ours; with ``*`` all of a package that finds rather than reads or writes."""


def test_the_hook_imports_nothing_that_it_does_not_need(five_files, environment):
    command = [sys.executable, "-c", CODE]
    subprocess.run(command, cwd=five_files, env=environment, capture_output=True, check=True)  # compiles at first
    done = subprocess.run(command, cwd=five_files, env=environment, capture_output=True, text=True, check=True)
    assert "5 files scanned" in done.stdout
    modules = json.loads(done.stderr)
    tops = {name.partition(".")[0] for name in modules}
    assert not tops & SLOW_TO_IMPORT
    assert {top for top in tops if top not in sys.stdlib_module_names} <= {"pii_guard", "__main__", *OTHERS}
    own = [name for name in modules if name.startswith("pii_guard")]
    assert [name for name in own if not any(fnmatch(name, pattern) for pattern in OURS)] == []
