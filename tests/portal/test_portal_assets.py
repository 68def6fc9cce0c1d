"""Copying the design system from node_modules (`tools/vendor_assets.py`)."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

TOOL = Path(__file__).parents[2] / "tools" / "vendor_assets.py"


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("vendor_assets", TOOL)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["vendor_assets"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def node_modules(tool: ModuleType, tmp_path: Path) -> Path:
    root = tmp_path / "node_modules"
    for name in (*tool.COPIES.values(), tool.FONT_CSS_SOURCE):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(f"content of {name}", encoding="utf-8")
    faces = "".join(
        f"@font-face {{ font-family: 'Inter Variable'; font-display: swap; "
        f"src: url(./files/inter-{subset}-wght-normal.woff2); }}\n"
        for subset in ("greek", "latin-ext", "latin")
    )
    (root / tool.FONT_CSS_SOURCE).write_text(faces, encoding="utf-8")
    return root


def test_everything_is_copied_and_the_font_gets_the_themes_name(
    tool: ModuleType, node_modules: Path, tmp_path: Path
) -> None:
    target = tmp_path / "vendor"
    assert len(tool.vendor(node_modules, target)) == len(tool.COPIES) + 1
    css = (target / "inter.css").read_text(encoding="utf-8")
    assert css.count("font-family: 'Inter';") == 2
    assert "greek" not in css
    assert "swap" not in css
    assert tool.vendor(node_modules, target) == tool.check(target), "again changes nothing"


@pytest.mark.parametrize("missing", ["htmx.org/dist/htmx.min.js", "@digdir/designsystemet-theme"])
def test_a_package_that_is_not_installed_is_named(
    tool: ModuleType, node_modules: Path, tmp_path: Path, missing: str
) -> None:
    gone = next(path for path in node_modules.rglob("*") if missing in str(path) and path.is_file())
    gone.unlink()
    with pytest.raises(tool.MissingAssetError, match=gone.name):
        tool.vendor(node_modules, tmp_path / "vendor")
    assert not (tmp_path / "vendor").exists(), "nothing is copied by halves"


def test_a_font_that_has_changed_its_files_is_told(tool: ModuleType) -> None:
    with pytest.raises(tool.MissingAssetError, match="latin-ext"):
        tool.font_css("@font-face { src: url(other.woff2); }")


def test_an_empty_copy_is_noticed(tool: ModuleType, node_modules: Path, tmp_path: Path) -> None:
    target = tmp_path / "vendor"
    tool.vendor(node_modules, target)
    (target / "htmx.min.js").write_text("", encoding="utf-8")
    with pytest.raises(tool.MissingAssetError, match=r"htmx\.min\.js"):
        tool.check(target)
