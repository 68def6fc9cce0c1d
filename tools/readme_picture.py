"""Draws the picture of the README: a feature file beside the page that was published from it.

Run it after `make site`, when the guide or the look of the site has changed.
"""

from __future__ import annotations

import base64
from pathlib import Path

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import GherkinLexer

from samsvar.drivers.browser import Browsers
from samsvar.publishing.preview import serve

ROOT = Path(__file__).resolve().parent.parent
FEATURE = ROOT / "features" / "nb" / "set-up-client-relationship.feature"
PAGE = "/nb/guides/set-up-client-relationship/"
PICTURE = ROOT / "docs" / "images" / "feature-and-page.png"
SIZE = {"width": 1640, "height": 1000}
LINES = slice(13, 39)
FRAME = """<!doctype html><meta charset="utf-8"><style>
body {{ margin: 0; padding: 24px; background: #e8eef1; display: flex; gap: 24px;
  height: 952px; box-sizing: content-box; overflow: hidden; font-family: Inter, sans-serif }}
figure {{ margin: 0; flex: 1; background: #fff; border-radius: 12px; overflow: hidden;
  box-shadow: 0 2px 12px #0003 }}
pre {{ margin: 0; padding: 24px; font: 15px/1.85 monospace; white-space: pre-wrap }}
img {{ display: block; width: 100% }} {style}</style>
<figure>{feature}</figure><figure><img src="data:image/png;base64,{page}"></figure>"""


def main() -> None:
    """Photographs the page, sets it beside its source, and saves the picture."""
    formatter = HtmlFormatter(style="friendly")
    source = "\n".join(FEATURE.read_text(encoding="utf-8").splitlines()[LINES])
    with serve(ROOT / "build" / "site") as origin, Browsers() as browsers:
        window = browsers.open(origin, "nb")
        window.page.set_viewport_size({"width": 820, "height": 1000})
        window.open(PAGE)
        window.page.locator("ol > li").nth(3).evaluate(
            "item => { item.scrollIntoView(); scrollBy(0, -100) }"
        )
        window.page.wait_for_load_state("networkidle")
        page = window.page.screenshot()
        window.page.set_viewport_size(SIZE)  # type: ignore[arg-type]
        window.page.goto("about:blank")
        window.page.set_content(
            FRAME.format(
                style=formatter.get_style_defs(),
                feature=highlight(source, GherkinLexer(), formatter),
                page=base64.b64encode(page).decode(),
            )
        )
        PICTURE.parent.mkdir(parents=True, exist_ok=True)
        window.page.screenshot(path=PICTURE)
        window.close()


if __name__ == "__main__":
    main()
