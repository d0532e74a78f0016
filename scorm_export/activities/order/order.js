// Put in order. An answer is the letters of the items, by their places in the source, in the order they stand.
// Law: the item's neighbour is moved past it, so that the button pressed never leaves the page and keeps the focus.

const orderOf = (form) => all(".order > li", form).map((item) => item.dataset.item).join("");

kinds.order = {
  begin(form) {
    form.addEventListener("click", (event) => {
      const button = event.target.closest("[data-move]");
      if (button) moveItem(form, button.closest("li"), button.dataset.move === "up");
    });
  },

  // Shown first is never right, so whoever has moved nothing has not answered yet.
  read(form) {
    const answer = orderOf(form);
    return { answer, missing: answer === find(".order", form).dataset.first ? say("not_moved") : "" };
  },

  restore(form, answer) {
    const items = new Map(all(".order > li", form).map((item) => [item.dataset.item, item]));
    const placed = [...answer].filter((letter) => items.has(letter));
    if (new Set(placed).size === items.size) find(".order", form).append(...placed.map((letter) => items.get(letter)));
  },

  verdict(activity, answer, form, reasons) {
    const parts = [...answer].map((letter, place) => ({
      right: letter === activity.right[place],
      words: [`${place + 1}. `, ...wordsOf(reasons, letter, "part")],
      reason: wordsOf(reasons, letter, "reason"),
    }));
    const n = parts.filter((part) => part.right).length;
    return { sentence: say(n === parts.length ? "order_right" : "order_some", { n, all: parts.length }), parts, others: [] };
  },

  pattern: (activity, answer) => ({ kind: "sequencing", response: [...answer], correct: [...activity.right] }),
};

function moveItem(form, item, up) {
  const neighbour = up ? item.previousElementSibling : item.nextElementSibling;
  if (neighbour && up) item.after(neighbour);
  else if (neighbour) item.before(neighbour);
  const items = all(".order > li", form);
  const place = { item: find(".order-words", item).textContent, n: items.indexOf(item) + 1, all: items.length };
  const stuck = up ? "first_already" : "last_already";
  find(".order-moved", form).textContent = say(neighbour ? "moved" : stuck, place);
  if (neighbour) form.dispatchEvent(new Event("input"));
}
