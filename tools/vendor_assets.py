"""Copy the portal's style sheets, font and script from node_modules into its static directory.

Run by ``make setup``. The copies are never committed: they are other people's work under their
own licences, which are copied along. Only the standard library is used, so that it runs before
anything else is installed.
"""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NODE_MODULES = ROOT / "node_modules"
TARGET = ROOT / "src" / "systemtilgang" / "portal" / "static" / "vendor"

FONT_SUBSETS = ("latin-ext", "latin")

COPIES = {
    "designsystemet.css": "@digdir/designsystemet-css/dist/src/index.css",
    "designsystemet.LICENSE": "@digdir/designsystemet-css/LICENSE",
    "altinn.css": "@digdir/designsystemet-theme/brand/altinn.css",
    "inter.LICENSE": "@fontsource-variable/inter/LICENSE",
    "htmx.min.js": "htmx.org/dist/htmx.min.js",
    "htmx.LICENSE": "htmx.org/LICENSE",
    **{
        f"files/inter-{subset}-wght-normal.woff2": (
            f"@fontsource-variable/inter/files/inter-{subset}-wght-normal.woff2"
        )
        for subset in FONT_SUBSETS
    },
}
"""File in the target directory -> file below node_modules."""

FONT_CSS = "inter.css"
FONT_CSS_SOURCE = "@fontsource-variable/inter/index.css"


class MissingAssetError(Exception):
    """A package that should have been installed with npm is not there, or has changed its files."""


def font_css(source: str) -> str:
    """Keep the subsets that bokmål and English need, under the family name of the Altinn theme.

    ``font-display: block`` instead of ``swap``: a picture must never catch the fallback font.
    Raises MissingAssetError when a subset is not found in the source.
    """
    kept = []
    for subset in FONT_SUBSETS:
        pattern = rf"@font-face \{{[^}}]*inter-{subset}-wght-normal\.woff2[^}}]*\}}"
        face = re.search(pattern, source)
        if face is None:
            raise MissingAssetError(f"No @font-face for {subset} in {FONT_CSS_SOURCE}")
        kept.append(face.group().replace("'Inter Variable'", "'Inter'").replace("swap", "block"))
    return "\n".join(kept) + "\n"


def vendor(node_modules: Path = NODE_MODULES, target: Path = TARGET) -> list[Path]:
    """Copy everything and return the files written.

    Raises MissingAssetError, naming the file, when a package is not installed.
    """
    for name in (*COPIES.values(), FONT_CSS_SOURCE):
        if not (node_modules / name).is_file():
            raise MissingAssetError(f"{node_modules / name} is missing: run npm ci first")
    (target / "files").mkdir(parents=True, exist_ok=True)
    for name, source in COPIES.items():
        shutil.copyfile(node_modules / source, target / name)
    css = (node_modules / FONT_CSS_SOURCE).read_text(encoding="utf-8")
    (target / FONT_CSS).write_text(font_css(css), encoding="utf-8")
    return check(target)


def check(target: Path = TARGET) -> list[Path]:
    """Return the vendored files; raise MissingAssetError if one is absent or empty."""
    files = [target / name for name in (*COPIES, FONT_CSS)]
    for file in files:
        if not file.is_file() or file.stat().st_size == 0:
            raise MissingAssetError(f"{file} is missing or empty")
    return files


def main() -> int:
    """Vendor the assets; exit code 1 and one line on standard error if that is impossible."""
    try:
        files = vendor()
    except MissingAssetError as error:
        print(f"vendor_assets: {error}", file=sys.stderr)
        return 1
    print(f"vendor_assets: {len(files)} files in {TARGET.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
