(function () {
  "use strict";
  const all = (selector, root) => Array.from((root || document).querySelectorAll(selector));
  const form = document.getElementById("filters");

  // Paper has no buttons: everything is open while printing, and as it was afterwards.
  const opened = [];
  window.addEventListener("beforeprint", () => {
    all("details:not([open])").forEach((box) => { box.open = true; opened.push(box); });
  });
  window.addEventListener("afterprint", () => {
    opened.splice(0).forEach((box) => { box.open = false; });
  });
  if (!form) return;
  form.hidden = false;

  const fold = (text) => text.normalize("NFKC").toLowerCase();
  const items = all("tbody.item").map((body) => ({
    body: body,
    findings: all(".finding", body),
    marks: all("mark", body),
    badges: all(".c-findings .badge", body),
    text: fold(body.textContent),
  }));
  const tableFindings = all(".whole").map((box) => ({ box: box, findings: all(".finding", box) }));
  const shown = document.getElementById("shown");
  const toggle = document.getElementById("toggle");
  const boxes = all("input[name=sev]", form);

  function read() {
    return {
      sev: boxes.filter((box) => box.checked).map((box) => box.value),
      rule: form.elements.rule.value,
      q: form.elements.q.value.trim(),
      only: form.elements.only.checked,
    };
  }

  function apply() {
    const state = read();
    const everySeverity = state.sev.length === boxes.length;
    const words = fold(state.q).split(/\s+/).filter(Boolean);
    const wanted = (sev, code) => state.sev.includes(sev) && (!state.rule || code === state.rule);
    const keep = (finding) => {
      const good = wanted(finding.dataset.sev, finding.dataset.code);
      finding.hidden = !good;
      return good;
    };
    let count = 0;
    items.forEach((item) => {
      const kept = item.findings.filter(keep);
      const codes = kept.map((finding) => finding.dataset.code);
      const narrow = state.only || state.rule || !everySeverity;
      const good = (!narrow || kept.length > 0) && words.every((word) => item.text.includes(word));
      item.body.hidden = !good;
      count += good ? 1 : 0;
      item.marks.forEach((mark) => {
        mark.classList.toggle("off", !mark.dataset.codes.split(" ").some((code) => codes.includes(code)));
      });
      item.badges.forEach((badge) => { badge.hidden = !state.sev.includes(badge.dataset.sev); });
    });
    tableFindings.forEach((whole) => { whole.box.hidden = whole.findings.filter(keep).length === 0; });
    all(".goal-table").forEach((table) => {
      const rows = all("tbody.item", table);
      table.querySelector(".nothing").hidden = rows.length === 0 || rows.some((row) => !row.hidden);
    });
    shown.textContent = shown.dataset.text.replace("{shown}", count).replace("{all}", items.length);
    shown.classList.toggle("filtered", count < items.length);
  }

  // The filter stands in the address (#sev=high,low&rule=VG01&q=…&only=1), so that a view can be sent on.
  function remember() {
    const state = read();
    const parts = new URLSearchParams();
    if (state.sev.length < boxes.length) parts.set("sev", state.sev.join(","));
    if (state.rule) parts.set("rule", state.rule);
    if (state.q) parts.set("q", state.q);
    if (state.only) parts.set("only", "1");
    const hash = parts.toString();
    history.replaceState(null, "", hash ? "#" + hash : location.pathname + location.search);
  }

  function recall() {
    const hash = location.hash.slice(1);
    if (hash && !hash.includes("=")) return; // a plain anchor, not a filter
    const parts = new URLSearchParams(hash);
    const sev = parts.has("sev") ? parts.get("sev").split(",") : null;
    boxes.forEach((box) => { box.checked = !sev || sev.includes(box.value); });
    const rule = parts.get("rule") || "";
    if (rule && !all("option", form.elements.rule).some((option) => option.value === rule)) {
      form.elements.rule.add(new Option(rule, rule)); // a rule that found nothing here: show nothing, not all
    }
    form.elements.rule.value = rule;
    form.elements.q.value = parts.get("q") || "";
    form.elements.only.checked = parts.get("only") === "1";
  }

  let waiting = 0;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => { apply(); remember(); }, 80);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => { apply(); remember(); }));
  window.addEventListener("hashchange", () => { recall(); apply(); });
  toggle.addEventListener("click", () => {
    const open = toggle.textContent === toggle.dataset.open;
    all("details.more").forEach((box) => { box.open = open; });
    toggle.textContent = open ? toggle.dataset.close : toggle.dataset.open;
  });
  // Table heads stick right below the bar, whose height depends on the width of the window.
  const measure = () => document.documentElement.style.setProperty("--bar", form.offsetHeight + "px");
  new ResizeObserver(measure).observe(form);
  recall();
  apply();
  measure();
})();
