// The way to the server: the list comes, reports and attempts go. Each keeps its UUID, so the server counts it
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

  const post = async (address, body) => read(await fetch(address, {
    method: "POST", headers: { "X-CSRFToken": token, Accept: "application/json" }, body,
  }));

  const sendAttempt = async (attempt) => {
    const { place, problem, ...told } = attempt;
    const body = new URLSearchParams({ ...told, ...place });
    const { answer, words } = await post(root.dataset.sendAttempt, body);
    if (KEPT.includes(answer)) await store.remove("attempts", attempt.uuid);
    else await store.put("attempts", attempt.uuid, { ...attempt, problem: words });
    return KEPT.includes(answer);
  };

  const sendOne = async (draft) => {
    const told = await post(root.dataset.send, formOf(draft));
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
    for (const attempt of await store.unsentAttempts()) kept += (await sendAttempt(attempt)) ? 1 : 0;
    if (kept) await refresh(); // new days, and families that went back to the desk
    for (const draft of await store.unsent()) kept += (await sendOne(draft)) ? 1 : 0;
    return kept;
  };

  const once = (act) => {
    running ??= act().finally(() => { running = null; });
    return running;
  };

  return { SignedOut, refresh, sendAll: () => once(sendAll), token: () => token };
};
