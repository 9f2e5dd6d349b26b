// Suggestions for a region field: asked from the server while somebody types, shown by the
// browser's own list, which keyboards and screen readers know. Without it the field still works.

const PATIENCE = 150; // milliseconds after the last key
const waiting = new WeakMap();

const suggest = async (field) => {
  const words = field.value.trim();
  if (words.length < 2) return;
  const answer = await fetch(`${field.dataset.regions}?cari=${encodeURIComponent(words)}`, {
    headers: { Accept: "application/json" },
  });
  if (!answer.ok || field.value.trim() !== words) return;
  const { regions } = await answer.json();
  field.list.replaceChildren(
    ...regions.map((label) => {
      const option = document.createElement("option");
      option.value = label;
      return option;
    }),
  );
};

document.addEventListener("input", (event) => {
  const field = event.target;
  if (!field.dataset?.regions || event.inputType === "insertReplacementText") return;
  clearTimeout(waiting.get(field));
  waiting.set(field, setTimeout(() => suggest(field).catch(() => {}), PATIENCE));
});
