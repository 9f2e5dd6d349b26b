// One key per decision without waiting: the next pair is on the page already, the answer of the
// server brings the one after. Without this script each decision loads the page anew.
"use strict";

(() => {
  const now = document.getElementById("review-now");
  const next = () => document.getElementById("review-next");
  const pairIn = (place) => place?.querySelector("[data-pair]");
  if (!now || !next()) return;

  let sent = Promise.resolve();
  let waiting = 0;

  // The pair that was prepared becomes the one that is shown.
  const advance = () => {
    const pair = pairIn(next());
    if (!pair) return false;
    now.replaceChildren(pair);
    now.focus({ preventScroll: true });
    window.scrollTo(0, 0);
    return true;
  };

  const take = (text) => {
    const page = new DOMParser().parseFromString(text, "text/html");
    document.getElementById("review-state").replaceWith(page.getElementById("review-state"));
    const fresh = page.getElementById("review-next");
    if (pairIn(fresh)?.dataset.pair === pairIn(now)?.dataset.pair) fresh.replaceChildren();
    next().replaceWith(fresh);
    if (!pairIn(now) && !advance() && waiting === 0) {
      now.replaceChildren(...page.getElementById("review-empty").childNodes);
    }
  };

  const send = async (url, body) => {
    body.set("shown", pairIn(now)?.dataset.pair ?? "");
    const answer = await fetch(url, {
      method: "POST",
      body,
      headers: { "X-Review": "next" },
      keepalive: true, // whoever leaves the page has still decided
    });
    if (!answer.ok) throw new Error(String(answer.status));
    waiting -= 1;
    take(await answer.text());
  };

  document.addEventListener("submit", (event) => {
    const form = event.target.closest("form[data-decide]");
    if (!form) return;
    event.preventDefault();
    const body = new FormData(form, event.submitter);
    const url = form.action;
    waiting += 1;
    if (!advance()) now.replaceChildren();
    sent = sent.then(() => send(url, body)).catch(() => window.location.reload());
  });
})();
