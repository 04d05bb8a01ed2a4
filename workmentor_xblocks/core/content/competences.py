"""The ten competences of a workplace mentor, by the ids that every block of this package shares.

Names are ours; the set was drawn from the mentor frameworks of EMCC, SBB, AEVO, the European Competence Matrix
"Mentor" and the UK Learning and Skills Mentor standard. A block may bring its own instead.
"""

from __future__ import annotations

from workmentor_xblocks.core.content.messages import Message, gettext_noop as _

DEFAULT: dict[str, Message] = {
    code: Message(code, name)
    for code, name in {
        "C1": _("Role and limits"),
        "C2": _("Welcome and bond"),
        "C3": _("Planning learning in real work"),
        "C4": _("Showing and guiding"),
        "C5": _("Listening, questions, feedback"),
        "C6": _("Fair assessment by evidence"),
        "C7": _("Safety and protection"),
        "C8": _("Three-way cooperation"),
        "C9": _("Inclusion, conflict, staying on"),
        "C10": _("Reflection and growth"),
    }.items()
}
