// Contrast lab. An answer is the six digits of the words' colour, then those of the colour behind them. What is
// tried is drawn as a picture that says its own contrast, and the contrast is said in words as it changes.

const LINE = 24; // characters in a line of the sample

kinds.contrast = {
  begin(form, activity) {
    form.addEventListener("input", ({ target }) => {
      if (target.type === "radio") find(".written", form).value = target.value;
      showContrast(form, activity);
    });
    form.addEventListener("reset", () => requestAnimationFrame(() => showContrast(form, activity)));
    showContrast(form, activity);
  },

  read(form) {
    const fields = all(".written", form);
    const unclear = fields.find((field) => !colourMeant(field.value));
    if (!unclear) return { answer: fields.map((field) => colourMeant(field.value)).join(""), missing: "" };
    const field = find(`label[for="${unclear.id}"]`, form).textContent;
    return { answer: "", missing: say("contrast_unclear", { field, value: unclear.value.trim().slice(0, 20) }) };
  },

  restore(form, answer, activity) {
    all(".written", form).forEach((field, number) => {
      field.value = `#${answer.slice(6 * number, 6 * number + 6)}`;
    });
    showContrast(form, activity);
  },

  isRight: (activity, answer) => /^[0-9a-f]{12}$/.test(answer) && ratioOf(answer) >= activity.target,

  verdict(activity, answer, form, reasons) {
    const right = kinds.contrast.isRight(activity, answer);
    const reason = right ? wordsOf(reasons, "right", "reason") : [say("contrast_darker")];
    return { sentence: contrastSaid(activity, answer), parts: [{ right, words: [pairSaid(answer)], reason }], others: [] };
  },

  pattern(activity, answer) {
    const target = String(activity.target);
    return { kind: "numeric", response: [shownRatio(ratioOf(answer))], correct: [target], range: [target, "21"] };
  },
};

const halves = (answer) => [answer.slice(0, 6), answer.slice(6)];
const ratioOf = (answer) => contrastOf(...halves(answer));

function pairSaid(answer) {
  const [foreground, background] = halves(answer).map((digits) => `#${digits}`);
  return say("contrast_pair", { foreground, background });
}

function contrastSaid(activity, answer) {
  const enough = kinds.contrast.isRight(activity, answer);
  return say(enough ? "contrast_enough" : "contrast_less", { ratio: shownRatio(ratioOf(answer)), target: activity.target });
}

// While a colour is half written, the picture and its contrast stay as they were.
function showContrast(form, activity) {
  const { answer } = kinds.contrast.read(form);
  const [words] = all(".written", form).map((field) => colourMeant(field.value));
  for (const choice of all("[type=radio]", form)) choice.checked = colourMeant(choice.value) === words;
  if (!answer) return;
  const sample = find(".sample", form);
  const said = contrastSaid(activity, answer);
  sample.alt = say("contrast_sample", { text: activity.text, pair: pairSaid(answer), ratio: shownRatio(ratioOf(answer)) });
  sample.src = `data:image/svg+xml,${encodeURIComponent(drawnSample(activity.text, answer))}`;
  if (find(".contrast-now", form).textContent !== said) find(".contrast-now", form).textContent = said;
}

function drawnSample(text, answer) {
  const [words, behind] = halves(answer);
  const lines = text.split(/\s+/).reduce((all, word) => {
    const last = all[all.length - 1];
    return last && `${last} ${word}`.length <= LINE ? [...all.slice(0, -1), `${last} ${word}`] : [...all, word];
  }, []);
  const tall = 40 * lines.length + 40;
  const escaped = (line) => line.replace(/[&<>]/g, (found) => `&#${found.charCodeAt(0)};`);
  const drawn = lines.map((line, number) => `<text x="24" y="${50 + 40 * number}">${escaped(line)}</text>`).join("");
  const size = `width="400" height="${tall}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size}><rect ${size} fill="#${behind}"/><g fill="#${words}" font-family="system-ui,sans-serif" font-size="28">${drawn}</g></svg>`;
}
