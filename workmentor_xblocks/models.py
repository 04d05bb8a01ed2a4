"""The tables of the app, gathered for Django from the slices that own them."""

from workmentor_xblocks.core.people.profile import WorkplaceProfile
from workmentor_xblocks.scenario.records import Note, RunRecord

__all__ = ["Note", "RunRecord", "WorkplaceProfile"]
