"""Templates to test with: a small one that is sound, and whatever Hypothesis makes up along the table of elements."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from pydantic import BaseModel

from tests.scenario.strategies import ids, leftovers, rough_texts, texts
from workmentor_xblocks.agreement.content.definition import Definition, from_data
from workmentor_xblocks.core.content.authored import source_texts
from workmentor_xblocks.core.content.schema import Attribute, Stated, schema_of
from workmentor_xblocks.core.content.variants import Variant, VariantText, fingerprint

NAME = "Agreement for the kitchen"


def field(name: str, label: str, *owners: str, **more: Any) -> dict[str, Any]:
    return {"id": name, "label": label, "owners": list(owners), **more}


def small_data() -> dict[str, Any]:
    """A kitchen's template, with one part of each kind."""
    return {
        "introduction": "This paper says what the three of us agreed. It replaces no contract.",
        "consent": "I have read this version and agree with it.",
        "in_order": True,
        "sections": [
            {
                "id": "frame",
                "title": "When and where",
                "fields": [
                    field("start", "First day", "school", kind="date", required=True),
                    field("end", "Last day", "school", kind="date", required=True),
                    field(
                        "type",
                        "Kind of placement",
                        "school",
                        kind="choice",
                        suggestion="trainee",
                        options=[
                            {"id": "trainee", "label": "Traineeship"},
                            {"id": "other", "label": "Other"},
                        ],
                    ),
                    field(
                        "tasks", "Tasks", "employer", kind="rows", columns=[{"id": "task", "label": "Task"}]
                    ),
                    field("phone", "Telephone", "learner", change="contact", readers=["learner", "school"]),
                ],
            },
            {
                "id": "promises",
                "title": "What we promise",
                "introduction": "Each of us keeps a part.",
                "clauses": [
                    {"id": "safe", "party": "employer", "to": ["learner"], "text": "Nobody works alone."},
                    {"id": "log", "party": "learner", "text": "I keep my log."},
                ],
            },
        ],
        "signers": [
            {"role": "learner", "order": 1},
            {"role": "guardian", "when": "if_minor", "order": 1},
            {"role": "employer", "order": 2},
            {"role": "school", "order": 3},
        ],
        "reasons": [
            {"id": "dates", "purpose": "decline", "label": "The dates are wrong"},
            {"id": "period", "purpose": "amend", "label": "Another period"},
            {"id": "moved", "purpose": "terminate", "means": "changed_company", "label": "Another company"},
            {"id": "left", "purpose": "terminate", "means": "left_training", "label": "Another trade"},
        ],
        "review_plan": [
            {"id": "first", "week": 1, "label": "First talk"},
            {"id": "later", "every": 8, "label": "Review"},
            {"id": "last", "label": "Last review"},
        ],
        "review_fields": [field("progress", "How it goes", "learner", "mentor", kind="text")],
        "completion_fields": [field("hours", "Hours in all", "school", kind="number")],
    }


def small(**changes: Any) -> Definition:
    """The kitchen's template, with top-level parts changed."""
    return from_data({**small_data(), **changes})


def translated(definition: Definition, language: str, *, only: str = "", without: str = "") -> Definition:
    """With a variant in which every text (below ``only``, but ``without`` one) reads "<language>: source"."""
    wanted = {"display_name": NAME, **source_texts(definition)}
    entries = tuple(
        VariantText(path=path, of=fingerprint(text), text=f"{language}: {text}")
        for path, text in wanted.items()
        if text.strip() and path.startswith(only) and path != without
    )
    return definition.but(variants=(*definition.variants, Variant(language=language, texts=entries)))


# Made up along the table of elements


def whole() -> st.SearchStrategy[Definition]:
    """Templates as they are after one reading."""
    return _of(Definition, rough=False)


def drafts() -> st.SearchStrategy[Definition]:
    """Anything that the types accept."""
    return _of(Definition, rough=True)


def _of(model: type[BaseModel], *, rough: bool) -> st.SearchStrategy[Any]:
    fields = {field.written: _value(field, rough) for field in schema_of(model).fields}
    return st.builds(model, unread=leftovers() if rough else st.just(()), **fields)


def _value(field: Stated, rough: bool) -> st.SearchStrategy[Any]:
    if field.part:
        parts = _of(field.part, rough=rough)
        return st.lists(parts, max_size=2).map(tuple) if field.is_list else parts
    if not isinstance(field.mark, Attribute):
        return rough_texts() if rough else texts()
    if field.name == "schema_version":
        return st.sampled_from([1, 1, 2]) if rough else st.just(1)
    if isinstance(field.default, bool):
        return st.booleans()
    if isinstance(field.default, int):
        return st.integers(field.bounds["ge"], field.bounds["le"])
    words = st.one_of(ids(), rough_texts()) if rough else ids()
    return st.lists(words, max_size=2).map(tuple) if field.is_list else words
