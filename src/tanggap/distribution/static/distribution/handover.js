// Hands aid over without a signal: a list of the day's vouchers and a queue, both on this phone.
// Every entry has a UUID of its own, so the server counts it once however often it arrives.
"use strict";

(() => {
  const root = document.querySelector(".handover");
  if (!root) return;
  const find = (name) => root.querySelector(`[data-${name}]`);
  const form = find("form");
  const QUEUE = "tanggap.handover.queue";
  const LIST = "tanggap.handover.list";
  const words = root.dataset;

  const read = (key) => JSON.parse(localStorage.getItem(key) || "[]");
  const keep = (key, value) => localStorage.setItem(key, JSON.stringify(value));
  const say = (text) => {
    find("say").textContent = text;
    document.querySelector(".messages")?.replaceChildren(); // what the server said before is over
  };
  const count = () => { find("count").textContent = String(read(QUEUE).length); };
  const bare = (text) => text.toUpperCase().replace(/[\s.–—-]/g, "").replace(/[IL]/g, "1").replace(/O/g, "0").replace(/U/g, "V");

  async function fetchList() {
    const answer = await fetch(words.list, { headers: { Accept: "application/json" } });
    if (!answer.ok || answer.redirected) { say(words.reload); return; }
    const { vouchers } = await answer.json();
    keep(LIST, vouchers);
    say(`${vouchers.length} ${words.listed}`);
  }

  async function send() {
    const waiting = read(QUEUE);
    if (waiting.length === 0) return;
    const answer = await fetch(words.replay, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": form.elements.csrfmiddlewaretoken.value },
      body: JSON.stringify({ handovers: waiting.slice(0, 100) }),
    });
    if (!answer.ok || answer.redirected) { say(words.reload); return; }
    const { answers } = await answer.json();
    const settled = new Set(answers.map((one) => one.uuid));
    keep(QUEUE, read(QUEUE).filter((one) => !settled.has(one.uuid)));
    const wrong = answers.filter((one) => one.answer !== "done" && one.answer !== "again");
    say(wrong.length ? wrong.map((one) => `${voucherOf(waiting, one.uuid)}: ${one.words}`).join(" ") : answers.at(-1).words);
    count();
  }

  const voucherOf = (waiting, uuid) => (waiting.find((one) => one.uuid === uuid) || {}).voucher || "";

  async function known(text) {
    const parts = text.trim().toUpperCase().split(/\s+/);
    const scanned = parts.length === 3 && parts[0] === "TANGGAP";
    const code = bare(scanned ? parts[1] : text);
    const row = read(LIST).find((one) => bare(one.voucher) === code);
    if (!row || !scanned) return row;
    const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(`TANGGAP ${code} ${parts[2]}`));
    const hex = [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return hex.startsWith(row.check) ? row : undefined;
  }

  async function show(text) {
    const row = await known(text);
    say(row ? `${words.genuine} ${row.name}, RT ${row.rt || "—"}` : words.strange);
    return row;
  }

  async function submitted(event) {
    if (navigator.onLine) return; // the server answers better than a list
    event.preventDefault();
    const voucher = form.elements.voucher.value;
    const row = await show(voucher);
    if (!row || (event.submitter && event.submitter.name === "cari")) return;
    if (read(QUEUE).some((one) => bare(one.voucher) === bare(row.voucher))) { say(words.taken); return; }
    const entry = {
      uuid: crypto.randomUUID(), voucher: voucher.trim(), to: form.elements.to.value,
      taken_by: form.elements.taken_by.value, handed_at: new Date().toISOString(),
    };
    if (form.elements.letter.checked) entry.letter = "on";
    keep(QUEUE, [...read(QUEUE), entry]);
    form.reset();
    say(`${row.name}. ${words.kept}`);
    count();
  }

  async function scan() {
    const video = find("video");
    const detector = new BarcodeDetector({ formats: ["qr_code"] });
    const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    video.srcObject = stream;
    video.hidden = false;
    await video.play();
    for (let tries = 0; tries < 150; tries += 1) {
      const [found] = await detector.detect(video);
      if (found) { form.elements.voucher.value = found.rawValue; await show(found.rawValue); break; }
      await new Promise((next) => { setTimeout(next, 200); });
    }
    stream.getTracks().forEach((track) => track.stop());
    video.hidden = true;
  }

  const safely = (act) => () => act().catch(() => say(words.reload));
  const wipe = () => localStorage.removeItem(LIST);
  find("offline-tools").hidden = false;
  find("fetch").addEventListener("click", safely(fetchList));
  find("send").addEventListener("click", safely(send));
  find("wipe").addEventListener("click", () => { wipe(); say(`0 ${words.listed}`); });
  form.addEventListener("submit", submitted);
  addEventListener("online", safely(send));
  document.addEventListener("submit", (event) => { if (event.target.action.includes("/akun/logout")) wipe(); });
  if ("BarcodeDetector" in window && navigator.mediaDevices) {
    find("scan").hidden = false;
    find("scan").addEventListener("click", safely(scan));
  }
  count();
  if (navigator.onLine) safely(send)();
})();
