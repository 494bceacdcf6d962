// The page of a document works without this file; with it decisions are taken by keys and without loading the page anew.
"use strict";
(() => {
  const work = document.getElementById("work");
  const panel = document.getElementById("panel");
  const atHand = document.getElementById("at-hand");
  const head = document.getElementById("head");
  const said = document.getElementById("said");
  const language = document.querySelector(".bar a[hreflang]");
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
      if (!rows) continue;
      cell.classList.toggle("decided", Boolean(state?.mark));
      if (state?.mark) cell.dataset.mark = state.mark;
      else delete cell.dataset.mark;
      count(cell, state);
      if (cell.dataset.field) rewrite(cell, state?.texts?.[cell.dataset.field]);
    }
  }

  // How many findings of a row are still open; of a settled one how many there were.
  function count(cell, state) {
    const badge = cell.classList.contains("pick") && cell.querySelector(".badge");
    if (!badge) return;
    badge.dataset.all ||= badge.textContent;
    badge.textContent = (!state?.mark && state?.open) || badge.dataset.all;
  }

  // The text of a cell struck out, with what was taken beside it.
  function rewrite(cell, text) {
    const was = cell.querySelector(".was");
    if (!was) return;
    if (text?.struck) was.setAttribute("role", "deletion");
    else was.removeAttribute("role");
    for (const old of cell.querySelectorAll("ins")) old.remove();
    for (const one of text?.texts || []) {
      const made = document.createElement("ins");
      made.textContent = one;
      cell.append(made);
    }
  }

  function reveal() {
    const row = at && document.querySelector(`#sheets [data-at="${CSS.escape(at)}"]`);
    if (!row) return;
    const box = row.getBoundingClientRect();
    if (window.innerWidth > 1100 && (box.top < 60 || box.bottom > window.innerHeight - 60)) {
      row.scrollIntoView({ block: "nearest", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
    }
  }

  function put(found, focus = true) {
    atHand.innerHTML = found.panel; // escaped by the desk's templates, as the page itself is
    head.innerHTML = found.head;
    last = Math.max(last, found.last);
    at = found.at;
    panel.scrollTop = 0;
    mark(found.rows);
    reveal();
    if (focus) {
      panel.focus({ preventScroll: true });
      // At the end of the tables, and where it stands above them, it may be out of sight.
      const { top } = panel.getBoundingClientRect();
      if (top < 0 || (window.innerWidth <= 1100 && top > window.innerHeight / 2)) panel.scrollIntoView({ block: "start" });
    }
    const query = work.dataset.query ? `${work.dataset.query}&` : "";
    history.replaceState(null, "", `${base}?${query}at=${at}`);
    language.href = `${language.pathname}?next=${encodeURIComponent(location.pathname + location.search)}`;
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
    tell(found.said);
    put(found);
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.go, a.pick");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    go(link.dataset.at);
  });

  // A row opens wherever it is clicked, for whoever points; the link of its number is the way for everybody.
  document.getElementById("sheets").addEventListener("click", (event) => {
    if (event.defaultPrevented || event.target.closest("a, button, summary, input")) return;
    if (!getSelection().isCollapsed) return; // somebody is marking text
    const place = event.target.closest("[data-at]");
    if (place) go(place.dataset.at);
  });

  // What the browser says of a missing reason, in the language of the page.
  panel.addEventListener("invalid", (event) => event.target.setCustomValidity(event.target.dataset.missing || ""), true);
  panel.addEventListener("input", (event) => event.target.setCustomValidity?.(""));

  // Keys.
  const keysOn = document.getElementById("keys-on");
  keysOn.checked = localStorage.getItem("zhibiao-keys") !== "off";
  keysOn.addEventListener("change", () => localStorage.setItem("zhibiao-keys", keysOn.checked ? "on" : "off"));

  // Open what an element is folded in; whether it could be seen before.
  function unfold(element) {
    const folds = [];
    for (let fold = element?.parentElement?.closest("details:not([open])"); fold; fold = fold.parentElement.closest("details:not([open])")) folds.push(fold);
    for (const fold of folds) fold.open = true;
    return Boolean(element) && !folds.length;
  }

  // Press a button by its key; one that is folded away is shown first, and pressed the second time.
  function press(button) {
    if (unfold(button)) button.click();
    else button?.focus();
  }

  function openEdit() {
    const edit = panel.querySelector("details.edit");
    if (!edit) return;
    unfold(edit);
    edit.open = true;
    edit.querySelector("textarea").focus();
  }

  function toReason() {
    const reason = panel.querySelector("#reason");
    unfold(reason);
    reason?.focus();
  }

  const acts = {
    n: () => panel.querySelector("#go-after")?.click(),
    p: () => panel.querySelector("#go-before")?.click(),
    e: openEdit,
    i: toReason,
    s: () => press(panel.querySelector("form.confirm button")),
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
    const act = accept ? () => press(accept) : acts[event.key];
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
