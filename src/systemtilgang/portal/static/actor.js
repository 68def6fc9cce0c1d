// Tells when another tab has changed the actor, so that one sees whom one acts for (PORTAL.md 1.1).
// The page keeps whom it was made for, the cookie says who is chosen now.
(() => {
  "use strict";

  const POLL_MS = 2000;
  const COOKIE = "AltinnPartyUuid=";
  const root = document.documentElement;

  const chosen = () => document.cookie.split("; ")
    .find((each) => each.startsWith(COOKIE))?.slice(COOKIE.length);

  // However it is closed, the page is loaded again. Its keys are not for what lies behind it.
  const tell = (template) => {
    const dialog = document.importNode(template.content, true).querySelector("dialog");
    dialog.querySelector("button").addEventListener("click", () => dialog.close());
    dialog.addEventListener("keydown", (event) => event.stopPropagation());
    dialog.addEventListener("close", () => {
      clearInterval(watch);
      location.reload();
    });
    document.body.append(dialog);
    dialog.showModal();
  };

  // A page that is on its way may be for the new actor already.
  const look = () => {
    const template = document.getElementById("actor-changed");
    const isTold = document.getElementById("actor-changed-dialog");
    if (!template || isTold || root.hasAttribute("aria-busy")) return;
    const now = chosen();
    if (now && now !== template.dataset.actor) tell(template);
  };

  const watch = setInterval(look, POLL_MS);
  document.addEventListener("visibilitychange", look);
})();
