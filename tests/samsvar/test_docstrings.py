"""Everything public in samsvar says what it is for."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from types import ModuleType

import pytest

import samsvar

MODULES = [
    importlib.import_module(info.name)
    for info in pkgutil.walk_packages(samsvar.__path__, "samsvar.")
] + [samsvar]


def own(module: ModuleType) -> list[tuple[str, object]]:
    """The public functions and classes that a module defines."""
    return [
        (name, value)
        for name, value in vars(module).items()
        if not name.startswith("_")
        and (inspect.isfunction(value) or inspect.isclass(value))
        and value.__module__ == module.__name__
    ]


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_modules_functions_classes_and_methods_have_docstrings(module: ModuleType) -> None:
    assert module.__doc__
    silent = []
    for name, value in own(module):
        doc = value.__doc__ or ""
        generated = doc.startswith(f"{name}(")  # what dataclasses write
        if not doc or generated:
            silent.append(name)
        if inspect.isclass(value):
            silent += [
                f"{name}.{method}"
                for method, function in vars(value).items()
                if not method.startswith("_")
                and getattr(function, "__name__", "") != "<lambda>"  # a field's default
                and (isinstance(function, property | classmethod) or inspect.isfunction(function))
                and not inspect.getdoc(getattr(value, method))
            ]
    assert silent == []
