// The way to the server: the list comes, reports go. A report keeps its UUID, so the server counts it
// once however often it arrives; what cannot be kept comes back with a sentence and stays to be seen.
"use strict";

window.tanggapVisits.sending = (root, store) => {
  const KEPT = ["done", "again"];
  let token = "";
  let running = null;

  class SignedOut extends Error {}

  const read = async (answer) => {
    const isJson = (answer.headers.get("Content-Type") || "").includes("json");
    if (answer.redirected || answer.status === 403 || !isJson) throw new SignedOut();
    return answer.json();
  };

  const refresh = async () => {
    const told = await read(await fetch(root.dataset.list, { headers: { Accept: "application/json" } }));
    await store.belongTo(told.user);
    await store.keepVisits(told.visits);
    token = told.csrf;
  };

  const formOf = (draft) => {
    const form = new FormData();
    form.set("uuid", draft.uuid);
    form.set("visit", String(draft.visit));
    form.set("answers", JSON.stringify(draft.answers));
    form.set("note", draft.note);
    form.set("reported_at", draft.reported_at);
    for (const [name, value] of Object.entries(draft.place || {})) form.set(name, String(value));
    draft.photos.forEach((photo, place) => form.append("photos", photo, `foto-${place + 1}.jpg`));
    return form;
  };

  const sendOne = async (draft) => {
    const answer = await fetch(root.dataset.send, {
      method: "POST", headers: { "X-CSRFToken": token, Accept: "application/json" }, body: formOf(draft),
    });
    const told = await read(answer);
    if (KEPT.includes(told.answer)) {
      await store.remove("drafts", draft.visit);
      await store.remove("visits", draft.visit);
    } else {
      await store.put("drafts", draft.visit, { ...draft, problem: told.words });
    }
    return KEPT.includes(told.answer);
  };

  // Sends everything that is ready, one after the other. Returns how many the server kept.
  const sendAll = async () => {
    if (!token) await refresh(); // a token in a stored page would be over
    let kept = 0;
    for (const draft of await store.unsent()) kept += (await sendOne(draft)) ? 1 : 0;
    return kept;
  };

  const once = (act) => {
    running ??= act().finally(() => { running = null; });
    return running;
  };

  return { SignedOut, refresh, sendAll: () => once(sendAll), token: () => token };
};
