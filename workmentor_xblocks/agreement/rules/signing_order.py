"""Who signs a version, who has signed it, and whose turn it is.

The template names the roles. Who leaves with a proposed change signs it with the others, and so does who comes; an
approver comes after everybody.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from workmentor_xblocks.agreement.content.definition import Definition, Role, Signer, When
from workmentor_xblocks.agreement.rules.facts import AgreementFacts, PartyFacts

_UNKNOWN_LAST = 10


def is_required(signer: Signer, facts: AgreementFacts) -> bool:
    """True when nothing is signed without somebody in this role."""
    if signer.when == When.IF_MINOR:
        return is_minor(facts)
    return signer.when != When.IF_NAMED


def is_minor(facts: AgreementFacts) -> bool:
    """True when the learner is not of age, as the school said."""
    learner = facts.by_role.get(Role.LEARNER)
    return learner is not None and learner.is_minor


def signers(facts: AgreementFacts) -> list[PartyFacts]:
    """Who signs, in the order of the template; the approver is not among them, nor is who leaves without signing."""
    asked = {signer.role: signer for signer in facts.definition.signers if signer.role != Role.APPROVER}
    found = [
        p
        for p in facts.parties
        if p.role in asked and not p.is_released and _is_asked(asked[p.role], p, facts)
    ]
    return sorted(found, key=lambda party: _place(facts.definition, party.role))


def approver(facts: AgreementFacts) -> PartyFacts | None:
    """Who approves when all have signed, None where nobody has to."""
    party = facts.by_role.get(Role.APPROVER)
    asked = (signer for signer in facts.definition.signers if signer.role == Role.APPROVER)
    return party if party and any(_is_asked(signer, party, facts) for signer in asked) else None


def released_from(facts: AgreementFacts, party: PartyFacts) -> date | None:
    """From which day on the school may attest that somebody leaves without signing; None where that is not the case.

    The template says after how many days, and never later than the last day on which the change can be signed; at once
    for who cannot sign any more because the account is gone.
    """
    fixed = facts.version.frozen_on if facts.version else None
    if not party.is_leaving or party.is_released or party.signed_on is not None or fixed is None:
        return None
    if not party.is_reachable:
        return fixed
    after = fixed + timedelta(days=facts.definition.leaving_days)
    return min(after, facts.expires_on) if facts.expires_on else after


def missing_signatures(facts: AgreementFacts) -> list[PartyFacts]:
    """Who has not signed yet."""
    return [party for party in signers(facts) if party.signed_on is None]


def whose_turn(facts: AgreementFacts) -> list[PartyFacts]:
    """Who may sign now: everybody who has not, or in order the first of them; then the approver."""
    missing = missing_signatures(facts)
    if not missing:
        last = approver(facts)
        return [last] if last and last.signed_on is None else []
    if not facts.definition.in_order:
        return missing
    first = min(_place(facts.definition, party.role) for party in missing)
    return [party for party in missing if _place(facts.definition, party.role) == first]


def is_complete(facts: AgreementFacts) -> bool:
    """True when everybody has signed and, where somebody has to, approved: the version is in force."""
    return bool(signers(facts)) and not whose_turn(facts)


def required_roles(facts: AgreementFacts) -> Iterator[str]:
    """The roles without which nothing is signed."""
    return (signer.role for signer in facts.definition.signers if is_required(signer, facts))


def _is_asked(signer: Signer, party: PartyFacts, facts: AgreementFacts) -> bool:
    """A place that the parties left empty signs nothing, and nobody waits for it."""
    return is_required(signer, facts) or (signer.when == When.IF_NAMED and party.is_named)


def _place(definition: Definition, role: str) -> int:
    return next((signer.order for signer in definition.signers if signer.role == role), _UNKNOWN_LAST)
