"""What an author can set does something: each setting and each field of each definition is read by the package."""

from __future__ import annotations

import ast

import pytest
from xblock.fields import Scope

from tools.testrun.places import ROOT
from workmentor_xblocks.agreement.content.definition import Definition as Template
from workmentor_xblocks.agreement.pages.block import AgreementBlock
from workmentor_xblocks.core.content.authored import Part
from workmentor_xblocks.core.content.schema import models_of
from workmentor_xblocks.scenario.content.definition import Definition as Scenario
from workmentor_xblocks.scenario.pages.block import ScenarioBlock

PACKAGE = ROOT / "workmentor_xblocks"
# They state a definition, or carry all of it in and out: being named there is not being read.
_STATED = {
    "definition.py",
    "fields.py",
    "follow_up.py",
    "settings.py",
    "exchange.py",
    "authored.py",
    "olx.py",
}


def read_names() -> set[str]:
    """Every attribute that some module of a slice or of core asks for."""
    found: set[str] = set()
    for folder in ("agreement", "scenario", "core"):
        for path in (PACKAGE / folder).rglob("*.py"):
            tree = ast.parse(path.read_text("utf-8"))
            if path.name not in _STATED:
                found |= {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
                continue
            # A definition's own methods read its fields.
            found |= {
                node.attr
                for function in ast.walk(tree)
                if isinstance(function, ast.FunctionDef)
                for node in ast.walk(function)
                if isinstance(node, ast.Attribute)
            }
    return found


def stated() -> list[str]:
    """``slice.Model.field`` for each field of each model of the definitions."""
    return [
        f"{whole.TAG}.{model.__name__}.{field}"
        for whole in (Template, Scenario)
        for model in models_of(whole)
        if issubclass(model, Part)
        for field in model.model_fields
    ]


def ours(block: type) -> set[str]:
    """What the block and our own classes below it state, without the platform's."""
    return {name for one in block.__mro__ if one.__module__.startswith("workmentor") for name in vars(one)}


READ = read_names()


@pytest.mark.parametrize("field", stated())
def test_each_field_of_a_definition_is_read(field: str):
    assert field.rsplit(".", 1)[1] in READ


@pytest.mark.parametrize("block", [AgreementBlock, ScenarioBlock])
def test_each_setting_of_a_block_is_read(block: type):
    settings = {
        name for name, field in block.fields.items() if field.scope in (Scope.settings, Scope.content)
    }
    own = settings & ours(block)
    assert own
    assert own - READ == set()


@pytest.mark.parametrize("block", [AgreementBlock, ScenarioBlock])
def test_each_setting_of_a_block_is_asked_for_in_the_editor_and_no_other(block: type):
    settings = {name for name, field in block.fields.items() if field.scope == Scope.settings}
    assert settings & ours(block) == {setting.name for setting in block.content.settings}


def test_a_setting_that_nobody_reads_would_be_found():
    assert "adult_age" not in READ
