"""What is pure is tested without Django: a rule is tried in the time that it takes to type it, with nothing set up.

``python -m pytest tests/rules -p no:django`` runs there; that the tests themselves ask for no more is asked here.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
RULES = ROOT / "tests/rules"
COLLECT = """
import sys, pytest
code = pytest.main(["tests/rules", "-p", "no:django", "-p", "no:cacheprovider", "--collect-only", "-qq"])
print("loaded:", sorted({name.split(".")[0] for name in sys.modules} & {"django", "xblock", "web_fragments"}))
sys.exit(code)
"""


def test_the_tests_of_rules_are_read_without_django() -> None:
    ran = subprocess.run([sys.executable, "-c", COLLECT], cwd=ROOT, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stdout[-3000:] + ran.stderr[-3000:]
    assert ran.stdout.splitlines()[-1] == "loaded: []"


def _asked_for(path: Path) -> set[str]:
    """The modules that a file imports, anywhere in it, and the fixtures that its tests take."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name.split(".")[0] for name in node.names}
        if isinstance(node, ast.ImportFrom):
            found.add((node.module or "").split(".")[0])
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            found |= {argument.arg for argument in node.args.args}
    return found


@pytest.mark.parametrize(
    "path", sorted(RULES.rglob("*.py")), ids=lambda path: path.relative_to(RULES).as_posix()
)
def test_no_test_of_a_rule_asks_for_django_or_a_database(path: Path) -> None:
    asked = _asked_for(path) & {"django", "xblock", "db", "cast", "client", "block_key"}
    assert not asked, "this test belongs to tests/<block>: it meets Django"
