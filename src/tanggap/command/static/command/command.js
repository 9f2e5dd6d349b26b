// A figure's words beside the pointer or the focus. Without JavaScript they are in the label.
"use strict";

(() => {
  const tip = document.createElement("div");
  tip.className = "tip";
  tip.setAttribute("aria-hidden", "true");
  tip.hidden = true;
  document.body.append(tip);

  const wordsOf = (link) => {
    const text = link.querySelector(".tip-text");
    if (text) return [...text.children].map((line) => line.cloneNode(true));
    return [document.createTextNode(link.getAttribute("aria-label"))];
  };

  const show = (event) => {
    const link = event.target.closest?.("[data-tip]");
    if (!link) return hide();
    tip.replaceChildren(...wordsOf(link));
    tip.hidden = false;
    const box = link.getBoundingClientRect();
    const byPointer = event.type === "pointermove";
    const x = byPointer ? event.clientX : box.left + box.width / 2;
    const y = byPointer ? event.clientY : box.top;
    const left = Math.min(Math.max(8, x + 12), window.innerWidth - tip.offsetWidth - 8);
    const above = y - tip.offsetHeight - 10;
    tip.style.left = `${left}px`;
    tip.style.top = `${above > 4 ? above : y + 18}px`;
  };

  const hide = () => {
    tip.hidden = true;
  };

  document.addEventListener("pointermove", (event) => event.pointerType === "mouse" && show(event));
  document.addEventListener("focusin", show);
  document.addEventListener("keydown", (event) => event.key === "Escape" && hide());
  // Focus scrolls its figure into view, and that scroll comes after the words: they move along.
  document.addEventListener(
    "scroll",
    () => {
      const held = tip.hidden ? null : document.activeElement?.closest("[data-tip]");
      return held?.matches(":focus-visible") ? show({ target: held }) : hide();
    },
    true,
  );

  // An open list of downloads closes like a menu.
  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll("details.drop[open]"))
      if (!menu.contains(event.target)) menu.open = false;
  });
})();
