"""``trans`` and ``blocktrans`` for our own templates: Django's syntax, our catalogue.

Django's tags look words up in the catalogues of all apps, where an earlier app's word for "Save" wins; these look
only in ours. ``makemessages`` and Babel extract them as usual, because the syntax is the same.
"""

from __future__ import annotations

from django import template
from django.template.base import Parser, Token
from django.template.context import Context
from django.templatetags import i18n
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from workmentor_xblocks.core.content import days, language, translation

register = template.Library()
register.filter("day", days.day)
register.filter("moment", days.moment)


@register.filter
def direction(code: object) -> str:
    """``dir`` beside every ``lang``: how text of this language runs."""
    return language.direction(str(code or ""))


@register.filter
def bdi(name: object) -> str:
    """A name in a text of another direction, kept apart from what stands around it; nothing where there is none."""
    return format_html("<bdi>{}</bdi>", name) if name else ""


class _Translate(i18n.TranslateNode):
    """A ``{% trans "…" %}`` that asks our catalogue."""

    def render(self, context: Context) -> str:
        msgid = self.filter_expression.var.literal or self.filter_expression.var.resolve(context)
        if self.message_context:
            text = translation.pgettext(self.message_context.resolve(context), msgid)
        else:
            text = translation.gettext(msgid)
        if self.asvar:
            context[self.asvar] = text
            return ""
        return conditional_escape(text)


class _BlockTranslate(i18n.BlockTranslateNode):
    """A ``{% blocktrans %}`` that asks our catalogue."""

    def render(self, context: Context, nested: bool = False) -> SafeString:
        extra = {name: value.resolve(context) for name, value in self.extra_context.items()}
        with context.push(**extra):
            if self.countervar and self.counter:
                number = self.counter.resolve(context)
                context[self.countervar] = number
            singular, names = self.render_token_list(self.singular)
            if self.plural and self.counter:
                plural, more = self.render_token_list(self.plural)
                names = [*names, *more]
                text = translation.ngettext(singular, plural, int(number))
            else:
                text = translation.gettext(singular)
            values = {
                name: conditional_escape(str(context.get(name, "")) if context.get(name) is not None else "")
                for name in names
            }
        said = mark_safe(text % values if values else text.replace("%%", "%"))  # values are escaped above
        if self.asvar:
            context[self.asvar] = said
            return mark_safe("")
        return said


@register.tag("trans")
@register.tag("translate")
def translate(parser: Parser, token: Token) -> _Translate:
    """Parse as Django does, render from our catalogue."""
    node = i18n.do_translate(parser, token)
    own = _Translate.__new__(_Translate)
    own.__dict__.update(node.__dict__)
    return own


@register.tag("blocktrans")
@register.tag("blocktranslate")
def blocktranslate(parser: Parser, token: Token) -> _BlockTranslate:
    """Parse as Django does, render from our catalogue."""
    node = i18n.do_block_translate(parser, token)
    own = _BlockTranslate.__new__(_BlockTranslate)
    own.__dict__.update(node.__dict__)
    return own
