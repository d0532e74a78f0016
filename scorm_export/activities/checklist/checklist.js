// Checklist. What is kept is the letters of the items ticked; nobody judges them.

kinds.checklist = {
  open(place, activity) {
    place.append(find("template", place).content);
    find(".on-paper", place).remove();
    place.addEventListener("change", () => {
      keepAnswer(activity, all("input:checked", place).map((input) => input.value).join(""));
    });
  },

  restore(place, answer) {
    for (const input of all("input", place)) input.checked = answer.includes(input.value);
  },
};
