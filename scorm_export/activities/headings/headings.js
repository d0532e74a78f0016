// Heading fixer. An answer is one digit for each line: its level, or 5 for no heading. What has been chosen so far
// is drawn up as the outline that a screen reader would list.

kinds.headings = {
  ...placing({ missing: "no_level_yet", right: "headings_right", some: "headings_some" }),
  begin(form) {
    form.addEventListener("input", () => showOutline(form));
    form.addEventListener("reset", () => requestAnimationFrame(() => showOutline(form)));
  },
  restore(form, answer) {
    kinds.sort.restore(form, answer);
    showOutline(form);
  },
};

function showOutline(form) {
  const chosen = all("select", form).filter((place) => place.value && place.value !== "5");
  const lines = chosen.map((place) => {
    const level = place.options[place.selectedIndex].textContent;
    const words = find(`label[for="${place.id}"]`, form).textContent;
    return make("li", `level-${place.value}`, make("span", "level", `${level}:`), " ", words);
  });
  find(".outline", form).hidden = !lines.length;
  find(".outline ul", form).replaceChildren(...lines);
}
