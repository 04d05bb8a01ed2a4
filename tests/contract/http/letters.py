"""The letters that a site sends, where its mail stays at home: in the folder of Django's file-based e-mail backend."""

from __future__ import annotations

from email import message_from_string, policy
from pathlib import Path

from tests.contract.site import Letter

_EDGE = "-" * 79


class Letters:
    """A folder into which every connection writes a file of its own, one message after another."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._before: dict[Path, int] = {}

    def begin(self) -> None:
        """From here on, ``since`` reads."""
        self._before = {path: path.stat().st_size for path in self._files()}

    def since(self) -> list[Letter]:
        """What came since then, the oldest first."""
        found = []
        for path in self._files():
            new = path.read_bytes()[self._before.get(path, 0) :].decode("utf-8", "replace")
            found += [_letter(part.lstrip("\n")) for part in new.split(f"\n{_EDGE}\n") if part.strip()]
        return found

    def _files(self) -> list[Path]:
        return sorted(self.folder.glob("*.log"), key=lambda path: path.stat().st_mtime_ns)


def _letter(written: str) -> Letter:
    message = message_from_string(written, policy=policy.default)
    text = message.get_body(("plain",))
    return Letter(
        to=str(message["To"]),
        subject=str(message["Subject"]),
        text=text.get_content() if text is not None else "",
    )
