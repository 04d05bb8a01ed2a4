"""Whether the three parties sign, in an order that works, and know what a signature says."""

from __future__ import annotations

from collections.abc import Iterator

from workmentor_xblocks.agreement.content.checks.facts import Facts, role_name
from workmentor_xblocks.agreement.content.definition import Role, When
from workmentor_xblocks.core.content.messages import Level, gettext_noop as _
from workmentor_xblocks.core.content.rules import Place, Rule

# The three of a three-way agreement.
THREE = (Role.LEARNER, Role.SCHOOL, Role.EMPLOYER)


def no_signer(facts: Facts) -> Iterator[Place]:
    """Nobody signs."""
    if not facts.definition.signers:
        yield "signer", {}


def missing_party(facts: Facts) -> Iterator[Place]:
    """One of the three is not asked to sign."""
    signing = {signer.role for signer in facts.definition.signers}
    for role in THREE if signing else ():
        if role not in signing:
            yield "signer", {"role": role_name(role)}


def sometimes(facts: Facts) -> Iterator[Place]:
    """One of the three is asked only now and then."""
    for signer in facts.definition.signers:
        if signer.role in THREE and signer.when in (When.IF_MINOR, When.IF_NAMED):
            yield f"signer/{signer.role}/when", {"role": role_name(signer.role)}


def repeated(facts: Facts) -> Iterator[Place]:
    """One role twice in the list."""
    seen: set[str] = set()
    for signer in facts.definition.signers:
        if signer.role in seen:
            yield f"signer/{signer.role}", {"role": role_name(signer.role)}
        seen.add(signer.role)


def no_order(facts: Facts) -> Iterator[Place]:
    """One after another, but all at once."""
    signers = facts.definition.signers
    if facts.definition.in_order and len(signers) > 1 and len({signer.order for signer in signers}) == 1:
        yield "in_order", {}


def early_approval(facts: Facts) -> Iterator[Place]:
    """Approval before there is something to approve."""
    orders = {signer.role: signer.order for signer in facts.definition.signers}
    approval = orders.pop(Role.APPROVER, None)
    if facts.definition.in_order and approval is not None and orders and approval <= max(orders.values()):
        yield f"signer/{Role.APPROVER}/order", {}


def no_guardian(facts: Facts) -> Iterator[Place]:
    """Nobody signs for who is under age."""
    if facts.definition.signers and not any(s.role == Role.GUARDIAN for s in facts.definition.signers):
        yield "signer", {}


def no_consent(facts: Facts) -> Iterator[Place]:
    """A signature that agrees to nothing."""
    if not facts.definition.consent.strip():
        yield "consent", {}


RULES: tuple[Rule[Facts], ...] = (
    Rule("no-signer", Level.ERROR, _("Nobody is asked to sign. Add those who do."), no_signer),
    Rule(
        "missing-party",
        Level.ERROR,
        _("{role}: does not sign. In an agreement of three each of them has to: add this one."),
        missing_party,
    ),
    Rule(
        "no-consent",
        Level.ERROR,
        _("There is no sentence that a signature agrees to. Write it."),
        no_consent,
    ),
    Rule(
        "signs-sometimes",
        Level.WARNING,
        _("{role}: is only asked to sign in some cases. Let this one always sign."),
        sometimes,
    ),
    Rule("repeated-signer", Level.WARNING, _("{role}: signs twice. Keep one of the two."), repeated),
    Rule(
        "no-order",
        Level.WARNING,
        _("They sign one after another, but all have the same place. Number them."),
        no_order,
    ),
    Rule(
        "early-approval",
        Level.WARNING,
        _("The approver decides when all others have signed. Give this one the last place."),
        early_approval,
    ),
    Rule(
        "no-guardian",
        Level.NOTE,
        _("No guardian signs for a learner under age. Add this one, if the law of your country wants it."),
        no_guardian,
    ),
)
