"""Gives every test run the guides: `pytest features/nb/NAME.feature` (see `samsvar.pytest_plugin`).

Tests that need Chromium share its fixture `samsvar_browsers`: Playwright allows one per thread.
"""

pytest_plugins = ["samsvar.pytest_plugin"]
