// Nobody was met: why, and when the officer comes again. Kept on the phone until it is sent; several
// attempts at one door may wait here, and go in their order.
"use strict";

window.tanggapVisits.unmet = (root, store, word) => {
  const MOST = 3; // after the third the desk goes on
  const find = (name) => root.querySelector(`[data-unmet-${name}]`);
  const form = root.querySelector("[data-unmet]");
  const dateOf = (moment) => moment.toLocaleDateString("sv", { timeZone: "Asia/Jakarta" });
  const today = () => dateOf(new Date());
  let visit = null;
  let place = null;
  let made = 0;

  const waiting = async (id) => (await store.all("attempts"))
    .filter((one) => one.visit === id)
    .sort((one, two) => one.made_at.localeCompare(two.made_at));

  const labelOf = (why) => form.querySelector(`input[value="${why}"]`).closest("label").textContent.trim();

  const showPlace = () => {
    find("place").textContent = place ? `${word("place")} ${place.accuracy} m.` : "";
  };

  const isLast = () => made + 1 >= MOST;

  const show = async (one) => {
    visit = one;
    place = null;
    made = (one.attempts || []).length + (await waiting(one.id)).length;
    form.reset();
    form.elements.next_on.min = today();
    find("next").hidden = isLast();
    find("last").hidden = !isLast();
    find("errors").hidden = true;
    find("back").href = `#kunjungan-${one.id}`;
    showPlace();
  };

  const faults = () => {
    const found = [];
    if (!form.elements.why.value) found.push([form.elements.why[0], word("why-missing")]);
    if (!isLast() && !form.elements.next_on.value) found.push([form.elements.next_on, word("day-missing")]);
    else if (!isLast() && form.elements.next_on.value < today()) found.push([form.elements.next_on, word("day-over")]);
    return found;
  };

  const showFaults = (found) => {
    form.querySelectorAll(".field").forEach((field) => field.classList.toggle("has-errors", found.some(([input]) => field.contains(input))));
    find("errors").hidden = !found.length;
    find("errors").querySelector("ul").replaceChildren(...found.map(([input, words]) => {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = `#${input.id}`;
      link.textContent = words;
      link.addEventListener("click", (event) => { event.preventDefault(); input.focus(); });
      item.append(link);
      return item;
    }));
    if (found.length) find("errors").focus();
    return found.length > 0;
  };

  // Returns whether the attempt was kept on the phone.
  const keep = async () => {
    if (showFaults(faults())) return false;
    const attempt = {
      uuid: crypto.randomUUID(), visit: visit.id, why: form.elements.why.value,
      next_on: isLast() ? "" : form.elements.next_on.value, note: form.elements.note.value,
      made_at: new Date().toISOString(), place, problem: "",
    };
    await store.put("attempts", attempt.uuid, attempt);
    return true;
  };

  // What was tried before: by the server's list, then what waits on this phone.
  const lines = (one, attempts, day) => [
    ...(one.attempts || []).map((before) => `${day(before.on)}: ${before.why}`),
    ...attempts.map((before) => `${day(dateOf(new Date(before.made_at)))}: ${labelOf(before.why)} (${word("ready")})`),
  ];

  find("locate").addEventListener("click", () => store.locate(find("place"), word, (found) => { place = found; showPlace(); }));

  return { form, keep, lines, show, waiting };
};
