"""The web server of the demo: Django's own, one thread per request, on this machine only."""

from __future__ import annotations

from socketserver import ThreadingMixIn
from typing import Any

from django.core.servers.basehttp import WSGIRequestHandler, WSGIServer

_HOST = "127.0.0.1"


class Server(ThreadingMixIn, WSGIServer):
    """Bound when it is made; ``port`` 0 takes any that is free."""

    daemon_threads = True

    def __init__(self, port: int, application: Any) -> None:
        super().__init__((_HOST, port), WSGIRequestHandler, ipv6=False)
        self.set_app(application)

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://{_HOST}:{self.server_port}/"
