"""Every problem that a use case may be refused for."""

from __future__ import annotations

import importlib
import pkgutil

import systemtilgang
from systemtilgang.domain.problems import Problem


def every_problem() -> dict[str, Problem]:
    """Every problem that a module of systemtilgang defines, by the name of its constant."""
    found = {}
    for module in pkgutil.walk_packages(systemtilgang.__path__, "systemtilgang."):
        for name, value in vars(importlib.import_module(module.name)).items():
            if isinstance(value, Problem):
                found[name] = value
    return found
