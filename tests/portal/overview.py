"""From the overview of system accesses to one of them, and its rows."""

from __future__ import annotations

from visitor import Visitor


def open_access(visitor: Visitor, title: str, *, dialog: bool = False) -> None:
    """From the overview to an access with this title; with `dialog`, to its choice of clients."""
    rows = [name for name in visitor.names("link") if name.startswith(f"{title} ")]
    visitor.click("link", rows[0])
    if dialog:
        visitor.click("button", visitor.t("button.add_clients"))


def row_names(visitor: Visitor, where: str) -> list[str]:
    """The titles of the rows in a part of the page."""
    return [
        str(title.text_content())
        for title in visitor.tree.xpath(f".//div[@id='{where}']//*[@class='row__title']")
    ]
