"""What pages are made of, each thing written once in ``templates/workmentor/ui`` and used like a word of the language.

``{% ui "icon" name="good" %}`` puts one there. ``{% frame "table" caption=caption %}…{% endframe %}`` puts one around
what stands between, which it gets as ``inside``. A thing sees what it is given and nothing else of the page; its first
line says what that is: ``{% takes name value="" %}`` wants a name, and a value if there is one. What is missing, and
what nobody asked for, is a mistake of ours and raises.
"""

from __future__ import annotations

from typing import Any

from django import template
from django.template.base import FilterExpression, Node, NodeList, Parser, Token, token_kwargs
from django.template.context import Context
from django.template.exceptions import TemplateSyntaxError
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from workmentor_xblocks.core.content.language import direction
from workmentor_xblocks.core.pages.rendering import engine

register = template.Library()
_INSIDE = "inside"
_Values = dict[str, FilterExpression]


class _Thing(Node):
    """One of ``workmentor/ui`` at its place in a page."""

    child_nodelists = ("nodelist",)

    def __init__(self, name: str, values: _Values, nodelist: NodeList | None) -> None:
        self.name, self.values, self.nodelist = name, values, nodelist

    def render(self, context: Context) -> SafeString:
        given: dict[str, Any] = {name: value.resolve(context) for name, value in self.values.items()}
        if self.nodelist is not None:
            given[_INSIDE] = mark_safe(self.nodelist.render(context).strip())  # rendered, so escaped already
        thing = engine().get_template(f"workmentor/ui/{self.name}.html")
        return mark_safe(thing.render(context.new(given)).strip())  # no blank around it that nobody wrote


class _Takes(Node):
    """The head of a thing: what it must be given, and what it stands at where nothing is given."""

    def __init__(self, needed: set[str], defaults: _Values) -> None:
        self.needed, self.defaults = needed, defaults

    def render(self, context: Context) -> str:
        given = context.dicts[-1].keys()
        if missing := self.needed - given:
            raise TemplateSyntaxError(f"{context.template_name} needs {', '.join(sorted(missing))}")
        if unknown := given - self.needed - self.defaults.keys() - {_INSIDE}:
            raise TemplateSyntaxError(f"{context.template_name} does not take {', '.join(sorted(unknown))}")
        context.update(
            {name: value.resolve(context) for name, value in self.defaults.items() if name not in given}
        )
        return ""


def _name_and_values(parser: Parser, token: Token) -> tuple[str, _Values]:
    tag, name, *rest = token.split_contents()
    values = token_kwargs(rest, parser)
    if rest:
        raise TemplateSyntaxError(f"{{% {tag} {name} %}}: {rest[0]} is no name=value")
    return name.strip("\"'"), values


@register.tag
def ui(parser: Parser, token: Token) -> _Thing:
    """Put a thing here."""
    return _Thing(*_name_and_values(parser, token), None)


@register.tag
def frame(parser: Parser, token: Token) -> _Thing:
    """Put a thing around what follows, up to ``endframe``."""
    name, values = _name_and_values(parser, token)
    nodelist = parser.parse(("endframe",))
    parser.delete_first_token()
    return _Thing(name, values, nodelist)


@register.tag
def takes(parser: Parser, token: Token) -> _Takes:
    """Say what this thing is given."""
    words = token.split_contents()[1:]
    needed = {word for word in words if "=" not in word}
    return _Takes(needed, token_kwargs([word for word in words if "=" in word], parser))


@register.simple_tag(takes_context=True)
def foreign(context: Context, code: str) -> str:
    """``lang`` and ``dir`` of words in that language, for a tag; nothing where the page around them speaks it already."""
    if code == context["spoken"]:
        return ""
    return format_html(' lang="{}" dir="{}"', code, direction(code))
