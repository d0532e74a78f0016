// Single choice. An answer is the letter of the option, by its place in the source, wherever it is shown.

const ticked = (form) => all("input:checked", form).map((input) => input.value).sort().join("");

kinds.choice = {
  read(form) {
    const answer = ticked(form);
    return { answer, missing: answer ? "" : say("nothing_chosen") };
  },

  restore(form, answer) {
    for (const input of all("fieldset input", form)) input.checked = answer.includes(input.value);
  },

  verdict(activity, answer, form, reasons) {
    const part = (letter) => ({
      right: activity.right.includes(letter),
      words: wordsOf(reasons, letter, "part"),
      reason: wordsOf(reasons, letter, "reason"),
    });
    const letters = [...reasons.keys()];
    const parts = letters.filter((letter) => answer.includes(letter)).map(part);
    const others = letters.filter((letter) => !answer.includes(letter)).map(part);
    return { sentence: choiceSentence(activity, answer, parts), parts, others };
  },

  pattern: (activity, answer) => ({ kind: "choice", response: [...answer], correct: [...activity.right] }),
};

function choiceSentence(activity, answer, parts) {
  const n = parts.filter((part) => part.right).length;
  if (answer === activity.right) return say("all_right");
  if (n === 0) return say("not_right");
  return n === parts.length ? say("more_right") : say("some_right", { n, all: parts.length });
}
