// What JavaScript adds to pages that work without it: dialogs that are modal to the browser with
// focus where it belongs, Escape, answers while typing, and one flag, <html aria-busy>, that is
// set from the first event until the page has settled.
(() => {
  "use strict";

  const DEBOUNCE_MS = 300;
  const root = document.documentElement;
  let requests = 0;
  let waiting = 0;
  let lastPath = location.pathname;
  let panelWasShown = Boolean(document.querySelector("[data-panel]"));
  let trigger = "";
  let triggerInDialog = "";

  // A page that goes on by itself, a request at a time, until all is done.
  const goesOn = () => document.querySelector("[data-going-on]");

  const updateBusy = () => {
    if (requests > 0 || waiting || goesOn()) root.setAttribute("aria-busy", "true");
    else root.removeAttribute("aria-busy");
  };

  // A change that will be sent when the debounce is over; a little longer, so that a change that
  // was taken back, and is therefore never sent, does not leave the page busy.
  const announce = () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => { waiting = 0; updateBusy(); }, DEBOUNCE_MS + 50);
    updateBusy();
  };

  const dialog = () => document.querySelector("dialog[data-modal]");
  const panel = () => document.querySelector("[data-panel]");
  const question = () => document.querySelector("[data-confirm]");

  // The server renders an open dialog; the browser's own modal dialog also keeps the keyboard in.
  const makeModal = () => {
    const open = dialog();
    if (!open || open.matches(":modal")) return false;
    open.removeAttribute("open");
    open.showModal();
    const first = open.querySelector("[autofocus]") || open.querySelector("[tabindex='-1']");
    if (first) first.focus();
    return true;
  };

  const close = () => {
    const open = dialog();
    if (open) {
      if (!open.hasAttribute("data-forced")) open.querySelector("[data-close]")?.click();
      return true;
    }
    const shown = panel();
    if (!shown) {
      const asked = question();
      asked?.querySelector("[data-close]")?.click();
      return Boolean(asked);
    }
    const inHeader = shown.matches("dialog") ? "actor-button" : "menu-button";
    const opener = shown.dataset.opener || inHeader;
    document.getElementById(opener)?.click();
    return true;
  };

  // Where the keyboard goes when htmx has replaced the element that had it: into a menu that has
  // just opened, back to what opened a dialog or a menu, or to the heading of a new page. A question
  // in the page has `autofocus`, which htmx heeds.
  const focusAfterSwap = () => {
    const becameModal = makeModal();
    const moved = location.pathname !== lastPath;
    const shown = panel();
    const opened = shown && !panelWasShown;
    lastPath = location.pathname;
    panelWasShown = Boolean(shown);
    if (moved) window.scrollTo(0, 0);
    const active = document.activeElement;
    const isLost = !active || active === document.body || active === dialog();
    if (dialog() && isLost && !becameModal) {
      const again = document.getElementById(triggerInDialog);
      (again || dialog().querySelector("[tabindex='-1']"))?.focus({ preventScroll: true });
    }
    if (becameModal || dialog() || !(opened || isLost)) return;
    const back = moved ? null : document.getElementById(trigger);
    const first = shown?.querySelector("input:not([type='hidden']), [role^=menuitem], button");
    (first || back || document.querySelector("h1"))?.focus({ preventScroll: true });
  };

  const lookUp = (field) => {
    const form = field.form;
    const complete = field.value.replaceAll(" ", "").length === 9;
    const shown = document.querySelector(".found, #number-error .ds-validation-message");
    if (complete || shown) form.dispatchEvent(new Event("lookup"));
  };

  document.addEventListener("input", (event) => {
    const form = event.target.form;
    if (!form || !form.hasAttribute("data-live")) return;
    if (form.hasAttribute("data-lookup")) lookUp(event.target);
    else announce();
  }, true);

  // While a decision is being sent its button says so, and neither can be pressed once more.
  const showSaving = (button) => {
    const label = button.querySelector(".label");
    const said = label.textContent;
    const both = [...button.closest("[data-decision]").querySelectorAll("button")];
    label.textContent = button.dataset.saving;
    both.forEach((each) => each.setAttribute("aria-disabled", "true"));
    document.addEventListener("htmx:afterRequest", () => {
      label.textContent = said;
      both.forEach((each) => each.removeAttribute("aria-disabled"));
    }, { once: true });
  };

  // Enter in the number field adds the organisation once it is found.
  document.addEventListener("submit", (event) => {
    if (event.target.hasAttribute("data-download")) return; // the page stays as it is
    root.setAttribute("aria-busy", "true");
    if (event.submitter?.dataset.saving) showSaving(event.submitter);
    if (!event.target.hasAttribute("data-lookup")) return;
    const add = document.getElementById("add-organization");
    const sent = add && add.form.elements.number.value;
    if (add && !add.disabled && sent === event.target.elements.number.value) {
      event.preventDefault();
      event.stopImmediatePropagation();
      add.click();
    }
  }, true);

  document.addEventListener("click", (event) => {
    const control = event.target.closest("button, a");
    if (control?.getAttribute("aria-disabled") === "true") {
      event.preventDefault();
      return;
    }
    if (control && control.id && !dialog() && !control.closest("[data-confirm]")) {
      trigger = control.id;
    } else if (control && control.id && control.ariaHasPopup === "dialog") {
      triggerInDialog = control.id;
    }
    const open = dialog();
    if (open && event.target === open && isOutside(open, event)) close();
    const shown = panel() || question();
    // A switch beside a filter is sent by its form, and the answer closes the filter.
    const isSent = shown?.dataset.opener && event.target.closest("[data-live]");
    if (shown && !control && !isSent && !shown.contains(event.target)) close();
  });

  const isOutside = (open, event) => {
    const box = open.getBoundingClientRect();
    return event.clientX < box.left || event.clientX > box.right
      || event.clientY < box.top || event.clientY > box.bottom;
  };

  document.addEventListener("cancel", (event) => {
    if (event.target === dialog()) { event.preventDefault(); close(); }
  }, true);

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && close()) event.preventDefault();
    const group = event.target.closest?.("[role=menu], [role=tablist]");
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (!group || !step) return;
    const items = [...group.querySelectorAll("[role^=menuitem]:not(:disabled), [role=tab]")]
      .filter((item) => item.getClientRects().length > 0);
    const next = items[(items.indexOf(event.target) + step + items.length) % items.length];
    next?.focus();
    event.preventDefault();
  });

  // An answer without the part that was asked for (a log-in page, an error) replaces everything.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const wanted = event.detail.target?.id;
    if (wanted && !event.detail.serverResponse.includes(`id="${wanted}"`)) {
      event.detail.shouldSwap = false;
      location.assign(event.detail.xhr.responseURL);
    }
  });

  document.addEventListener("htmx:beforeRequest", () => { requests += 1; updateBusy(); });
  document.addEventListener("htmx:afterRequest", () => {
    requests = Math.max(0, requests - 1);
    clearTimeout(waiting);
    waiting = 0;
    focusAfterSwap();
    updateBusy();
  });
  window.addEventListener("pageshow", updateBusy);

  const start = () => { makeModal(); updateBusy(); };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
