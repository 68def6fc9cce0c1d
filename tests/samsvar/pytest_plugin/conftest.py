"""Runs of pytest upon the toy's guides."""

from __future__ import annotations

import io
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout

import pytest
from guides_as_tests import Result, Run
from toy import Toy

OFF = ("cacheprovider", "cov", "hypothesispytest", "anyio")


@pytest.fixture
def run(toy: Toy, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs pytest in the toy's folder, in this process."""

    def call(*arguments: str, plugin: object = None) -> Result:
        monkeypatch.chdir(toy.root)
        result = Result()
        without = [part for name in OFF for part in ("-p", f"no:{name}")]
        common = ["--rootdir", str(toy.root), "-p", "samsvar.pytest_plugin", *without]
        output = io.StringIO()
        with redirect_stdout(output), redirect_stderr(output):
            result.code = int(
                pytest.main([*common, *arguments], plugins=[result, plugin or object()])
            )
        result.text = output.getvalue()
        toy.forget()
        return result

    return call


@pytest.fixture
def chosen(run: Run) -> Callable[..., list[str]]:
    """The tests that some arguments choose."""

    def call(*arguments: str) -> list[str]:
        result = run("--collect-only", *arguments)
        assert result.code == 0, result.text
        return result.chosen

    return call
