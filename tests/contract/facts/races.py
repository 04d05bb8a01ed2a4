"""Several requests of one person at the very same moment."""

from __future__ import annotations

import json
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from tests.contract.fact import Need, fact
from tests.contract.site import Site
from tests.contract.steps import at, place, runs_of, s1
from tests.people import Answer
from tests.playing import Player

_SEEN = "Seen on a running LMS: without a held row, four posts got four 200s and a step was skipped."


def _together(player: Player, handler: str, bodies: list[dict[str, Any]]) -> list[Answer]:
    def post(body: dict[str, Any]) -> Answer:
        answer = player.door.post(player.usage_key, handler, json.dumps(body).encode())
        assert isinstance(answer, Answer)
        return answer

    with ThreadPoolExecutor(len(bodies)) as pool:
        return list(pool.map(post, bodies))


@fact(
    "Of four different posts of one step one is answered 200 and three 409.",
    source=_SEEN,
    needs=(Need.PARALLEL,),
)
def four_posts_of_one_step(site: Site) -> None:
    for _attempt in range(3):
        placed = place(site, s1())
        marta = at(site, "marta", placed)
        marta.begin()
        form = marta.page.form("choose")
        assert len(form.choices) == 4
        answers = _together(
            marta, "choose", [{**form.fields, "choice": value} for value, _label in form.choices]
        )
        assert Counter(answer.status for answer in answers) == {200: 1, 409: 3}
        steps = {answer.page.form("choose").fields["step"] for answer in answers}
        assert steps == {"1"}, "all four answers show the page as it stands"
        assert [row["Decisions"] for row in runs_of(site, "marta", placed)] == ["1"]


@fact(
    "Four posts of the same decision are one decision, and all get the view.",
    source=_SEEN,
    needs=(Need.PARALLEL,),
)
def four_posts_of_one_choice(site: Site) -> None:
    placed = place(site)
    marta = at(site, "marta", placed)
    marta.begin()
    form = marta.page.form("choose")
    answers = _together(marta, "choose", [{**form.fields, "choice": form.choices[0][0]}] * 4)
    assert [answer.status for answer in answers] == [200] * 4
    assert len({answer.data["html"] for answer in answers}) == 1
    assert [row["Decisions"] for row in runs_of(site, "marta", placed)] == ["1"]


@fact(
    "Four starts at once are one run, also as the very first thing a person does.",
    source=_SEEN,
    needs=(Need.PARALLEL,),
)
def four_starts(site: Site) -> None:
    placed = place(site)
    marta = at(site, "marta", placed)
    answers = _together(marta, "begin", [{"run": ""}] * 4)
    assert [answer.status for answer in answers] == [200] * 4
    assert len(runs_of(site, "marta", placed)) == 1
