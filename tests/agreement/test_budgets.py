"""What a person's request may cost, as counts that are the same on every machine: statements on our own tables."""

from __future__ import annotations

import json
from collections.abc import Callable
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.agreement.driving import begin
from tests.agreement.every_stage import EVERY_STAGE
from tests.agreement.everyone import STAGES, everyone
from tests.agreement.small import small
from tests.cast import COURSE_KEY, OWN_DATES, Course
from tests.doors import Direct
from workmentor_xblocks.agreement.actions.acts import act

# What is new asks for the history; a review asks for itself and its parts, a notice for itself.
PAGE_SQL, NEWS_SQL = 6, 1
MORE_SQL = {"reviewed": 2, "terminated": 1}
# Whoever may note a signature on paper is shown the scans; of a person nothing is asked one by one.
SCANS_SQL = 1
SIGN_SQL, SIGN_AND_ANSWER_SQL = 14, 15


def ours(work: Callable[[], object]) -> list[str]:
    """The statements on the tables of agreements."""
    return statements(
        work,
        ' FROM "workmentor_agreement',
        'INSERT INTO "workmentor_agreement',
        'UPDATE "workmentor_agreement',
    )


def statements(work: Callable[[], object], *verbs: str) -> list[str]:
    """The statements in which one of these stands."""
    with CaptureQueriesContext(connection) as asked:
        work()
    return [query["sql"] for query in asked if any(verb in query["sql"] for verb in verbs)]


@pytest.mark.parametrize("stage", EVERY_STAGE)
@pytest.mark.shows("agreement goal 18b")
def test_a_learner_s_page_asks_few_statements(cast: SimpleNamespace, course: Course, stage: str) -> None:
    usage_key = course.agreement(small(), **OWN_DATES)
    story = everyone(cast, usage_key)
    STAGES[stage](story)
    liga = Direct(cast.liga)
    budget = PAGE_SQL + MORE_SQL.get(stage, 0)

    asked = ours(lambda: liga.view(usage_key))
    assert 0 < len(asked) <= budget + NEWS_SQL, asked

    story.does("learner", "seen")
    asked = ours(lambda: liga.view(usage_key))
    assert 0 < len(asked) <= budget, asked


@pytest.mark.parametrize("stage", EVERY_STAGE)
@pytest.mark.parametrize("who", ["tomas", "tove", "marta"])
def test_the_page_of_who_sees_more_asks_hardly_more(
    cast: SimpleNamespace, course: Course, stage: str, who: str
) -> None:
    usage_key = course.agreement(small(), **OWN_DATES)
    STAGES[stage](everyone(cast, usage_key))
    person = Direct(getattr(cast, who))

    asked = ours(lambda: person.view(usage_key))

    budget = PAGE_SQL + MORE_SQL.get(stage, 0) + SCANS_SQL + NEWS_SQL
    assert 0 < len(asked) <= budget, asked
    assert sorted(asked) == sorted(set(asked))  # nothing is asked twice


@pytest.mark.parametrize("stage", ["draft", "signing", "signed"])
def test_a_page_asks_for_accounts_once_and_only_where_their_names_stand(
    cast: SimpleNamespace, course: Course, stage: str
) -> None:
    usage_key = course.agreement(small(), **OWN_DATES)
    STAGES[stage](everyone(cast, usage_key))

    def asked(who: str) -> list[str]:
        return statements(
            lambda: Direct(getattr(cast, who)).view(usage_key), ' FROM "auth_user" WHERE "auth_user"."id" IN'
        )

    assert asked("liga") == []  # her address comes with who she is
    assert len(asked("tomas")) == 1


@pytest.mark.shows("agreement goal 18b")
def test_signing_asks_few_statements(cast: SimpleNamespace, course: Course) -> None:
    usage_key = course.agreement(small(), **OWN_DATES)
    story = begin(cast, usage_key, COURSE_KEY, small()).ready()
    data = {**story.version(), "consent": True, "name": "Liga Ozola"}

    asked = ours(lambda: act("sign", story.person("learner"), story.uuid, data))

    assert 0 < len(asked) <= SIGN_SQL, asked


@pytest.mark.shows("agreement goal 18b")
def test_the_page_that_answers_a_signature_reads_nothing_twice(cast: SimpleNamespace, course: Course) -> None:
    usage_key = course.agreement(small(), **OWN_DATES)
    story = begin(cast, usage_key, COURSE_KEY, small()).ready()
    data = {"act": "sign", "agreement": story.uuid, **story.version(), "consent": True, "name": "Liga Ozola"}
    liga, answers = Direct(cast.liga), []

    asked = ours(lambda: answers.append(liga.post(usage_key, "act", json.dumps(data).encode())))

    assert answers[0].status == 200
    assert 0 < len(asked) <= SIGN_AND_ANSWER_SQL, asked


def test_reading_writes_nothing(cast: SimpleNamespace, course: Course) -> None:
    usage_key = course.agreement(small(), **OWN_DATES)
    begin(cast, usage_key, COURSE_KEY, small()).ready()

    for person in (cast.liga, cast.tove, cast.marta):
        asked = ours(lambda person=person: Direct(person).view(usage_key))
        assert [sql for sql in asked if not sql.startswith("SELECT")] == []


def test_an_answer_to_a_saved_field_brings_the_top_of_the_page_only(
    cast: SimpleNamespace, course: Course
) -> None:
    usage_key = course.agreement(small(), **OWN_DATES)
    story = begin(cast, usage_key, COURSE_KEY, small())
    form = {"act": "edit", "agreement": story.uuid, "quiet": True, "f-hours": "38", "r-hours": ""}

    answer = Direct(cast.tove).post(usage_key, "act", json.dumps(form).encode())

    assert answer.data["part"] == "top"
    assert len(answer.raw) < 12_000
