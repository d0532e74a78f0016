// The whole course on one page, to print or to save: each question with its answer folded away below it.
// Law: looking at it is not taking the course: nothing counts as seen, and the bookmark stays.

const whole = {
  section: find(".whole"),
  heading: "h2",
  lookup: true,
  get id() {
    return (lookedFrom || home).id;
  },
  title: () => find("h2", whole.section).textContent,
  ways: () => ({ back: whole.id }),
  draw: () => swap("form", "paper"),
  leave: () => swap("paper", "form"),
};
beyond.push((hash) => {
  if (hash !== "#_whole") return undefined;
  if (showing && !showing.lookup) lookedFrom = showing;
  return whole;
});
find(".print").addEventListener("click", () => window.print());

function swap(one, other) {
  for (const shown of activities) if (shown.paper) shown[one].replaceWith(shown[other]);
}
