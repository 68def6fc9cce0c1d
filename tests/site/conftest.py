"""One site for all tests of the site, and one Chromium to read it with."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from sample_site import URL, write_pages

from samsvar import config as settings
from samsvar.config import Config
from samsvar.publishing import site
from samsvar.publishing.preview import serve

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def config() -> Config:
    return settings.load(ROOT)


@pytest.fixture(scope="session")
def pages(config: Config, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample tree. Tests that change it work on a copy."""
    return write_pages(config, tmp_path_factory.mktemp("sample") / "pages")


@pytest.fixture(scope="session")
def built(config: Config, pages: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site. Tests that change it work on `damaged`."""
    out = tmp_path_factory.mktemp("built") / "site"
    assert site.build(config, pages, out, URL) == ()
    return out


@pytest.fixture
def damaged(built: Path, tmp_path: Path) -> Path:
    """A copy of the built site, to break."""
    return shutil.copytree(built, tmp_path / "site")


@pytest.fixture
def elsewhere(config: Config, tmp_path: Path) -> Config:
    """The project with its site's configuration copied, to change."""
    root = tmp_path / "project"
    root.mkdir()
    for name in ("mkdocs.yml", "mkdocs.en.yml"):
        shutil.copy(config.root / name, root)
    for name in ("overrides", "node_modules"):
        (root / name).symlink_to(config.root / name)
    return replace(config, root=root)


@pytest.fixture(scope="session")
def origin(built: Path) -> Iterator[str]:
    """Where the built site is served, with a slash at the end."""
    with serve(built) as address:
        yield f"{address}/"


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A window at a desk, of a reader who prefers Norwegian."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="nb-NO")
    context.set_default_timeout(5000)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()
