"""Guides of the toy as tests: what a run of real pytest chose, said and did."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest


@dataclass
class Result:
    """What a run of pytest said and did."""

    code: int = -1
    text: str = ""
    chosen: list[str] = field(default_factory=list)
    outcomes: Counter[str] = field(default_factory=Counter)

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        self.chosen = [item.nodeid for item in session.items]

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.outcomes["broken"] += 1

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "call" or not report.passed:
            self.outcomes[f"{report.when} {report.outcome}"] += 1


#: The fixture `run`: runs pytest in the toy's folder, in this process.
Run = Callable[..., Result]
#: The tests that all guides make: as pytest names them, in both drivers, in one.
ALL = [
    "features/en/greet.feature::test_01_greet_one",
    "features/en/greet.feature::test_02_greet_several",
    "features/en/leave.feature::test_01_go_home",
    "features/nb/greet.feature::test_01_hilse_på_én",
    "features/nb/greet.feature::test_02_hilse_på_flere",
    "features/nb/leave.feature::test_01_gå_hjem",
]
BOTH = [f"{name}[{driver}]" for name in ALL for driver in ("inprocess", "browser")]
INPROCESS = [f"{name}[inprocess]" for name in ALL]
