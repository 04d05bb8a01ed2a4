"""Writes docs/agreement-proof.md from the checks of the verifier, so that the page says what is checked and no more."""

from __future__ import annotations

from tools.testrun.places import ROOT
from workmentor_xblocks.agreement.rules.verify_agreement import CHECKS, LIMITS, STATUS

PAGE = ROOT / "docs" / "agreement-proof.md"

_HEAD = """# What the history of an agreement proves

This page is made from `workmentor_xblocks/agreement/rules/verify_agreement.py` (`make proof_page`); change the words there.

Everybody who takes part can download the history of an agreement (`history.json`) and the program that checks it. The
program is one file and needs Python 3.9 or newer, no network and nothing else:

```sh
python verify_agreement.py history.json --head 5d41…   # the long number in your receipt
python verify_agreement.py --explain                   # the words of this page
```

Use the newest number that you hold. A receipt is sent when you sign, so it does not know of those who sign after you;
the letter that says that the agreement is in force does. Keep that letter.

**Without a number nothing is proven.** The file then agrees with itself, but whoever made it could have written all of
it anew. With a number the program says up to which event the history is proven, and names every later event, signature
and version that is not. It counts the texts that cannot be read.
"""


def page() -> str:
    """The whole page."""
    return "\n".join([_HEAD, *_statuses(), "", *_checks(), "", *_limits(), ""])


def _statuses() -> list[str]:
    rows = [f"| {code} | {text} |" for code, text in STATUS.items()]
    return ["## With what it ends", "", "| exit status | what it means |", "|---|---|", *rows]


def _checks() -> list[str]:
    rows = [f"| {check.code} | {' '.join(check.proves)} | {check.leaves} |" for check in CHECKS]
    head = ["| check | what it proves | what it does not prove |", "|---|---|---|"]
    return ["## What each check proves", "", *head, *rows]


def _limits() -> list[str]:
    return ["## What no check proves", "", *(f"- {text}" for text in LIMITS)]


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
