"""What the look of a page says, measured in Chromium."""

from __future__ import annotations

from playwright.sync_api import Page, ViewportSize, expect

PHONE = ViewportSize(width=390, height=844)


def test_a_note_has_a_frame_of_one_colour_and_a_stronger_left_edge(page: Page, origin: str) -> None:
    page.goto(f"{origin}nb/")
    top, right, bottom, left = page.locator(".admonition.note").evaluate(
        "e => ['Top', 'Right', 'Bottom', 'Left'].map(s => getComputedStyle(e)[`border${s}Color`])"
    )
    line, edge = page.evaluate(
        """() => ["line", "edge"].map(name => {
            const e = document.body.appendChild(document.createElement("i"));
            e.style.color = `var(--sv-${name})`;
            return getComputedStyle(e).color;
        })"""
    )
    assert (top, right, bottom, left) == (line, line, line, edge)


def test_the_languages_of_a_phone_stand_in_the_margin_of_the_page(page: Page, origin: str) -> None:
    page.set_viewport_size(PHONE)
    page.goto(f"{origin}nb/")
    first = page.get_by_role("link", name="Norsk (bokmål)").bounding_box()
    heading = page.get_by_role("heading", level=1).bounding_box()
    assert first is not None
    assert heading is not None
    assert first["x"] == heading["x"]


def test_a_table_fades_on_the_side_where_there_is_more_of_it(page: Page, origin: str) -> None:
    page.set_viewport_size(PHONE)
    page.goto(f"{origin}nb/evidence/delegate-clients/")
    table = page.get_by_role("article").get_by_role("group")
    faded = "e => getComputedStyle(e).maskImage !== 'none'"
    expect(table).to_have_attribute("data-after", "")
    expect(table).not_to_have_attribute("data-before", "")
    assert table.evaluate(faded)
    table.evaluate("e => e.scrollTo(e.scrollWidth, 0)")
    expect(table).to_have_attribute("data-before", "")
    expect(table).not_to_have_attribute("data-after", "")
    page.set_viewport_size({"width": 1280, "height": 800})
    expect(table).not_to_have_attribute("data-before", "")
    assert not table.evaluate(faded)


def test_the_name_of_a_value_stays_with_its_quotation_marks(page: Page, origin: str) -> None:
    page.goto(f"{origin}en/contributing/vocabulary/")
    name = page.locator("td em", has_text="system access")
    lines = """e => {
        const range = document.createRange();
        range.setStart(e.previousSibling, e.previousSibling.length - 1);
        range.setEnd(e.nextSibling, 1);
        return new Set([...range.getClientRects()].map(box => Math.round(box.bottom))).size;
    }"""
    for width in range(200, 700, 20):
        page.locator(".sv-table").evaluate("(e, w) => e.style.width = `${w}px`", width)
        assert name.evaluate(lines) == 1, width


def test_the_edition_in_a_seal_is_not_broken_at_its_hyphen(page: Page, origin: str) -> None:
    page.goto(f"{origin}nb/guides/delegate-clients/")
    text = page.locator(".seal p").last
    lines = """e => {
        const range = document.createRange();
        const text = e.firstChild;
        range.setStart(text, text.data.indexOf("2025"));
        range.setEnd(text, text.data.lastIndexOf("12") + 2);
        return new Set([...range.getClientRects()].map(box => Math.round(box.bottom))).size;
    }"""
    for width in range(150, 500, 10):
        text.evaluate("(e, w) => e.style.width = `${w}px`", width)
        assert text.evaluate(lines) == 1, width
