/* What CSS cannot do: the colour theme, and a search that Tab can walk through. Without it, every
 * page can still be read, and the theme follows the reader's system. */

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

// A table that is wider than the screen scrolls by itself, also with the keyboard.
const named = (table) => {
  let before = table;
  while (before && !/^H[1-6]$/.test(before.tagName)) {
    before = before.previousElementSibling ?? before.parentElement;
  }
  return before?.textContent ?? document.title;
};
const fit = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    const scrolls = target.scrollWidth > target.clientWidth;
    target.toggleAttribute("tabindex", scrolls);
    if (scrolls) target.tabIndex = 0;
  }
});
for (const table of document.querySelectorAll(".sv-content table:not([class])")) {
  const frame = document.createElement("div");
  frame.className = "sv-table";
  frame.setAttribute("role", "group");
  frame.setAttribute("aria-label", named(table));
  table.replaceWith(frame);
  frame.append(table);
  fit.observe(frame);
}

// The menu of narrow screens closes with Escape, and gives the focus back.
const menu = document.querySelector(".sv-menu");
menu.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !menu.open) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});
