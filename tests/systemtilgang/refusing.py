"""How a use case refuses."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from systemtilgang.domain.problems import Problem, Refused


def refusal(call: Callable[..., object], *arguments: object, **named: object) -> Refused:
    """The refusal of a call."""
    with pytest.raises(Refused) as caught:
        call(*arguments, **named)
    return caught.value


def problem_of(call: Callable[..., object], *arguments: object, **named: object) -> Problem:
    """The problem that a call is refused for."""
    return refusal(call, *arguments, **named).problem


def problem_if_any(
    call: Callable[..., object], *arguments: object, **named: object
) -> Problem | None:
    """The problem that a call is refused for, if it is."""
    try:
        call(*arguments, **named)
    except Refused as refused:
        return refused.problem
    return None
