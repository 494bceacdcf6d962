// The page of a document works without this file; with it decisions are taken by keys and without loading the page anew.
"use strict";
(() => {
  const work = document.getElementById("work");
  const panel = document.getElementById("panel");
  const head = document.getElementById("head");
  const said = document.getElementById("said");
  const base = `/documents/${work.dataset.key}`;
  const csrf = document.body.dataset.csrf;
  let last = Number(work.dataset.last);
  let at = panel.querySelector("[data-current]")?.dataset.current || "";
  let busy = false;
  let turn = Promise.resolve(); // one request after the other

  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, key) => values[key]);

  function tell(text, bad = false) {
    said.classList.toggle("bad", bad);
    said.textContent = text;
  }

  function mark(rows) {
    for (const cell of document.querySelectorAll("#sheets [data-at]")) {
      const state = rows && rows[cell.dataset.at];
      cell.classList.toggle("current", cell.dataset.at === at);
      if (rows) cell.classList.toggle("decided", Boolean(state && state.settled));
    }
  }

  function reveal() {
    const row = at && document.querySelector(`#sheets [data-at="${CSS.escape(at)}"]`);
    if (!row) return;
    const box = row.getBoundingClientRect();
    if (window.innerWidth > 1100 && (box.top < 60 || box.bottom > window.innerHeight - 60)) {
      row.scrollIntoView({ block: "center", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
    }
  }

  function put(found, focus = true) {
    panel.innerHTML = found.panel; // escaped by the desk's templates, as the page itself is
    head.innerHTML = found.head;
    last = Math.max(last, found.last);
    at = found.at;
    panel.scrollTop = 0;
    mark(found.rows);
    reveal();
    if (focus) panel.focus({ preventScroll: true });
    const query = work.dataset.query ? `${work.dataset.query}&` : "";
    history.replaceState(null, "", `${base}?${query}at=${at}`);
  }

  function ask(path, options = {}) {
    turn = turn.then(() => really(path, options));
    return turn;
  }

  async function really(path, options) {
    busy = true;
    panel.setAttribute("aria-busy", "true");
    try {
      const response = await fetch(path, { ...options, headers: { "X-CSRF": csrf } });
      const found = await response.json();
      if (response.ok) return found;
      tell(found.text, true);
      if (response.status === 409) go(at, false); // what the other one decided
      return null;
    } catch {
      tell(said.dataset.lost, true);
      return null;
    } finally {
      busy = false;
      panel.removeAttribute("aria-busy");
    }
  }

  async function go(place, clear = true) {
    const query = work.dataset.query ? `${work.dataset.query}&` : "";
    const found = await ask(`${base}/place?${query}at=${encodeURIComponent(place)}`);
    if (!found) return;
    if (clear) tell("");
    put(found);
  }

  document.addEventListener("submit", async (event) => {
    const form = event.target.closest("form.act");
    if (!form) return;
    event.preventDefault();
    if (busy) return; // sent twice by the same hand
    tell("");
    const found = await ask(form.getAttribute("action"), { method: "POST", body: new FormData(form, event.submitter) });
    if (!found) return;
    put(found);
    tell(fill(said.dataset.saved, { at: found.said }));
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.go, a.pick");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    go(link.dataset.at);
  });

  // Keys.
  const keysOn = document.getElementById("keys-on");
  keysOn.checked = localStorage.getItem("zhibiao-keys") !== "off";
  keysOn.addEventListener("change", () => localStorage.setItem("zhibiao-keys", keysOn.checked ? "on" : "off"));

  function openEdit() {
    const edit = panel.querySelector("details.edit");
    if (!edit) return;
    edit.open = true;
    edit.querySelector("textarea").focus();
  }

  const acts = {
    n: () => panel.querySelector("#go-after")?.click(),
    p: () => panel.querySelector("#go-before")?.click(),
    e: openEdit,
    i: () => panel.querySelector("#reason")?.focus(),
    s: () => panel.querySelector("form.confirm button")?.click(),
    u: () => panel.querySelector("form.undo button")?.click(),
    c: () => {
      const label = panel.querySelector("details.label");
      if (!label) return;
      label.open = true;
      label.querySelector("select")?.focus();
    },
  };
  acts.j = acts.n;
  acts.k = acts.p;

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !keysOn.checked) return;
    const typing = event.target.closest("input:not([type=checkbox]), textarea, select");
    if (typing) {
      if (event.key === "Escape") panel.focus();
      return;
    }
    const accept = /^[1-9]$/.test(event.key) && panel.querySelector(`[data-accept="${event.key}"]`);
    const act = accept ? () => accept.click() : acts[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });

  // The filter works as soon as it is changed.
  const filter = document.getElementById("filter");
  filter.addEventListener("change", () => filter.requestSubmit());

  // What others decide meanwhile.
  async function news() {
    if (document.hidden || busy) return;
    const response = await fetch(`${base}/news?after=${last}`).catch(() => null);
    if (!response || !response.ok) return;
    const found = await response.json();
    const others = found.lines.filter((line) => line.id > last);
    if (found.stage !== work.dataset.stage) location.reload();
    if (!others.length) return;
    last = Math.max(...others.map((line) => line.id));
    const strangers = others.filter((line) => !line.own);
    if (strangers.length) {
      const line = strangers[strangers.length - 1];
      tell(fill(said.dataset.other, { who: line.who, at: line.place }));
    }
    const isTyping = panel.contains(document.activeElement) && document.activeElement.matches("textarea, input, select");
    if (isTyping) return; // what is being written stays; sending it will say that somebody was faster
    const pieces = await fetch(`${base}/place?${work.dataset.query ? `${work.dataset.query}&` : ""}at=${encodeURIComponent(at)}`);
    if (pieces.ok) put(await pieces.json(), false);
  }
  setInterval(news, 3000);

  mark(JSON.parse(work.dataset.rows));
  reveal();
  work.dataset.ready = "yes";
})();
