"""Guides are tests here: `pytest features/nb/NAME.feature:12` works like any other path."""

pytest_plugins = ["samsvar.pytest_plugin"]
