"""Which e-mail addresses can be written to from a site on the net."""

from __future__ import annotations

import pytest

from workmentor_xblocks.agreement.actions import addresses
from workmentor_xblocks.core.content.errors import BadInput


@pytest.mark.parametrize(
    "address",
    ["a@localhost", "a@LOCALHOST", "a@b", "a@", "@b.lv", "a b@c.lv", "a@b.lv\nb@c.lv", "x" * 250 + "@a.lv"],
)
def test_these_are_none(address: str) -> None:
    with pytest.raises(BadInput) as refused:
        addresses.checked(address)
    assert refused.value.message.code == "address_wrong"


@pytest.mark.parametrize("address", ["egle@ohm.example", "j.o'neill+x@sub.ohm.example", "a@ohm.co"])
def test_these_are_some(address: str) -> None:
    assert addresses.checked(f" {address} ") == address
