// Fill the gap. An answer is what was written, cut to 40 characters and spelled as the record can hold it.

const LONGEST_WORDS = 40;
const comparedWords = (text) =>
  text.normalize("NFC").toLowerCase().replace(/[‘’]/g, "'").replace(/\s+/g, " ").trim().replace(/\s*\.$/, "");
// No LMS takes a line break in a fill-in, and brackets could be taken for its delimiters.
const recordedWords = (text) => text.replace(/[\s[\]{}]+/g, " ").trim() || "?";

kinds.gap = {
  read(form) {
    const box = find(".written", form);
    const text = [...box.value.trim()].slice(0, LONGEST_WORDS).join("").trim();
    const answer = spelled(text, Number(box.dataset.room));
    return { answer, missing: answer ? "" : say("nothing_written") };
  },

  restore(form, answer) {
    find(".written", form).value = unspelled(answer);
  },

  isRight: (activity, answer) => activity.accept.includes(comparedWords(unspelled(answer))),

  verdict(activity, answer, form, reasons) {
    const right = kinds.gap.isRight(activity, answer);
    const expected = activity.expected.findIndex((answers) => answers.includes(comparedWords(unspelled(answer))));
    const reason = right ? "right" : expected < 0 ? "otherwise" : String(expected);
    const part = { right, words: [unspelled(answer)], reason: wordsOf(reasons, reason, "reason") };
    return { sentence: say(right ? "all_right" : "not_right"), parts: [part], others: [] };
  },

  pattern: (activity, answer) => ({
    kind: "fill-in", response: [recordedWords(unspelled(answer))], correct: [recordedWords(activity.right)],
  }),
};
