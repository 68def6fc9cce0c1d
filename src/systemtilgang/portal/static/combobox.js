// A list to choose from becomes a field that one can type in (PORTAL.md 6.1): the editable combobox
// with list autocomplete of the ARIA Authoring Practices Guide. The list stays, hidden, as what the
// form sends; the template that it names holds the field, its button and its options.
// Designsystemet's own (`ds-suggestion`) needs five more packages, and speaks English by itself.
(() => {
  "use strict";

  // Keys that move the cursor in the text, where the reader is then, and no longer in the list.
  const IN_TEXT = new Set(["ArrowLeft", "ArrowRight", "Home", "End"]);

  const plain = (text) => text.trim().toLowerCase();
  const same = (one, other) => plain(one) === plain(other);
  const has = (text, sought) => plain(text).includes(plain(sought));

  const itemOf = (option, id) => {
    const item = document.createElement("li");
    const vendor = document.createElement("small");
    vendor.textContent = option.dataset.vendor;
    item.append(`${option.dataset.name} `, vendor);
    item.id = id;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    return item;
  };

  class Combobox {
    hits = [];
    active = null;
    isOpen = false;

    constructor(select) {
      const template = document.getElementById(select.dataset.combobox);
      const box = document.importNode(template.content, true).firstElementChild;
      this.select = select;
      this.input = box.querySelector("input");
      this.clear = box.querySelector("button");
      this.list = box.querySelector("[role=listbox]");
      this.status = box.querySelector("[role=status]");
      this.options = [...select.options].filter((each) => each.value);
      this.items = new Map(
        this.options.map((each, at) => [each, itemOf(each, `${this.list.id}-${at}`)]),
      );
      this.input.id = select.id;
      select.removeAttribute("id");
      select.required = false; // the field is
      select.hidden = true;
      select.after(box);
      this.choose(this.chosen);
      this.listen();
    }

    listen() {
      const { input, clear, list } = this;
      input.addEventListener("keydown", (event) => this.press(event));
      input.addEventListener("input", () => this.type());
      input.addEventListener("click", () => (this.isOpen ? this.close() : this.open()));
      input.addEventListener("blur", () => this.choose(this.chosen));
      clear.addEventListener("click", () => { this.choose(null); input.focus(); });
      list.addEventListener("click", ({ target }) => {
        const item = target.closest("[role=option]");
        if (item) this.choose(this.hits.find((each) => this.items.get(each) === item));
      });
      // The field keeps the focus.
      for (const each of [list, clear]) {
        each.addEventListener("mousedown", (event) => event.preventDefault());
      }
    }

    get chosen() {
      return this.options.find((each) => each.selected);
    }

    choose(option) {
      this.select.value = option ? option.value : "";
      this.input.value = option ? option.text : "";
      this.clear.hidden = !option;
      this.close();
    }

    // A name that is typed in full is chosen, if only one has it; the list stays open, for there may
    // be longer names.
    type() {
      const typed = this.input.value;
      const isNamed = (each) => same(each.dataset.name, typed) || same(each.text, typed);
      const named = this.options.filter(isNamed);
      this.select.value = named.length === 1 ? named[0].value : "";
      this.clear.hidden = typed === "";
      this.open(typed);
    }

    open(sought = this.chosen ? "" : this.input.value) {
      const isHit = (option) => same(option.text, sought)
        || has(option.dataset.name, sought) || has(option.dataset.vendor, sought);
      this.hits = this.options.filter(isHit);
      this.list.replaceChildren(...this.hits.map((each) => this.items.get(each)));
      this.isOpen = true;
      this.show();
    }

    close() {
      this.isOpen = false;
      this.show();
    }

    // How many there are is said aloud; that there is none is also shown, where they would be.
    show() {
      const { list, status, isOpen, hits } = this;
      const { none, one, many } = status.dataset;
      list.hidden = !isOpen || hits.length === 0;
      this.input.setAttribute("aria-expanded", String(!list.hidden));
      const found = [none, one][hits.length] ?? many.replace("{count}", hits.length);
      status.textContent = isOpen ? found : "";
      status.className = isOpen && list.hidden ? "combobox__list card" : "ds-sr-only";
      this.activate(null);
    }

    activate(option) {
      this.items.get(this.active)?.setAttribute("aria-selected", "false");
      this.active = option;
      const item = this.items.get(option);
      item?.setAttribute("aria-selected", "true");
      item?.scrollIntoView({ block: "nearest" });
      if (item) this.input.setAttribute("aria-activedescendant", item.id);
      else this.input.removeAttribute("aria-activedescendant");
    }

    // To the next option or the one before it, around the ends; into the list when not in it yet.
    move(step) {
      if (!this.isOpen) this.open();
      const { hits } = this;
      const from = this.active ? hits.indexOf(this.active) : Math.min(-step, 0);
      this.activate(hits[(from + step + hits.length) % hits.length] ?? null);
    }

    press(event) {
      if (IN_TEXT.has(event.key)) this.activate(null);
      if (!this.isHandled(event)) return;
      event.preventDefault();
      event.stopPropagation();
    }

    // Enter in a closed list sends the form, Escape in an empty field is for what is around it.
    isHandled({ key, altKey }) {
      const { isOpen, active, chosen } = this;
      if (key === "ArrowDown") altKey ? this.open() : this.move(1);
      else if (key === "ArrowUp") altKey ? this.close() : this.move(-1);
      else if (key === "Enter" && isOpen) { if (active ?? chosen) this.choose(active ?? chosen); }
      else if (key === "Escape" && isOpen) this.close();
      else if (key === "Escape" && this.input.value) this.choose(null);
      else return false;
      return true;
    }
  }

  const start = () => {
    const found = document.querySelectorAll("select[data-combobox]:not([hidden])");
    found.forEach((select) => new Combobox(select));
  };
  document.addEventListener("htmx:afterSwap", start);
  start();
})();
