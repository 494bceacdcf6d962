// Files dropped or chosen are sent one by one, so that each shows how far it is; then the queue is asked until all are read.
"use strict";
(() => {
  const csrf = document.body.dataset.csrf;
  const form = document.getElementById("upload");
  const queue = document.getElementById("queue");
  const bar = document.getElementById("queue-bar");
  const said = document.getElementById("queue-said");
  const list = document.getElementById("queue-files");
  let batch = queue.dataset.batch;
  let sending = 0;

  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, key) => values[key]);

  function line(name) {
    const item = document.createElement("li");
    for (const part of ["name", "text", "failure"]) {
      const span = document.createElement("span");
      span.className = part;
      item.append(span, " ");
    }
    item.querySelector(".name").textContent = name;
    list.append(item);
    return item;
  }

  function show(item, state, text, failure) {
    item.className = "state-" + state;
    item.querySelector(".text").textContent = text;
    const place = item.querySelector(".failure");
    if (place) place.textContent = failure || "";
  }

  // XMLHttpRequest, since fetch does not say how much was sent.
  function send(file, item) {
    return new Promise((done) => {
      const data = new FormData();
      data.append("file", file, file.name);
      if (batch) data.append("batch", batch);
      const request = new XMLHttpRequest();
      request.open("POST", "/upload");
      request.setRequestHeader("X-CSRF", csrf);
      request.responseType = "json";
      request.upload.onprogress = (event) => {
        const share = event.lengthComputable ? Math.round(100 * event.loaded / event.total) : 0;
        show(item, "sending", fill(said.dataset.sending, { share }), "");
      };
      request.onloadend = () => {
        const answer = request.response || {};
        if (request.status === 200) {
          batch = answer.batch;
          item.dataset.key = answer.keys[0];
        } else {
          show(item, "failed", "", answer.text || said.dataset.failed);
        }
        done();
      };
      request.send(data);
    });
  }

  async function sendAll(files) {
    if (!files.length) return;
    queue.hidden = false;
    queue.scrollIntoView({ block: "nearest" });
    sending += 1;
    const items = files.map((file) => line(file.name));
    for (let at = 0; at < files.length; at += 1) {
      await send(files[at], items[at]);
      if (at === 0) ask();
    }
    sending -= 1;
  }

  let asking = false;
  async function ask() {
    if (asking || !batch) return;
    asking = true;
    let wait = 400;
    while (true) {
      const response = await fetch(`/batches/${batch}/queue`).catch(() => null);
      if (response && response.ok) {
        const found = await response.json();
        draw(found);
        if (!found.waiting && !sending) break;
      } else if (response && response.status < 500) {
        break;
      }
      await new Promise((next) => setTimeout(next, wait));
      wait = Math.min(wait * 1.3, 3000);
    }
    asking = false;
    if (form) {
      said.replaceChildren(said.dataset.done + " ");
      const link = document.createElement("a");
      link.href = `/batches/${batch}`;
      link.textContent = queue.dataset.open;
      said.append(link);
      await refresh();
    } else {
      location.reload();
    }
  }

  function draw(found) {
    const all = found.waiting + found.done;
    bar.max = all || 1;
    bar.value = found.done;
    said.textContent = fill(said.dataset.reading, { done: found.done, all });
    for (const file of found.files) {
      const item = list.querySelector(`[data-key="${file.key}"]`) || line(file.name);
      item.dataset.key = file.key;
      show(item, file.state, file.text, file.failure);
      if (file.state === "read" && !item.querySelector("a")) {
        const link = document.createElement("a");
        link.href = `/documents/${file.key}`;
        link.textContent = file.name;
        item.querySelector(".name").replaceChildren(link);
      }
    }
    // A zip has gone: its files stand in its place.
    const known = new Set(found.files.map((file) => file.key));
    for (const item of list.children) {
      if (item.dataset.key && !known.has(item.dataset.key)) item.remove();
    }
  }

  // The lists below are those of before: the ones of the page as it is now take their place.
  async function refresh() {
    const response = await fetch("/").catch(() => null);
    if (!response || !response.ok || response.redirected) return; // redirected: somebody has to sign in again
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    for (const section of document.querySelectorAll("main > .batch")) section.remove();
    queue.after(...page.querySelectorAll("main > .batch"));
  }

  async function walk(entry) {
    if (entry.isFile) return [await new Promise((done, failed) => entry.file(done, failed))];
    const reader = entry.createReader();
    const found = [];
    while (true) {
      const some = await new Promise((done, failed) => reader.readEntries(done, failed));
      if (!some.length) break;
      for (const one of some) found.push(...await walk(one));
    }
    return found;
  }

  if (form) {
    const zone = document.getElementById("drop");
    const input = form.querySelector("input[name=file]");
    const folder = document.getElementById("folder");
    folder.hidden = false;
    form.classList.add("sends"); // files go as soon as they are chosen
    document.getElementById("send").hidden = true;
    const readable = input.accept.split(",");
    const wanted = (file) => !file.name.startsWith(".") && !file.name.startsWith("~$")
      && readable.some((suffix) => file.name.toLowerCase().endsWith(suffix));
    input.addEventListener("change", () => { sendAll([...input.files]); input.value = ""; });
    folder.querySelector("input").addEventListener("change", (event) => {
      sendAll([...event.target.files].filter(wanted));
      event.target.value = "";
    });
    for (const name of ["dragenter", "dragover"]) {
      document.addEventListener(name, (event) => { event.preventDefault(); zone.classList.add("over"); });
    }
    document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) zone.classList.remove("over"); });
    document.addEventListener("drop", async (event) => {
      event.preventDefault();
      zone.classList.remove("over");
      const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry && item.webkitGetAsEntry()).filter(Boolean);
      const files = [...event.dataTransfer.files];
      if (!entries.length) return sendAll(files);
      const found = [];
      for (const entry of entries) {
        const inside = await walk(entry);
        found.push(...(entry.isDirectory ? inside.filter(wanted) : inside));
      }
      return sendAll(found);
    });
  } else {
    ask();
  }
})();
