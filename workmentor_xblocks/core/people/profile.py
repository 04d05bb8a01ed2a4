"""The names that make a text one's own: my learner, my company.

Asked once and used by all blocks, through the slots ``{learner}``, ``{company}`` and ``{mentor}`` of a text.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import override

from workmentor_xblocks.core.content.translation import gettext, has_catalogue


class WorkplaceProfile(models.Model):
    """What one person told about their workplace.

    .. pii: A learner's first name, a company's name and the mentor's own form of address, typed by the user.
    .. pii_types: name
    .. pii_retirement: local_api
    """

    user_id = models.IntegerField(unique=True)
    learner = models.CharField(max_length=60, blank=True)
    company = models.CharField(max_length=60, blank=True)
    mentor = models.CharField(max_length=60, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        app_label = "workmentor"
        db_table = "workmentor_workplace_profile"

    def __str__(self) -> str:
        return f"workplace profile of user {self.user_id}"

    def slots(self) -> dict[str, str]:
        """Slot name → text; empty ones are left out."""
        return {name: text for name in ("learner", "company", "mentor") if (text := getattr(self, name))}


def slots_of(user_id: int | None) -> dict[str, str]:
    """The slots of a person; none for who has told nothing."""
    profile = WorkplaceProfile.objects.filter(user_id=user_id).first() if user_id is not None else None
    return profile.slots() if profile else {}


def unnamed(language: str) -> dict[str, str]:
    """What stands in a slot until somebody fills it, in the language of the text around it."""
    with override(language if has_catalogue(language) else "en"):
        return {
            "learner": gettext("your learner"),
            "company": gettext("your company"),
            "mentor": gettext("the mentor"),
        }


def remember(user_id: int, *, learner: str, company: str) -> None:
    """Keep what a person told; empty texts forget."""
    WorkplaceProfile.objects.update_or_create(
        user_id=user_id, defaults={"learner": learner, "company": company}
    )


def erase(user_id: int) -> int:
    """Forget a person; the number of rows erased."""
    return WorkplaceProfile.objects.filter(user_id=user_id).delete()[0]
