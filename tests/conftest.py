"""One Chromium for all tests of a process: Playwright cannot be started twice in a thread."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from samsvar.drivers.browser import Browsers


@pytest.fixture(scope="session")
def browser(samsvar_browsers: Browsers) -> Browser:
    """Playwright's browser, the one that the guides are run in."""
    return samsvar_browsers.chromium
