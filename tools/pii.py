"""Asks code_annotations whether every table of ours says what it knows about people (OEP-30)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tools.testrun.places import REPORTS, ROOT

APPS = ("workmentor_xblocks", "workmentor_xblocks.demo")


def main() -> int:
    """0 when both apps are annotated throughout; an app without tables would be one that was not found."""
    command = [str(Path(sys.executable).with_name("code_annotations")), "django_find_annotations"]
    command += ["--config_file", ".pii_annotations.yml", "--lint", "--report", "--coverage"]
    codes = []
    for app in APPS:
        report = ["--report_path", str(REPORTS / "pii"), "--app_name", app]
        done = subprocess.run([*command, *report], cwd=ROOT, check=False, stdout=subprocess.PIPE, text=True)
        print(done.stdout)
        codes.append(done.returncode or int("Found 0 total models" in done.stdout))
    return max(codes)


if __name__ == "__main__":
    sys.exit(main())
