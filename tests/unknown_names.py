"""A name in a template that its page does not have, or a page's part that is no part of it, fails the test that saw it.

Django shows nothing where a name is unknown, and takes it for false where it is asked for; so a slip of the pen looks
like a page on which there is nothing to say.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.template.base import Variable, VariableDoesNotExist
from django.template.context import BaseContext, Context


def _where(context: Context) -> str:
    return str(
        getattr(context, "template_name", None) or getattr(context.template, "name", None) or "a template"
    )


@contextmanager
def noted() -> Iterator[set[str]]:
    """What templates of ours ask for in vain meanwhile: "template: name"."""
    from workmentor_xblocks.core.pages.rendering import engine

    found: set[str] = set()
    look_up = Variable._resolve_lookup

    def noting(variable: Variable, context: BaseContext) -> object:
        try:
            return look_up(variable, context)
        except VariableDoesNotExist:
            if isinstance(context, Context) and context.template and context.template.engine is engine():
                found.add(f"{_where(context)}: {variable.var}")
            raise

    Variable._resolve_lookup = noting
    try:
        yield found
    finally:
        Variable._resolve_lookup = look_up
