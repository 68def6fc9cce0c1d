/* What CSS cannot do: the colour theme, a search that Tab can walk through, and a change of language
 * that keeps the chapter. Without it, every page can still be read, the theme follows the reader's
 * system, and the other language begins at the top of the page. */

// Colour theme: automatic → light → dark. The choice is kept on the reader's own machine.
const theme = document.querySelector(".sv-theme");
const themes = ["auto", "light", "dark"];
const current = () => document.documentElement.dataset.theme ?? "auto";
const show = () => {
  theme.dataset.theme = current();
  const name = `${theme.dataset.label} ${theme.dataset[current()]}`;
  theme.setAttribute("aria-label", name);
  theme.title = name;
};
theme.addEventListener("click", () => {
  const next = themes[(themes.indexOf(current()) + 1) % themes.length];
  if (next === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = next;
  try {
    if (next === "auto") localStorage.removeItem("samsvar.theme");
    else localStorage.setItem("samsvar.theme", next);
  } catch {
    // Storage can be forbidden; the choice then lasts as long as the page.
  }
  show();
});
theme.hidden = false;
show();

// Search: Material takes hits out of the tab order, leaves them without a name, closes the list on
// Tab, and hears keys only, so that words which are pasted or spoken find nothing.
const search = document.querySelector(".sv-search");
const opened = document.getElementById("__search");
const close = () => {
  if (opened.checked) opened.click();
};
new MutationObserver(() => {
  for (const hit of search.querySelectorAll("[tabindex='-1']")) hit.removeAttribute("tabindex");
  for (const part of search.querySelectorAll("article:not([role])")) {
    for (const element of [part, part.querySelector("h1, h2")]) {
      element.setAttribute("role", "presentation");
    }
  }
}).observe(search, { childList: true, subtree: true });
search.addEventListener("input", (event) => event.target.dispatchEvent(new Event("keyup")));
search.addEventListener("focusout", (event) => {
  if (event.relatedTarget && !search.contains(event.relatedTarget)) close();
});
document.addEventListener("pointerdown", (event) => {
  if (!search.contains(event.target)) close();
});

// Material's shortcuts of a single letter cannot be turned off by a reader (WCAG 2.1.4).
const SHORTCUTS = new Set(["f", "s", "/", "p", "n", ",", "."]);
window.addEventListener(
  "keydown",
  (event) => {
    const typing = event.target.closest?.("input");
    if (event.key === "Tab" || (SHORTCUTS.has(event.key) && !typing)) {
      event.stopImmediatePropagation();
    }
  },
  { capture: true },
);

// The other language opens at the same chapter. Twins have the same chapters in the same order, but
// each its own words in the address, so a chapter is passed on by its number: #chapter-3.
const chapters = [...document.querySelectorAll(".sv-content h2[id]")];
const named = (hash) => {
  try {
    return document.getElementById(decodeURIComponent(hash.slice(1)));
  } catch {
    return null; // a stray % is no place
  }
};
const lead = () => {
  const place = location.hash && named(location.hash);
  const begun = (chapter) =>
    chapter === place || chapter.compareDocumentPosition(place) & Node.DOCUMENT_POSITION_FOLLOWING;
  const number = place ? chapters.filter(begun).length : 0;
  for (const link of document.querySelectorAll(".sv-languages a")) {
    link.hash = number ? `chapter-${number}` : "";
  }
};
const passed = /^#chapter-(\d+)$/.exec(location.hash);
const chapter = passed && !named(location.hash) && chapters[passed[1] - 1];
if (chapter) {
  chapter.scrollIntoView({ behavior: "instant" });
  location.replace(`#${chapter.id}`);
}
lead();
window.addEventListener("hashchange", lead);

// A table that is wider than the screen scrolls by itself, also with the keyboard.
const headed = (table) => {
  let before = table;
  while (before && !/^H[1-6]$/.test(before.tagName)) {
    before = before.previousElementSibling ?? before.parentElement;
  }
  return before?.textContent ?? document.title;
};
const edges = (frame) => {
  const rest = frame.scrollWidth - frame.clientWidth - frame.scrollLeft;
  frame.toggleAttribute("data-before", frame.scrollLeft > 1);
  frame.toggleAttribute("data-after", rest > 1);
};
const fit = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    const scrolls = target.scrollWidth > target.clientWidth;
    target.toggleAttribute("tabindex", scrolls);
    if (scrolls) target.tabIndex = 0;
    edges(target);
  }
});
for (const table of document.querySelectorAll(".sv-content table:not([class])")) {
  const frame = document.createElement("div");
  frame.className = "sv-table";
  frame.setAttribute("role", "group");
  frame.setAttribute("aria-label", headed(table));
  table.replaceWith(frame);
  frame.append(table);
  frame.addEventListener("scroll", () => edges(frame), { passive: true });
  fit.observe(frame);
}

// The menu of narrow screens closes with Escape, and gives the focus back.
const menu = document.querySelector(".sv-menu");
menu.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !menu.open) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});
