// What this phone keeps of visits: the list, drafts with photos, attempts in vain, and whose they are.
"use strict";

window.tanggapVisits = (() => {
  const NAME = "tanggap-visits";
  const STORES = ["visits", "drafts", "attempts", "meta"];
  const UNSENT = "tanggap.unsent"; // the page that still has something to send, for every sign-out
  const WHOSE = "tanggap.kept-for"; // whose data lie on this phone, for every page of the office
  let opening;

  const open = () => {
    opening ??= new Promise((resolve, reject) => {
      const request = indexedDB.open(NAME, 2);
      request.onupgradeneeded = () => STORES.filter((store) => !request.result.objectStoreNames.contains(store)).forEach((store) => request.result.createObjectStore(store));
      request.onerror = () => reject(request.error);
      request.onsuccess = () => {
        request.result.onversionchange = () => { request.result.close(); opening = undefined; };
        resolve(request.result);
      };
    });
    return opening;
  };

  const act = async (store, mode, work) => {
    const transaction = (await open()).transaction(store, mode);
    const request = work(transaction.objectStore(store));
    return new Promise((resolve, reject) => {
      transaction.oncomplete = () => resolve(request.result);
      transaction.onerror = () => reject(transaction.error);
      transaction.onabort = () => reject(transaction.error);
    });
  };

  const get = (store, key) => act(store, "readonly", (rows) => rows.get(key));
  const all = (store) => act(store, "readonly", (rows) => rows.getAll());
  const put = (store, key, value) => act(store, "readwrite", (rows) => rows.put(value, key));
  const remove = (store, key) => act(store, "readwrite", (rows) => rows.delete(key));
  const clear = (store) => act(store, "readwrite", (rows) => rows.clear());

  const empty = async () => {
    await Promise.all(STORES.map(clear));
    localStorage.removeItem(UNSENT);
    localStorage.removeItem(WHOSE);
  };

  // Everything of this officer; the page itself, which holds nothing of anybody, may stay.
  const wipe = async () => {
    await empty();
    (await open()).close();
    opening = undefined;
    await new Promise((done) => {
      const request = indexedDB.deleteDatabase(NAME);
      request.onsuccess = request.onerror = request.onblocked = done;
    });
  };

  // Another officer than the one whose data lie here: those are not for these eyes.
  const belongTo = async (user) => {
    const known = await get("meta", "user");
    if (known !== undefined && known !== user) await empty();
    await put("meta", "user", user);
    localStorage.setItem(WHOSE, String(user));
  };

  // In one transaction: who opens a visit meanwhile finds it, and a phone that dies keeps its list.
  const keepVisits = async (visits) => {
    const begun = new Set([...(await all("drafts")), ...(await all("attempts"))].map((one) => one.visit));
    const listed = new Set(visits.map((visit) => visit.id));
    const gone = (await all("visits")).filter((visit) => !listed.has(visit.id));
    await act("visits", "readwrite", (rows) => {
      for (const visit of gone) {
        if (begun.has(visit.id)) rows.put({ ...visit, gone: true }, visit.id); // work is not thrown away
        else rows.delete(visit.id);
      }
      for (const visit of visits) rows.put(visit, visit.id);
      return rows.count();
    });
  };

  const unsent = async () => (await all("drafts")).filter((draft) => draft.ready && !draft.problem);

  const unsentAttempts = async () => (await all("attempts"))
    .filter((one) => !one.problem)
    .sort((one, two) => one.made_at.localeCompare(two.made_at));

  // Everything of one visit that was not sent.
  const dropWork = async (id) => {
    await remove("drafts", id);
    for (const one of await all("attempts")) if (one.visit === id) await remove("attempts", one.uuid);
  };

  const countUnsent = async () => {
    const count = (await all("drafts")).filter((draft) => draft.ready).length + (await all("attempts")).length;
    if (count) localStorage.setItem(UNSENT, document.querySelector("[data-visits]").dataset.page);
    else localStorage.removeItem(UNSENT);
    return count;
  };

  const freshDraft = (visit) => ({
    visit, uuid: crypto.randomUUID(), answers: {}, note: "", place: null, photos: [], ready: false, problem: "",
  });

  return { all, belongTo, countUnsent, dropWork, freshDraft, get, keepVisits, put, remove, unsent, unsentAttempts, wipe };
})();
