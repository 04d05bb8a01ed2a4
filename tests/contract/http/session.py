"""A browser without a screen: cookies, the token against forged requests, signing in as people do.

Requests go out with the standard library alone. The facts need more: they write scenarios and agreements with the
package's own classes and read pages with lxml, so they are tried from a checkout with its Python, on any machine that
reaches the site.
"""

from __future__ import annotations

import http.cookiejar
import json
import urllib.error
import urllib.parse
import urllib.request
import uuid
from collections.abc import Mapping
from typing import Any

from tests.people import Answer

_TIMEOUT = 300


class Session:
    """One person's cookies, and requests that carry them."""

    def __init__(self) -> None:
        self.jar = http.cookiejar.CookieJar()
        keeper = urllib.request.HTTPCookieProcessor(self.jar)
        self.password = ""
        self._opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), keeper)

    def sign_in(self, lms: str, studio: str, username: str, password: str) -> None:
        """Sign in to the LMS, and through it to Studio."""
        assert self.try_to_sign_in(lms, studio, username, password), f"{username} could not sign in"

    def try_to_sign_in(self, lms: str, studio: str, username: str, password: str) -> bool:
        """Sign in; False when the site does not let this account in."""
        self.send("GET", f"{lms}/login")
        form = {"email_or_username": username, "password": password}
        answer = self.send("POST", f"{lms}/api/user/v2/account/login_session/", form=form)
        if not answer.data.get("success"):
            return False
        self.password = password
        self.send("GET", f"{studio}/login/?next=/home/")
        return True

    def send(
        self,
        method: str,
        url: str,
        *,
        body: bytes | None = None,
        kind: str = "application/json",
        form: Mapping[str, Any] | None = None,
        with_token: bool = True,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """One request; redirects are followed, refusals are answers."""
        sent = {"Accept": "application/json, text/html;q=0.9, */*;q=0.8", "User-Agent": "workmentor-contract"}
        if form is not None:
            body, kind = (
                urllib.parse.urlencode(form, doseq=True).encode(),
                "application/x-www-form-urlencoded",
            )
        if method not in ("GET", "HEAD"):
            body = body or b""
            sent["Content-Type"] = kind
            token = self._token(url)
            if token and with_token:
                sent |= {"X-CSRFToken": token, "Referer": url}
        request = urllib.request.Request(  # noqa: S310 - the operator of the test gives the address
            url, data=body, headers={**sent, **(headers or {})}, method=method
        )
        try:
            with self._opener.open(request, timeout=_TIMEOUT) as answer:
                return _reply(answer)
        except urllib.error.HTTPError as refused:
            with refused:
                return _reply(refused)

    def json(self, method: str, url: str, data: Any = None, **more: Any) -> Answer:
        """A request whose body is JSON."""
        return self.send(method, url, body=json.dumps({} if data is None else data).encode(), **more)

    def upload(
        self, url: str, field: str, filename: str, data: bytes, *, kind: str = "application/gzip"
    ) -> Answer:
        """Send one file as a form does."""
        edge = uuid.uuid4().hex
        head = (
            f'--{edge}\r\nContent-Disposition: form-data; name="{field}"; filename="{filename}"\r\n'
            f"Content-Type: {kind}\r\n\r\n"
        )
        body = head.encode() + data + f"\r\n--{edge}--\r\n".encode()
        return self.send("POST", url, body=body, kind=f"multipart/form-data; boundary={edge}")

    def _token(self, url: str) -> str:
        host = urllib.parse.urlsplit(url).hostname or ""
        names = {host, f"{host}.local"}
        found = [
            cookie.value
            for cookie in self.jar
            if cookie.name == "csrftoken"
            and (cookie.domain in names or host.endswith(cookie.domain.lstrip(".")))
        ]
        return found[-1] or "" if found else ""


def _reply(answer: Any) -> Answer:
    body = answer.read()
    raw = body.decode("utf-8", "replace")
    headers = {name.lower(): value for name, value in answer.headers.items()}
    is_json = headers.get("content-type", "").startswith("application/json")
    data = json.loads(raw) if is_json and raw.startswith("{") else {}
    return Answer(answer.status, raw, data, headers, body, urllib.parse.urlsplit(answer.geturl()).path)


def quoted(key: str) -> str:
    """A key as part of an address."""
    return urllib.parse.quote(key, safe=":@+")
