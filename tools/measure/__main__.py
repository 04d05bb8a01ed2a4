"""Prints the measure: a table of the folders, then the rooms of a walk.

make measure
make measure > before.txt
"""

from __future__ import annotations

import os
from collections import Counter
from importlib import import_module
from tempfile import TemporaryDirectory

from tools.bench.inside import own_django
from tools.measure.folders import LANGUAGES, Folder, measured

_HEADINGS = ("folder", "files", *LANGUAGES, "kB of templates", "acts", "lines per act", "longest file")
_SETTINGS = "workmentor_xblocks.demo.settings"


def _row(folder: Folder) -> list[str]:
    numbers = (*folder.lines.values(), folder.template_bytes // 1000, folder.acts, folder.lines_per_act)
    lines, name = folder.longest
    return [folder.name, str(folder.files), *(str(number or "") for number in numbers), f"{lines} {name}"]


def _table(folders: list[Folder]) -> str:
    rows = [list(_HEADINGS), *map(_row, folders)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join([row[0].ljust(widths[0]), *map(str.rjust, row[1:-1], widths[1:]), row[-1]]) for row in rows
    )


def _counted(rooms: set[str]) -> str:
    by_folder = Counter(room.partition(".")[0] for room in rooms)
    return f"{len(rooms)} ({', '.join(f'{name} {number}' for name, number in sorted(by_folder.items()))})"


def main() -> None:
    """Print it."""
    print(_table(measured()))
    with TemporaryDirectory() as home:
        os.environ |= {"DJANGO_SETTINGS_MODULE": _SETTINGS, "WORKMENTOR_DEMO_DIR": home}
        with own_django():
            act, request = import_module("tools.measure.walk").rooms()
    print(f"\nrooms of a signature, the act by itself: {_counted(act)}\n", *sorted(act))
    print(f"\nfrom the block's handler to the page: {_counted(request)}, of which\n", *sorted(request - act))


if __name__ == "__main__":
    main()
