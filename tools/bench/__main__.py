"""Sets up what measuring needs, measures, prints the table and leaves it in ``reports/bench.txt``.

A block of others that cannot be installed is missing from the table, which then says so.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from tools.bench import bundles
from tools.bench.row import Row, table
from tools.testrun import pythons, venvs
from tools.testrun.places import REPORTS, ROOT, clean_environment
from tools.testrun.venvs import CouldNotBuild, Recipe

_OTHERS = ("xblock-poll", "xblock-problem-builder")
# Module that measures → the Django that it measures in.
_PARTS = {
    "tools.bench.workbench": "tools.bench.workbench_settings",
    "tools.bench.demo": "workmentor_xblocks.demo.settings",
}


def _environment() -> tuple[Path, list[Row]]:
    """The Python to measure with, and a row for each block of others that it has to do without."""
    version = next((v for v in ("3.12", "3.11") if pythons.find(v, with_pip=False)), "3.12")
    base = Recipe("bench", version, ("-e", ".[demo]", "xblock-sdk"))
    python = venvs.ensure(base, sys.stderr)
    missing = []
    for package in _OTHERS:
        try:
            venvs.ensure(Recipe(package, version, (package,), on_top=base), sys.stderr)
        except CouldNotBuild as why:
            missing.append(Row("Beside other blocks", package, "not compared", about=str(why)))
    return python, missing


def _measured(python: Path, module: str, settings: str) -> list[Row]:
    with TemporaryDirectory() as folder:
        out = Path(folder, "rows.json")
        command = [str(python), "-W", "ignore", "-m", "tools.bench.inside", module, str(out)]
        environment = clean_environment({"DJANGO_SETTINGS_MODULE": settings, "WORKMENTOR_DEMO_DIR": folder})
        subprocess.run(command, cwd=ROOT, env=environment, check=True)
        return [Row(**row) for row in json.loads(out.read_text("utf-8"))]


def _machine() -> str:
    load = os.getloadavg()[0]
    busy = "" if load < 1.5 else ": it was busy with other things, so the times are too long"
    return f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {os.cpu_count()} × {platform.machine()}, load {load:.1f}{busy}"


def main() -> None:
    """Print the table."""
    try:
        python, rows = _environment()
    except CouldNotBuild as why:
        raise SystemExit(f"{why}; the lines above say more") from None
    machine = _machine()
    for module, settings in _PARTS.items():
        print(f"measuring: {module.rpartition('.')[2]}", file=sys.stderr, flush=True)
        rows += _measured(python, module, settings)
    rows += bundles.rows()
    missed = sum(row.met is False for row in rows)
    text = (
        f"{table(rows)}\n\n{machine}\n{missed} of {sum(row.met is not None for row in rows)} goals not met\n"
    )
    REPORTS.mkdir(exist_ok=True)
    (REPORTS / "bench.txt").write_text(text, "utf-8")
    print(f"\n{text}")


if __name__ == "__main__":
    main()
