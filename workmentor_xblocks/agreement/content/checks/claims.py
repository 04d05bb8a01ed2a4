"""Whether a text claims more than a typed name and a click are: a simple electronic signature (eIDAS, art. 3(10), 25).

An advanced signature needs sole control (art. 26), a qualified one a certified provider; whether a paper binds is for
the law of a country to say. A sentence that denies it is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from workmentor_xblocks.agreement.content.checks.facts import Facts
from workmentor_xblocks.core.content.messages import Level, gettext_noop as _
from workmentor_xblocks.core.content.rules import Place, Rule

# By language: English, Norwegian (and Danish, Swedish), Dutch, German, French, Finnish, Latvian.
_CLAIMS = re.compile(
    r"""
      legally\s+(?:binding|valid|enforceable)
    | eIDAS[-\s]+(?:compliant|conform\w*|certified|approved|godkjent|conforme|konform\w*)
    | (?:qualified|advanced)\s+(?:electronic\s+|digital\s+)?signature
    | (?:juridisk|rettslig|rettsleg|rättsligt|juridiskt)\s+(?:bindende|bindande|gyldig\w*)
    | kvalifi(?:sert|cerad|ceret)\w*\s+(?:elektronisk\s+|digital\s+)?(?:signatur|underskrift)
    | avansert\w*\s+(?:elektronisk\s+)?signatur
    | (?:juridisch|wettelijk)\s+bindend\w* | rechtsgeldig\w*
    | (?:gekwalificeerde|geavanceerde)\s+(?:elektronische\s+|digitale\s+)?handtekening
    | rechtsverbindlich\w* | rechtsgültig\w*
    | (?:qualifizierte|fortgeschrittene)\s+(?:elektronische\s+|digitale\s+)?(?:Signatur|Unterschrift)
    | juridiquement\s+(?:contraignant|valable)\w* | signature\s+(?:électronique\s+)?(?:qualifiée|avancée)
    | (?:oikeudellisesti|laillisesti)\s+sitova\w* | (?:hyväksytty|kehittynyt)\s+(?:sähköinen\s+)?allekirjoitus
    | juridiski\s+saistoš\w* | kvalificēt\w*\s+(?:elektronisk\w*\s+)?parakst\w*
    """,
    re.IGNORECASE | re.VERBOSE,
)
# A denial a few words before the claim, in the same sentence.
_DENIED = re.compile(
    r"\b(?:not?|never|nor|ikke|ingen|inte|niet|geen|nicht|kein\w*|pas|aucune?|ni|ei|eikä|nav)\b"
    r"(?:[^\w.!?]+\w+){0,6}[^\w.!?]*$",
    re.IGNORECASE,
)


def claim_in(text: str) -> str:
    """The first claim in a text that goes too far and is not denied; "" when there is none."""
    for match in _CLAIMS.finditer(text):
        if not _DENIED.search(text[: match.start()]):
            return " ".join(match[0].split())
    return ""


def claims(facts: Facts) -> Iterator[Place]:
    """Claims in any language's text."""
    for within, path, text in facts.all_texts:
        found = claim_in(text)
        if found:
            yield within + path, {"claim": found}


RULES: tuple[Rule[Facts], ...] = (
    Rule(
        "claims-too-much",
        Level.WARNING,
        _("“{claim}” is more than a signature here is: a simple electronic one. Leave the claim out."),
        claims,
    ),
)
