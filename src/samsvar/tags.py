"""Expressions of tags (`@a and not @b`), by which chapters are chosen."""

from __future__ import annotations

from cucumber_tag_expressions import TagExpressionError
from cucumber_tag_expressions import parse as parse_tags
from cucumber_tag_expressions.model import Expression


def expression_of(text: str) -> Expression:
    """What an expression says; an empty one is true of all tags.

    Raises `ValueError`, in words for whoever wrote it, when it says nothing.
    """
    try:
        return parse_tags(text)
    except TagExpressionError:
        raise ValueError(
            f"“{text}” cannot be understood. Join tags with and, or, not and brackets, as in "
            "“@clients and not @slow”."
        ) from None
