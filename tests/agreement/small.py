"""A small template: one field of each class, three who sign, and the guardian of a minor."""

from __future__ import annotations

from typing import Any

from workmentor_xblocks.agreement.content.definition import Definition


def small(**more: Any) -> Definition:
    """A template with one field of each class, three who sign, and the guardian of a minor."""
    return Definition.from_data(
        {
            "schema": 1,
            "language": "en",
            "starters": ["school", "mentor", "learner"],
            "consent": "I have read this and agree.",
            "sections": [
                {
                    "id": "frame",
                    "title": "Frame",
                    "fields": [
                        _field("start", "Start", "date", ["school"], required=True),
                        _field("end", "End", "date", ["school"], required=True),
                        _field("hours", "Hours a week", "number", ["employer", "school"]),
                        _field("tasks", "Tasks", "text", ["employer", "mentor"], required=True),
                        _field("outcomes", "Outcomes", "rows", ["school"], columns=["id", "text"]),
                        _field("rhythm", "Meetings", "line", ["mentor", "school"], change="notice"),
                        _field("emergency", "Emergency number", "line", ["employer"], change="contact"),
                        _field("wishes", "My goals", "text", ["learner"], change="notice"),
                        _field(
                            "support", "Support needs", "text", ["learner"], readers=["learner", "school"]
                        ),
                    ],
                    "clauses": [
                        {"id": "safe", "party": "learner", "text": "Follows the safety rules."},
                        {
                            "id": "hour",
                            "party": "employer",
                            "to": ["learner"],
                            "text": "Gives an hour a week.",
                        },
                        {"id": "visits", "party": "school", "text": "Visits every six weeks."},
                    ],
                }
            ],
            "signers": [
                {"role": "learner", "order": 1},
                {"role": "guardian", "when": "if_minor", "order": 1},
                {"role": "employer", "order": 2},
                {"role": "school", "order": 3},
                {"role": "approver", "when": "if_named", "order": 4},
            ],
            "reasons": [
                {"id": "dates", "purpose": "decline", "label": "Dates"},
                {"id": "hours", "purpose": "amend", "label": "Hours"},
                {"id": "moved", "purpose": "terminate", "means": "changed_company", "label": "Other company"},
                {"id": "left", "purpose": "terminate", "means": "left_training", "label": "Left"},
            ],
            "review_plan": [{"id": "first", "week": 1}, {"id": "every", "every": 8}, {"id": "end"}],
            "review_fields": [
                _field("own_voice", "How is it going?", "text", ["learner"]),
                _field("seen", "What I saw", "text", ["mentor", "employer"]),
                _field("school_view", "What the school says", "text", ["school"]),
            ],
            "completion_fields": [_field("hours_done", "Hours", "number", ["school"], required=True)],
            **more,
        }
    )


def _field(name: str, label: str, kind: str, owners: list[str], **more: Any) -> dict[str, Any]:
    columns = [{"id": column, "label": column} for column in more.pop("columns", [])]
    return {"id": name, "label": label, "kind": kind, "owners": owners, "columns": columns, **more}
