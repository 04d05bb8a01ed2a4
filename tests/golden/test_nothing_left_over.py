"""No golden file without a test that compares it, and no test without its file."""

from __future__ import annotations

import importlib
from pathlib import Path

from tests.golden.net import FILES


def test_each_file_is_compared_by_a_test() -> None:
    modules = [
        importlib.import_module(f"tests.golden.{path.stem}")
        for path in Path(__file__).parent.glob("test_*.py")
    ]
    kept = [name for module in modules for name in getattr(module, "KEPT", ())]
    found = [str(path.relative_to(FILES)) for path in FILES.rglob("*") if path.is_file()]
    assert sorted(kept) == sorted(found)
