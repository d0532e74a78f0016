// Sort into groups. An answer is one digit for each item, the number of its group. Every kind with a list beside
// each thing is read, put back and judged alike; only the words differ.

const placing = (words) => ({
  read(form, reasons) {
    const places = all("select", form);
    const empty = places.filter((place) => !place.value).map((place) => find(".part", reasons.get(place.name)).textContent);
    const missing = empty.length ? say(words.missing, { items: empty.join("; ") }) : "";
    return { answer: places.map((place) => place.value || "0").join(""), missing };
  },

  restore(form, answer) {
    all("select", form).forEach((place, number) => {
      place.value = (answer[number] || "0").replace("0", "");
    });
  },

  verdict(activity, answer, form, reasons) {
    const parts = all("select", form).map((place, number) => {
      const item = find(".part", reasons.get(place.name)).textContent;
      const group = [...place.options].find((option) => option.value === answer[number]).textContent;
      return {
        right: answer[number] === activity.right[number],
        words: [say("in_group", { item, group })],
        reason: wordsOf(reasons, place.name, "reason"),
      };
    });
    const n = parts.filter((part) => part.right).length;
    const sentence = say(n === parts.length ? words.right : words.some, { n, all: parts.length });
    return { sentence, parts, others: [] };
  },

  pattern(activity, answer) {
    const pairs = (digits) => [...digits].map((digit, number) => [String.fromCharCode(97 + number), digit]);
    return { kind: "matching", response: pairs(answer), correct: pairs(activity.right) };
  },
});

kinds.sort = placing({ missing: "no_group_yet", right: "sort_right", some: "sort_some" });
