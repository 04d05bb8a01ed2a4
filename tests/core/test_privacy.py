"""How a person is forgotten: by every slice, under every name that they had, and not in silence when it fails."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from workmentor_xblocks.core.people import privacy, profile
from workmentor_xblocks.core.people.profile import WorkplaceProfile
from workmentor_xblocks.core.people.traces import browser_family, shortened
from workmentor_xblocks.core.records.outbox import OutgoingMail, add


class Story:
    """A slice that erases, and breaks on request after half of its work."""

    def __init__(self) -> None:
        self.erased: list[tuple[object, ...]] = []
        self.broken = False

    def state(self, user_id: int, usage_key: str) -> int:
        return 0

    def person(self, user_id: int) -> int:
        if self.broken:
            WorkplaceProfile.objects.create(user_id=10**6, learner="half done")
            raise KeyError("Liga Ozola, liga@example.org")
        self.erased.append((user_id,))
        return 1

    def address(self, email: str, user_id: int) -> int:
        if self.broken:
            raise KeyError(email)
        self.erased.append((email, user_id))
        return 2


@pytest.fixture
def story() -> Iterator[Story]:
    made = Story()
    # Registered first, so that others come after what breaks.
    before = dict(privacy._erasers)
    privacy._erasers.clear()
    privacy.register(privacy.Eraser("story", made.person, made.address, made.state))
    for eraser in before.values():
        if eraser.name != "story":
            privacy.register(eraser)
    yield made
    privacy._erasers.clear()
    privacy._erasers.update(before)


def test_a_person_is_forgotten_by_id_and_by_the_address_they_had(db: None, story: Story):
    assert privacy.retire_user(user_id=3, email="liga@example.org") == 3
    assert story.erased == [("liga@example.org", 3), (3,)]


def test_where_the_site_tells_the_address_apart_it_is_enough_to_know_that(db: None, story: Story):
    assert privacy.retire_email(email="liga@example.org", user_id=3) == 2
    assert story.erased == [("liga@example.org", 3)]


def test_an_account_without_an_address_is_no_error(db: None, story: Story):
    assert privacy.retire_email(email="", user_id=3) == 0
    assert not story.erased


@pytest.mark.shows("agreement place 20", "agreement pitfall 36")
def test_what_fails_keeps_no_other_from_erasing_and_is_told_without_a_word_about_the_person(
    db: None, story: Story, caplog: pytest.LogCaptureFixture
):
    profile.remember(3, learner="Liga", company="")
    add("story.invitation", {"user": 3})
    story.broken = True
    with pytest.raises(privacy.NotErased) as told:
        privacy.retire_user(user_id=3)
    assert str(told.value) == "WorkMentor could not erase: story. Retire this person again."
    assert told.value.__cause__ is None
    assert told.value.__context__ is None
    assert not WorkplaceProfile.objects.exists()
    assert not OutgoingMail.objects.exists()
    with pytest.raises(privacy.NotErased, match=r"erase: story \(address\), story\. "):
        privacy.retire_user(user_id=3, email="liga@example.org")
    assert "KeyError" in caplog.text
    assert "iga" not in caplog.text


@pytest.mark.shows("agreement place 20", "agreement pitfall 36")
def test_the_second_try_finishes_the_work(db: None, story: Story):
    story.broken = True
    with pytest.raises(privacy.NotErased):
        privacy.retire_user(user_id=3)
    story.broken = False
    assert privacy.retire_user(user_id=3) == 1
    assert story.erased == [(3,)]


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.77", "192.0.2.0"),
        ("2001:db8:7:abcd::9", "2001:db8:7::"),
        ("::ffff:192.0.2.77", "192.0.2.0"),
        (" 10.0.0.1 ", "10.0.0.0"),
        ("", ""),
        ("unknown", ""),
        ("192.0.2.77, 10.0.0.1", ""),
        ("fe80::1%eth0", "fe80::"),
    ],
)
@pytest.mark.shows("agreement pitfall 16")
def test_an_address_is_cut_to_its_network(address: str, network: str):
    assert shortened(address) == network


@pytest.mark.parametrize(
    ("agent", "family"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", "Firefox"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/126.0 Safari/537.36 Edg/126.0", "Edge"),
        ("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36", "Chrome"),
        ("Mozilla/5.0 (iPhone) AppleWebKit/605.1.15 CriOS/126.0 Mobile Safari/604.1", "Chrome"),
        ("Mozilla/5.0 (iPhone) AppleWebKit/605.1.15 Version/17.5 Mobile Safari/604.1", "Safari"),
        ("curl/8.5.0", "other"),
        ("", "other"),
    ],
)
@pytest.mark.shows("agreement pitfall 16")
def test_of_a_browser_only_its_family_is_known(agent: str, family: str):
    assert browser_family(agent) == family


def test_the_state_of_one_block_is_cleared_only_where_a_slice_says_what_it_is(db: None, story: Story):
    privacy.register(privacy.Eraser("runs", story.person, state_deleted=lambda _user_id, _usage_key: 4))
    privacy.register(privacy.Eraser("letters", story.person))
    assert privacy.state_deleted(user_id=3, usage_key="x") == 4
    assert story.erased == []
