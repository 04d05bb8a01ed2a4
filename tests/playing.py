"""Playing a scenario as a person does: begin, choose by the words of an option, look back."""

from __future__ import annotations

from typing import Any

from tests.people import Answer, Door, Person


class Player(Person):
    """Somebody with a scenario open in front of them."""

    def __init__(self, door: Door, usage_key: str) -> None:
        super().__init__(door, usage_key)
        self.open()

    def again(self) -> Player:
        """The same person on another device, or in another tab."""
        return Player(self.door, self.usage_key)

    def begin(self) -> Answer:
        """Press Start."""
        return self.press("begin")

    def token(self, words: str) -> str:
        """The value behind the option with these words."""
        return next(value for value, label in self.page.form("choose").choices if label == words)

    def choose(self, words: str, **typed: Any) -> Answer:
        """Choose the option with these words, and decide."""
        return self.press("choose", choice=self.token(words), **typed)

    def walk(self, *words: str) -> Answer:
        """Begin, then choose one option after the other; answers the last step."""
        answer = self.begin()
        for label in words:
            answer = self.choose(label)
            assert answer.status == 200, answer.raw
        return answer

    def look_back(self) -> Answer:
        """Open the debrief."""
        return self.press("open_debrief")
