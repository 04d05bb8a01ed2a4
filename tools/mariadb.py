"""Runs a command beside a MariaDB of its own, in a temporary folder and on a socket only; never the machine's.

    python -m tools.mariadb -- pytest -m mariadb

The command finds the database in ``WORKMENTOR_DATABASE``, as JSON for Django's ``DATABASES["default"]``.
"""

from __future__ import annotations

import getpass
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tools.testrun.needs import first_on_path

# Safety against power cuts costs half of the time, and nobody needs these rows tomorrow.
_QUICK = [
    "--innodb-flush-log-at-trx-commit=0",
    "--sync-binlog=0",
    "--skip-log-bin",
    "--innodb-buffer-pool-size=64M",
]


class DidNotStart(Exception):
    """The server gave up; the message is the end of its log."""


def _program(*names: str) -> str:
    found = first_on_path(*names)
    if found is None:
        raise SystemExit(
            f"{names[0]} is missing: apt-get install -y --no-install-recommends mariadb-server-core"
        )
    return found


def _prepare(data: Path) -> None:
    install = _program("mariadb-install-db", "mysql_install_db")
    options = ["--auth-root-authentication-method=normal", "--skip-test-db", f"--user={getpass.getuser()}"]
    done = subprocess.run(
        [install, "--no-defaults", f"--datadir={data}", *options], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise DidNotStart(done.stdout + done.stderr)


def _wait_for(server: subprocess.Popen[bytes], socket: Path, log: Path) -> None:
    """Until it says that it listens, however long it takes: the socket file is there a moment before it answers."""
    while server.poll() is None:
        if socket.exists() and "ready for connections" in log.read_text("utf-8", errors="replace"):
            return
        time.sleep(0.1)
    raise DidNotStart("\n".join(log.read_text("utf-8", errors="replace").splitlines()[-20:]))


@contextmanager
def server() -> Iterator[dict[str, Any]]:
    """A running server as Django settings; gone with all its files afterwards."""
    # Under /tmp and short: the path of a socket has room for some hundred characters only.
    with tempfile.TemporaryDirectory(prefix="wm-db-", dir="/tmp") as folder:
        data, socket, log = Path(folder, "data"), Path(folder, "socket"), Path(folder, "log")
        _prepare(data)
        command = [_program("mariadbd", "mysqld"), "--no-defaults", f"--datadir={data}", f"--socket={socket}"]
        command += [f"--user={getpass.getuser()}", f"--pid-file={folder}/pid", "--skip-networking", *_QUICK]
        command += ["--character-set-server=utf8mb4", "--collation-server=utf8mb4_unicode_ci"]
        with log.open("wb") as output:
            running = subprocess.Popen(command, stdout=output, stderr=output, stdin=subprocess.DEVNULL)
        try:
            _wait_for(running, socket, log)
            yield {
                "ENGINE": "django.db.backends.mysql",
                "NAME": "workmentor",
                "USER": "root",
                "OPTIONS": {"unix_socket": str(socket), "charset": "utf8mb4"},
            }
        finally:
            running.terminate()
            running.wait()


def main(arguments: list[str]) -> int:
    """The command's exit code."""
    command = arguments[1:] if arguments[:1] == ["--"] else arguments
    with server() as settings:
        environment = {**os.environ, "WORKMENTOR_DATABASE": json.dumps(settings)}
        return subprocess.run(command, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
