"""What the platform's style sheets would do to us, as a short list of our own: their kinds of selectors, absurd values.

The LMS styles bare elements from as deep as ``div.course-wrapper section.course-content .vert-mod > div header``,
Studio's preview from ``.wrapper-xblock .xblock-render … .xblock h3``, its editor window from
``[class*="view-"] .wrapper .modal-window.modal-editor input:not([type="radio"])``. Whatever such a rule sets must not
be seen in a block: each element has the same sizes, weights and colours with these rules as without them.
"""

from __future__ import annotations

from playwright.sync_api import Page

_ELEMENTS = [
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "footer",
    "nav",
    "section",
    "article",
    "aside",
    "main",
    "div",
    "span",
    "p",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "blockquote",
    "pre",
    "code",
    "a",
    "button",
    "input",
    "select",
    "textarea",
    "label",
    "legend",
    "fieldset",
    "form",
    "table",
    "caption",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "details",
    "summary",
    "strong",
    "em",
    "b",
    "i",
    "small",
    "del",
    "ins",
    "mark",
    "time",
    "hr",
    "img",
    "figure",
    "figcaption",
    "abbr",
    "sup",
    "sub",
]

_LMS = "div.course-wrapper section.course-content .vert-mod > div"
_STUDIO_PREVIEW = ".wrapper-xblock .xblock-render .xblock .xblock-render .xblock"
_STUDIO_EDITOR = '[class*="view-"] .wrapper .modal-window.modal-editor'

_ABSURD = """font: italic 100 41px/3 cursive; letter-spacing: 3px; word-spacing: 7px; text-transform: uppercase;
text-align: center; text-indent: 21px; text-shadow: 0 1px #f0f; text-decoration: overline; color: #f0f; background: #0f0;
margin: 33px; padding: 27px; border: 5px dashed #f00; border-radius: 19px; box-shadow: 0 0 9px #f00; max-width: 211px;
min-height: 77px; float: right; list-style: square inside; vertical-align: super; white-space: pre; opacity: 0.6;"""

# Nested as deep as the platform nests, from outside inwards; the block goes inside.
_AROUND = (
    ("div", "view-unit course-wrapper wrapper-xblock"),
    ("section", "wrapper course-content xblock-render"),
    ("div", "modal-window modal-editor xblock vert-mod"),
    ("div", "xblock-render vert"),
    ("div", "xblock xblock-student_view"),
)


def sheet() -> str:
    """The rules: each place with each element, and what hangs on a block's own frame."""
    places = (_LMS, _STUDIO_PREVIEW, _STUDIO_EDITOR)
    selectors = [f"{place} {element}" for place in places for element in _ELEMENTS]
    selectors += [f'{_STUDIO_EDITOR} input:not([type="radio"])', ".vert-mod > div header"]
    inherited = "letter-spacing: 2px; text-transform: capitalize; word-spacing: 5px; text-indent: 9px; font-style: italic"
    return f"{', '.join(selectors)} {{ {_ABSURD} }} {_LMS} {{ {inherited} }}"


def reached(page: Page, part: str) -> list[str]:
    """What of the part looks different under the platform's rules, as "element: property before → after"."""
    found: list[str] = page.evaluate(_COMPARE, [part, sheet(), [list(entry) for entry in _AROUND]])
    return found


_COMPARE = """([part, text, around]) => {
  const LOOK = ["fontSize", "fontWeight", "fontStyle", "fontFamily", "lineHeight", "letterSpacing", "wordSpacing",
    "textTransform", "textAlign", "textIndent", "textShadow", "textDecorationLine", "color", "backgroundColor",
    "marginTop", "marginRight", "marginBottom", "marginLeft", "paddingTop", "paddingRight", "paddingBottom",
    "paddingLeft", "borderTopWidth", "borderRightWidth", "borderBottomWidth", "borderLeftWidth", "borderTopStyle",
    "borderTopLeftRadius", "boxShadow", "maxWidth", "minHeight", "width", "height", "display", "float",
    "listStyleType", "verticalAlign", "whiteSpace", "opacity"];
  // What is around a block is not looked at here: only what it hands down.
  const BOX = ["display: block", "margin: 0", "padding: 0", "border: 0", "max-width: none", "min-height: 0", "float: none",
    "opacity: 1"].map(one => `${one} !important`).join("; ");
  const roots = [...document.querySelectorAll(part)].filter(one => !one.parentElement.closest(part));
  const nodes = roots.flatMap(root => [root, ...root.querySelectorAll("*:not(svg *, iframe *)")]);
  const look = () => nodes.map(node => { const style = getComputedStyle(node); return LOOK.map(name => style[name]); });
  const outermost = roots.map(root => {
    const first = document.createElement(around[0][0]);
    let inner = first;
    around.forEach(([tag, names], depth) => {
      if (depth) inner = inner.appendChild(document.createElement(tag));
      inner.className = names;
      inner.style.cssText = names.endsWith(" vert")
        ? BOX : "all: unset !important; display: block !important";
    });
    root.replaceWith(first);
    inner.append(root);
    return [first, root];
  });
  const before = look();
  const rules = new CSSStyleSheet();
  rules.replaceSync(text);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, rules];
  const after = look();
  document.adoptedStyleSheets = document.adoptedStyleSheets.filter(one => one !== rules);
  for (const [first, root] of outermost) first.replaceWith(root);
  return nodes.flatMap((node, at) => LOOK.flatMap((name, which) => before[at][which] === after[at][which] ? [] :
    [`${node.localName}.${node.getAttribute("class") ?? ""}: ${name} ${before[at][which]} → ${after[at][which]}`]));
}"""
