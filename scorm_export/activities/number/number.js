// Number. An answer is the number in plain figures, spelled as the record can hold it.

const DECIMALS = 6;
const NUMBER = /^[-+]?(\d{1,3}([, \u00a0\u202f]\d{3})+|\d+)(\.\d*)?$|^[-+]?\.\d+$/;

// What was meant by "1,000", " 12 ", "12%", "£ 5" or "500 people"; NaN for all else.
function numberMeant(text, unit) {
  let said = text.trim().toLowerCase();
  if (unit && said.endsWith(unit.toLowerCase())) said = said.slice(0, -unit.length).trim();
  said = said.replace(/^[£$€]\s*/, "").replace(/\s*%$/, "").replace(/^[−–]\s*/, "-");
  if (!NUMBER.test(said)) return NaN;
  const plain = said.replace(/[, \u00a0\u202f]/g, "");
  return /\d{13}/.test(plain) ? NaN : Number(plain);
}

const figures = (number) => number.toFixed(DECIMALS).replace(/\.?0+$/, "").replace(/^-0$/, "0");

kinds.number = {
  read(form) {
    const box = find(".written", form);
    if (!box.value.trim()) return { answer: "", missing: say("nothing_written") };
    const number = numberMeant(box.value, box.dataset.unit);
    if (Number.isNaN(number)) return { answer: "", missing: say("not_a_number", { words: box.value.trim().slice(0, 40) }) };
    return { answer: spelled(figures(number), Infinity), missing: "" };
  },

  restore(form, answer) {
    find(".written", form).value = unspelled(answer);
  },

  isRight(activity, answer) {
    const [lowest, highest] = activity.range;
    const number = answer ? Number(unspelled(answer)) : NaN;
    return number >= lowest && number <= highest;
  },

  verdict(activity, answer, form, reasons) {
    const right = kinds.number.isRight(activity, answer);
    const low = Number(unspelled(answer)) < activity.range[0];
    const reason = wordsOf(reasons, right ? "right" : low ? "low" : "high", "reason");
    const sentence = say(right ? "all_right" : low ? "too_low" : "too_high");
    return { sentence, parts: [{ right, words: [unspelled(answer)], reason }], others: [] };
  },

  // Moodle's numeric holds five figures before the point (SCORM 2004); longer ones are recorded as words.
  pattern(activity, answer) {
    const response = [unspelled(answer)];
    const [lowest, highest] = activity.range;
    const fits = [Number(response[0]), lowest, highest].every((number) => Math.abs(number) < 100000);
    if (!fits) return { kind: "fill-in", response, correct: [activity.right] };
    return { kind: "numeric", response, correct: [activity.right], range: activity.range.map(figures) };
  },
};
