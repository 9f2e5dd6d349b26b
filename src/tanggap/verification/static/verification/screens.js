// The officer's screens on the phone: the list and one report. Everything is kept at every keystroke.
"use strict";

(async () => {
  const root = document.querySelector("[data-visits]");
  if (!root || !("indexedDB" in window)) return;
  const store = window.tanggapVisits;
  const sending = store.sending(root, store);
  const find = (name) => root.querySelector(`[data-${name}]`);
  const word = (name) => root.getAttribute(`data-word-${name}`);
  const say = (text) => { find("say").textContent = text; };
  const unmet = store.unmet(root, store, word);
  const form = find("report");
  const title = find("title");
  const HOME = title.textContent;
  const MOST_PHOTOS = 4;
  let draft = null;
  let visit = null;

  const copyOf = (name) => root.querySelector(`template[data-${name}]`).content.firstElementChild.cloneNode(true);
  const numbers = (one) => `RT ${one.rt || "—"} / RW ${one.rw || "—"}, ${one.place}`;
  const day = (text) => new Date(`${text}T00:00`).toLocaleDateString(document.documentElement.lang, { day: "numeric", month: "short", year: "numeric" });
  const today = () => new Date().toLocaleDateString("sv", { timeZone: "Asia/Jakarta" });

  // The list

  const stateOf = (one, kept, tried) => {
    if (one.gone || kept?.problem || tried.some((attempt) => attempt.problem)) return ["conflict", "red"];
    if (kept?.ready || tried.length) return ["ready", "orange"];
    return kept ? ["draft", "blue"] : ["new", "yellow"];
  };

  const cardOf = (one, kept, tried) => {
    const card = copyOf("card");
    const link = card.querySelector("a");
    const [state, colour] = stateOf(one, kept, tried);
    link.textContent = one.name;
    link.href = `#kunjungan-${one.id}`;
    card.querySelector("[data-where]").textContent = `${one.address}, ${numbers(one)}`;
    const due = tried.findLast((attempt) => attempt.next_on)?.next_on || one.due_on;
    const notes = [`${one.programme}. ${day(due)}`];
    if (due < today()) notes.push(word("late"));
    if (one.second) notes.push(word("second"));
    card.querySelector("[data-when]").textContent = notes.join(", ");
    card.querySelector("[data-state]").textContent = word(state);
    card.querySelector("[data-state]").classList.add(`status-${colour}`);
    card.querySelector("[data-tried]").replaceChildren(...unmet.lines(one, tried, day).map((text) => {
      const line = document.createElement("li");
      line.textContent = text;
      return line;
    }));
    const problem = kept?.problem || tried.find((attempt) => attempt.problem)?.problem || (one.gone ? word("gone") : "");
    card.querySelector("[data-problem]").textContent = problem;
    card.querySelector("[data-problem]").hidden = !problem;
    const drop = card.querySelector("[data-drop]");
    drop.hidden = !problem;
    drop.addEventListener("click", () => dropOne(one));
    return card;
  };

  const dropOne = async (one) => {
    await store.dropWork(one.id);
    if (one.gone) await store.remove("visits", one.id);
    await show();
    title.focus();
  };

  const showList = async () => {
    const [visits, drafts] = await Promise.all([store.all("visits"), store.all("drafts")]);
    const keptOf = new Map(drafts.map((one) => [one.visit, one]));
    visits.sort((one, two) => one.due_on.localeCompare(two.due_on) || one.rw.localeCompare(two.rw) || one.rt.localeCompare(two.rt));
    const tried = await Promise.all(visits.map((one) => unmet.waiting(one.id)));
    find("cards").replaceChildren(...visits.map((one, place) => cardOf(one, keptOf.get(one.id), tried[place])));
    find("none").hidden = visits.length > 0;
    const count = await store.countUnsent();
    find("count").textContent = String(count);
    find("unsent").hidden = count === 0;
    title.textContent = HOME;
  };

  // One report

  const save = async () => {
    draft.ready = false;
    draft.problem = "";
    await store.put("drafts", visit.id, draft);
    find("saved").textContent = word("kept");
  };

  const questionOf = (question) => {
    const group = copyOf("question");
    group.id = `kriteria-${question.code}`;
    group.querySelector("legend").textContent = question.text;
    for (const choice of question.choices) {
      const label = document.createElement("label");
      const input = document.createElement("input");
      Object.assign(input, { type: "radio", name: question.code, value: choice.code, checked: draft.answers[question.code] === choice.code });
      input.addEventListener("change", () => {
        draft.answers[question.code] = choice.code;
        group.classList.remove("has-errors");
        save();
      });
      label.append(input, choice.text);
      group.querySelector(".choices").append(label);
    }
    return group;
  };

  const showPlace = () => {
    find("place").textContent = draft.place ? `${word("place")} ${draft.place.accuracy} m.` : "";
  };

  const showPhotos = async () => {
    const items = draft.photos.map((photo, place) => {
      const item = copyOf("thumb");
      const canvas = item.querySelector("canvas");
      canvas.setAttribute("aria-label", `${word("photo")} ${place + 1}`);
      item.querySelector("button").setAttribute("aria-label", `${item.querySelector("button").textContent} ${word("photo")} ${place + 1}`);
      item.querySelector("button").addEventListener("click", async () => {
        draft.photos.splice(place, 1);
        await save();
        await showPhotos();
      });
      return [item, store.photos.draw(photo, canvas)];
    });
    find("thumbs").replaceChildren(...items.map(([item]) => item));
    await Promise.all(items.map(([, drawn]) => drawn));
  };

  const showReport = async (id) => {
    visit = await store.get("visits", id);
    if (!visit) { location.hash = ""; return; }
    draft = (await store.get("drafts", id)) || store.freshDraft(id);
    title.textContent = visit.name;
    const where = document.createElement("p");
    where.textContent = `${visit.address}, ${numbers(visit)}. ${visit.programme}, ${visit.code}`;
    find("family").replaceChildren(where);
    find("questions").replaceChildren(...visit.questions.map(questionOf));
    find("to-unmet").href = `#tidak-bertemu-${id}`;
    find("errors").hidden = true;
    find("note").value = draft.note;
    find("saved").textContent = "";
    showPlace();
    await showPhotos();
    title.focus();
  };

  const locate = () => store.locate(find("place"), word, async (place) => {
    draft.place = place;
    await save();
    showPlace();
  });

  const addPhotos = async (event) => {
    const files = [...event.target.files].slice(0, MOST_PHOTOS - draft.photos.length);
    event.target.value = "";
    for (const file of files) {
      try {
        draft.photos.push(await store.photos.smaller(file));
      } catch {
        say(word("no-photo"));
      }
    }
    await save();
    await showPhotos();
  };

  const finish = async (event) => {
    event.preventDefault();
    const missing = visit.questions.filter((question) => !draft.answers[question.code]);
    for (const group of find("questions").children) {
      group.classList.toggle("has-errors", missing.some((question) => group.id === `kriteria-${question.code}`));
    }
    find("errors").hidden = missing.length === 0;
    if (missing.length) { showMissing(missing); return; }
    Object.assign(draft, { ready: true, problem: "", reported_at: new Date().toISOString() });
    await store.put("drafts", visit.id, draft);
    await goHome();
  };

  const goHome = async () => {
    location.hash = "";
    if (navigator.onLine) await send();
    else say(word("offline"));
  };

  const showUnmet = async (id) => {
    const one = await store.get("visits", id);
    if (!one) { location.hash = ""; return; }
    title.textContent = `${word("unmet")}: ${one.name}`;
    await unmet.show(one);
    title.focus();
  };

  const finishUnmet = async (event) => {
    event.preventDefault();
    if (await unmet.keep()) await goHome();
  };

  const showMissing = (missing) => {
    find("errors").querySelector("ul").replaceChildren(...missing.map((question) => {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = `#kriteria-${question.code}`;
      link.textContent = `${word("unanswered")} ${question.text}`;
      link.addEventListener("click", (event) => {
        event.preventDefault();
        document.getElementById(`kriteria-${question.code}`).querySelector("input").focus();
      });
      item.append(link);
      return item;
    }));
    find("errors").focus();
  };

  // Both

  const show = async () => {
    const [, screen, number] = /^#(kunjungan|tidak-bertemu)-(\d+)$/.exec(location.hash) || [];
    form.hidden = screen !== "kunjungan";
    unmet.form.hidden = screen !== "tidak-bertemu";
    find("home").hidden = Boolean(screen);
    if (!screen) await showList();
    else if (screen === "kunjungan") await showReport(Number(number));
    else await showUnmet(Number(number));
    window.scrollTo(0, 0);
  };

  const trying = async (act) => {
    try {
      await act();
    } catch (error) {
      const signedOut = error instanceof sending.SignedOut;
      say(word(signedOut ? "signed-out" : navigator.onLine ? "failed" : "offline"));
    }
    if (find("home").hidden === false) await showList();
  };

  const send = () => trying(async () => {
    say(word("sending"));
    const kept = await sending.sendAll();
    say(kept ? word("sent") : word("online"));
  });

  const update = () => trying(async () => {
    await sending.refresh();
    say(word("listed"));
    if ((await store.unsent()).length || (await store.unsentAttempts()).length) await send();
  });

  const signOut = async (sure) => {
    if (!sure && (await store.countUnsent())) {
      find("sure").hidden = false;
      find("sure-out").focus();
      return;
    }
    await store.wipe();
    if (!navigator.onLine) { say(word("wiped")); find("cards").replaceChildren(); return; }
    const out = find("sign-out");
    if (sending.token()) out.elements.csrfmiddlewaretoken.value = sending.token();
    out.submit();
  };

  const begin = async () => {
    if (root.dataset.user) await store.belongTo(Number(root.dataset.user));
    find("plain").hidden = true;
    find("app").hidden = false;
    find("send-now").addEventListener("click", send);
    find("refresh").addEventListener("click", update);
    find("locate").addEventListener("click", locate);
    find("photos").addEventListener("change", addPhotos);
    find("note").addEventListener("input", () => { draft.note = find("note").value; save(); });
    find("sign-out").addEventListener("submit", (event) => { event.preventDefault(); signOut(false); });
    find("sure-out").addEventListener("click", () => signOut(true));
    form.addEventListener("submit", finish);
    unmet.form.addEventListener("submit", finishUnmet);
    addEventListener("hashchange", show);
    addEventListener("online", update);
    addEventListener("offline", () => say(word("offline")));
    navigator.serviceWorker?.register(root.dataset.worker, { scope: root.dataset.page });
    navigator.storage?.persist?.();
    await show();
    if (navigator.onLine) await update();
    else say(word("offline"));
    if (location.hash === "#keluar") await signOut(false);
  };

  try {
    await begin();
  } catch {
    find("app").hidden = true; // a browser that keeps nothing: the plain forms still serve
    find("plain").hidden = false;
    say(word("unkept"));
  }
})();
