"""Changes of a toy in a Git repository, and how their review is read."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

from lxml import html
from toy import Toy

#: The fixture `review`: runs the command; exit code, and what it printed.
Review = Callable[..., tuple[int, str]]


def git(folder: Path, *arguments: str) -> None:
    """Runs Git in a folder as somebody with a name."""
    named = ["-c", "user.name=toy", "-c", "user.email=toy@example.invalid"]
    subprocess.run(["git", *named, *arguments], cwd=folder, check=True, capture_output=True)


def commit(toy: Toy) -> None:
    """Commits the toy as it is."""
    git(toy.root, "add", "--all")
    git(toy.root, "commit", "--quiet", "--message", "As it was")


def page_of(toy: Toy) -> html.HtmlElement:
    """The page that the review has written."""
    source = (toy.root / "build" / "review" / "index.html").read_text(encoding="utf-8")
    return html.document_fromstring(source)


def texts(page: html.HtmlElement, path: str) -> list[str]:
    """What the elements of an XPath say, each on one line."""
    return [" ".join(element.text_content().split()) for element in page.xpath(path)]


def with_class(name: str) -> str:
    """The XPath of all elements of a class."""
    return f"//*[contains(concat(' ', @class, ' '), ' {name} ')]"
