"""``python -m workmentor_xblocks.demo``: make the database, load the sample course, serve it, print the address."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from workmentor_xblocks.demo import place


def main(argv: list[str] | None = None) -> int:
    """Run the demo until it is interrupted."""
    options = _options(argv)
    if options.dir:
        os.environ["WORKMENTOR_DEMO_DIR"] = str(options.dir)
    os.environ["DJANGO_SETTINGS_MODULE"] = "workmentor_xblocks.demo.settings"
    place.prepare(place.data_dir())
    return _serve(options)


def _options(argv: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="workmentor-demo", description="Try the WorkMentor blocks without Open edX."
    )
    parser.add_argument("--port", type=int, default=8888, help="port on this machine (default: 8888)")
    parser.add_argument("--reset", action="store_true", help="forget everything and load the courses again")
    parser.add_argument("--dir", type=Path, help="folder of the database (default: .demo/ of the checkout)")
    parser.add_argument("--check", action="store_true", help="prepare everything, but do not serve")
    return parser.parse_args(argv)


def _serve(options: argparse.Namespace) -> int:
    # Django reads its settings when it is set up, and they depend on the options.
    import django
    from django.core.management import call_command

    django.setup()
    from django.core.wsgi import get_wsgi_application

    from workmentor_xblocks.demo import reset
    from workmentor_xblocks.demo.server import Server

    try:
        server = Server(0 if options.check else options.port, get_wsgi_application())
    except OSError as error:
        other = options.port + 1
        said = f"Port {options.port} cannot be used ({error.strerror}). Choose another:"
        print(f"{said} make demo PORT={other}, or workmentor-demo --port {other}", file=sys.stderr)
        return 1
    if not options.check:
        # Letters that are written before any browser has asked lead here.
        os.environ.setdefault("WORKMENTOR_DEMO_ADDRESS", server.address)
    call_command("migrate", verbosity=0, interactive=False)
    if options.reset:
        reset.everything()
    else:
        reset.load_if_empty()
    if options.check:
        return 0
    print(f"WorkMentor demo: {server.address}  (Ctrl+C ends it)", flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        print("Stopped. What was done is kept for the next start.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
