// What the office face adds to plain pages. Everything works without it, only slower.
"use strict";

(() => {
  const TYPING = "input, textarea, select, [contenteditable]";
  const THEMES = ["system", "light", "dark"];

  // Rows: j and k walk the first links of a table's rows; Enter is the link's own.

  const rowLinks = () =>
    [...document.querySelectorAll("table[data-rows] tbody tr")]
      .map((row) => row.querySelector("a[href], button:not([disabled])"))
      .filter(Boolean);

  const walkRows = (step) => {
    const links = rowLinks();
    const row = document.activeElement.closest("tr");
    const now = links.findIndex((link) => row && row.contains(link));
    const next = links[now < 0 ? 0 : Math.min(links.length - 1, Math.max(0, now + step))];
    if (next) {
      next.focus();
      next.closest("tr").scrollIntoView({ block: "nearest" });
    }
  };

  const openDialog = (id) => {
    const dialog = document.getElementById(id);
    if (!dialog || dialog.open) return;
    if (id === "keys") tellPageKeys(dialog.querySelector("[data-page-keys]"));
    dialog.showModal();
  };

  // The keys of the buttons of this page, below those of every page.

  const tellPageKeys = (part) => {
    const lines = [...document.querySelectorAll("[data-key]")].map((button) => {
      const [line, key, words] = ["div", "dt", "dd"].map((name) => document.createElement(name));
      key.append(Object.assign(document.createElement("kbd"), { textContent: button.dataset.key }));
      const label = button.cloneNode(true);
      label.querySelector("kbd")?.remove();
      words.textContent = label.textContent.trim() || button.getAttribute("aria-label");
      line.append(key, words);
      return line;
    });
    part.querySelector("dl").replaceChildren(...lines);
    part.hidden = lines.length === 0;
  };

  // g and a digit: that entry of the menu.

  let going = false;

  const goTo = (key) => {
    going = false;
    document.querySelectorAll(".side-groups .side-link")[Number(key) - 1]?.click();
  };

  const shortcuts = {
    j: () => walkRows(1),
    k: () => walkRows(-1),
    "/": () => document.querySelector('input[type="search"]')?.focus(),
    "?": () => openDialog("keys"),
  };

  const press = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest(TYPING) || document.querySelector("dialog[open]")) return;
    if (going && /^[1-9]$/.test(event.key)) return goTo(event.key);
    going = event.key === "g";
    const named = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    const act = named ? () => named.click() : shortcuts[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };

  // Dialogs: for browsers without command/commandfor.

  const click = (event) => {
    const opener = event.target.closest("[data-dialog]");
    if (opener) openDialog(opener.dataset.dialog);
    event.target.closest("[data-dialog-close]")?.closest("dialog")?.close();
    const theme = event.target.closest("[data-theme-switch]");
    if (theme) nextTheme();
  };

  // Theme: system, light, dark, and round again.

  const nextTheme = () => {
    const now = THEMES.indexOf(window.tanggapTheme.chosen());
    try {
      localStorage.setItem("theme", THEMES[(now + 1) % THEMES.length]);
    } catch {
      // A browser that keeps nothing keeps the system's theme.
    }
    window.tanggapTheme.apply();
    nameTheme();
  };

  const nameTheme = () => {
    for (const button of document.querySelectorAll("[data-theme-switch]")) {
      const name = button.querySelector("[data-theme-name]");
      name.textContent = name.dataset[window.tanggapTheme.chosen()];
      button.hidden = false;
    }
  };

  // Files: dropped ones go into the zone's own input; chosen ones are named.

  const zoneOf = (event) => event.target.closest?.("[data-drop-zone]");

  const drag = (event) => {
    const zone = zoneOf(event);
    if (!zone) return;
    event.preventDefault();
    zone.classList.toggle("drop-over", event.type === "dragover");
    if (event.type !== "drop") return;
    const input = zone.querySelector('input[type="file"]');
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  };

  const nameFiles = (event) => {
    const zone = zoneOf(event);
    if (!zone || event.target.type !== "file") return;
    const rounded = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 1 });
    const spoken = (size) =>
      size < 1e6 ? `${rounded.format(Math.ceil(size / 1e3))} kB` : `${rounded.format(size / 1e6)} MB`;
    zone.querySelector("[data-drop-names]").replaceChildren(
      ...[...event.target.files].map((file) => {
        const line = document.createElement("li");
        line.textContent = `${file.name} (${spoken(file.size)})`;
        return line;
      }),
    );
  };

  // What a page keeps on this device for work without a signal belongs to one officer and goes with
  // them. Where something is still to be sent, its page asks first.

  const KEPT_FOR = "tanggap.kept-for";
  const UNSENT = "tanggap.unsent";
  const kept = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  };

  const forgetVisits = () =>
    new Promise((done) => {
      localStorage.removeItem(KEPT_FOR);
      localStorage.removeItem(UNSENT);
      const request = indexedDB.deleteDatabase("tanggap-visits");
      request.onsuccess = request.onerror = request.onblocked = done;
    });

  const signOut = async (event) => {
    if (!kept(KEPT_FOR) || !new URL(event.target.action).pathname.startsWith("/akun/logout")) return;
    event.preventDefault();
    if (kept(UNSENT)) {
      location.assign(`${kept(UNSENT)}#keluar`);
    } else {
      await forgetVisits();
      event.target.submit();
    }
  };

  const user = document.body.dataset.user;
  if (user && kept(KEPT_FOR) && kept(KEPT_FOR) !== user) forgetVisits();

  document.addEventListener("submit", signOut);
  document.addEventListener("keydown", press);
  document.addEventListener("click", click);
  document.addEventListener("change", nameFiles);
  for (const kind of ["dragover", "dragleave", "drop"]) document.addEventListener(kind, drag);
  nameTheme();
  document.querySelector("[data-focus]")?.focus();
})();
