"""The settings of a scenario beside its content, and the file in which both travel."""

from __future__ import annotations

from workmentor_xblocks.core.content.messages import Message, gettext_noop as _
from workmentor_xblocks.core.content.olx import Format
from workmentor_xblocks.core.content.settings import Setting, Settings
from workmentor_xblocks.scenario.content.definition import Definition

_ROWS = (
    Setting("display_name", "text", _("Name"), _("Shown above the scenario and in the course outline.")),
    Setting("minutes", "integer", _("Minutes a run takes"), _("Said on the first page."), low=1, high=240),
    Setting(
        "feedback",
        "choice",
        _("Consequences and coach notes"),
        _("Beginners learn more when they see both at once."),
        choices=(("now", _("At once")), ("end", _("In the debrief")), ("never", _("Never"))),
    ),
    Setting(
        "ask_reason", "boolean", _("Ask for a reason before the consequence"), _("One line, always optional.")
    ),
    Setting(
        "show_plans",
        "boolean",
        _("Show my plans from this course"),
        _(
            "People see what they plan to do on Monday, from all scenarios of this course: their own plans only. "
            "A scenario without scenes shows nothing else: it suits a course's last unit."
        ),
    ),
    Setting(
        "default_language",
        "text",
        _("Language shown first"),
        _("A code such as nb. Empty: the course's language, then the person's."),
    ),
    Setting(
        "scoring",
        "choice",
        _("Grading"),
        _("Without a grade people try more. Completion is at the debrief either way."),
        choices=(
            ("none", _("Not graded")),
            ("decisions", _("By decisions")),
            ("outcome", _("By the ending")),
        ),
    ),
    Setting(
        "policy",
        "choice",
        _("Which run counts"),
        choices=(
            ("best", _("The best")),
            ("first", _("The first")),
            ("last", _("The last")),
            ("mean", _("The mean of all")),
        ),
    ),
    Setting("weight", "number", _("Points in the gradebook"), _("Used only when graded."), low=0, high=1000),
)

SETTINGS = Settings(_ROWS, Message("no_name", _("Give the scenario a name of at most 200 characters.")))
OLX = Format(Definition, SETTINGS)
