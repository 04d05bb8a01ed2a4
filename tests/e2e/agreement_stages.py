"""Agreements at each stage of their lives, made at the desk (``agreement_desk``) for a browser to look at."""

from __future__ import annotations

WISHES = {}
