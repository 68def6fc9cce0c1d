"""Text that a reader cannot see whole, measured on the screen as Chromium laid it out.

One question to the browser per picture, of about 7 ms: half of what the accessibility tree takes.
What is out of sight on purpose is left alone: what a scroll bar reaches, what stands above or below
the window, what lies behind a modal dialog, and what only a screen reader is meant to meet.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from playwright.sync_api import Page

from samsvar.drivers.protocol import Overflow

#: Walks the text nodes of the screen; for each line of a text, up through the boxes that it stands
#: in. Sideways a text may stick out by 1 px (letters lean over); up and down by 0.4 of its line
#: (the box of a glyph is higher than a tight line). Returns [{text, how, pixels}], the worst per
#: element, in the order of the page.
MEASURE = r"""() => {
  const SIDE = 1, LINE = 0.4, EDGE = document.documentElement.clientWidth;
  const styles = new Map();
  const styleOf = (e) => styles.get(e) ?? styles.set(e, getComputedStyle(e)).get(e);
  const clips = (value) => value === 'hidden' || value === 'clip';
  const scrolls = (value) => value === 'auto' || value === 'scroll';
  const tiny = (e) => e.clientWidth <= 1 || e.clientHeight <= 1;
  const drawn = (s) => !/rgba\(.*, 0\)|transparent/.test(s.backgroundColor)
    || s.backgroundImage !== 'none'
    || (s.borderLeftWidth !== '0px' && s.borderLeftStyle !== 'none');
  const above = (e, s) => s.position === 'fixed' ? null
    : s.position === 'absolute' ? e.offsetParent : e.parentElement;

  const judge = (line, start) => {
    const rest = {x: true, y: true};   // the directions in which no scroll bar helps
    const worst = {how: null, pixels: 0};
    const note = (how, pixels) => {
      if (pixels > worst.pixels) Object.assign(worst, {how, pixels});
    };
    let inside = true, own = true;     // inside: no box that one can see was met yet
    for (let e = start; e && e !== document.body; e = above(e, styleOf(e))) {
      const style = styleOf(e);
      if (style.clipPath !== 'none' || style.clip !== 'auto') return null;
      if (style.display === 'inline' || style.display === 'contents') continue;
      if (tiny(e) && (clips(style.overflowX) || clips(style.overflowY))) return null;
      const box = e.getBoundingClientRect();
      const left = box.left + e.clientLeft, top = box.top + e.clientTop;
      const over = {
        x: Math.max(line.right - left - e.clientWidth, left - line.left),
        y: Math.max(line.bottom - top - e.clientHeight, top - line.top),
      };
      const slack = {x: SIDE, y: line.height * LINE};
      for (const axis of ['x', 'y']) {
        const value = axis === 'x' ? style.overflowX : style.overflowY;
        if (scrolls(value)) rest[axis] = false;
        if (!rest[axis] || e.clientWidth === 0 || over[axis] <= slack[axis]) continue;
        if (clips(value)) note('cut', over[axis]);
        else if (inside && (own || drawn(style))) note('spills', over[axis]);
      }
      own = false;
      if (drawn(style) || ['absolute', 'fixed'].includes(style.position)) inside = false;
    }
    if (rest.x && line.right > EDGE + SIDE) note('outside', line.right - EDGE);
    if (rest.x && line.left < -SIDE && line.right > 0) note('outside', -line.left);
    return worst.how && worst;
  };

  const screen = document.querySelector('dialog:modal') ?? document.body;
  const shown = (e) => e.checkVisibility({opacityProperty: true, visibilityProperty: true});
  const inWindow = (r) => r.width > 0 && r.bottom > 0 && r.top < innerHeight;
  const found = new Map();
  const keep = (element, text, fault) => {
    if (fault && !(found.get(element)?.pixels >= fault.pixels))
      found.set(element, {text, how: fault.how, pixels: Math.ceil(fault.pixels)});
  };
  const walker = document.createTreeWalker(screen, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  while (walker.nextNode()) {
    const node = walker.currentNode, element = node.parentElement;
    if (!node.data.trim() || !shown(element)) continue;
    range.selectNodeContents(node);
    for (const line of range.getClientRects())
      if (inWindow(line)) keep(element, node.data, judge(line, element));
  }
  for (const field of screen.querySelectorAll('input')) {
    const over = field.scrollWidth - field.clientWidth;
    if (field.value && over > SIDE && shown(field) && inWindow(field.getBoundingClientRect()))
      keep(field, field.value, {how: 'cut', pixels: over});
  }
  return [...found.values()];
}"""
#: A long text is quoted up to here.
QUOTED = 80


def measure(page: Page) -> tuple[Overflow, ...]:
    """The texts of the screen that are cut off or stick out, in the order of the page."""
    return tuple(map(_overflow, page.evaluate(MEASURE)))


def _overflow(found: Mapping[str, Any]) -> Overflow:
    text = " ".join(found["text"].split())
    quoted = text if len(text) <= QUOTED else f"{text[: QUOTED - 1].rstrip()}…"
    return Overflow(quoted, found["how"], found["pixels"])
