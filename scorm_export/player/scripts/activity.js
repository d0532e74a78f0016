// One activity on the page: its form, the answer given, the verdict with a reason for each part.
// Law: nothing happens on choosing alone, only on the button; the focus stays where it is; the verdict
// is said in words. Each kind adds itself to `kinds` with
//   read(form, reasons) -> { answer, missing }   what is chosen, or a sentence on what is not
//   restore(form, answer, activity)              puts an answer back into the form
//   verdict(activity, answer, form, reasons) -> { sentence, parts: [{ right, words, reason }], others }
//   pattern(activity, answer) -> { kind, response, correct }   as an LMS records it
// and, only where there is more than one right answer,
//   isRight(activity, answer)
// and, only where the form does something before the button is pressed,
//   begin(form, activity)
// A kind without a right answer, or with a page of its own, brings in place of these
//   open(place, activity, shown)                 sets its own page up from the template
//   restore(place, answer, activity)             where its answers are kept: see keepAnswer
//   given(kept) -> answer                        where more is kept than the answer last given

const kinds = {};

const isRight = (activity, answer) => {
  const { isRight: judge } = kinds[activity.kind];
  return judge ? judge(activity, answer) : answer === activity.right;
};

function setUp(place) {
  const activity = course.activities.find((one) => one.id === place.dataset.activity);
  const own = kinds[activity.kind];
  if (own.open) {
    const shown = { activity, place, kind: own, since: 0, touched: false };
    own.open(place, activity, shown);
    return watched(shown, place);
  }
  const paper = find(".on-paper", place);
  const reasons = new Map(all("[data-part]", paper).map((line) => [line.dataset.part, line]));
  place.append(find("template", place).content);
  paper.remove();
  const form = find("form", place);
  const shown = { activity, form, paper, reasons, kind: kinds[activity.kind], since: 0, touched: false, judged: false };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit(shown);
  });
  if (own.begin) own.begin(form, activity);
  find(".again", form).addEventListener("click", () => tryAgain(shown));
  return watched(shown, form);
}

// Whoever has begun is not overtaken by what an LMS remembers late. A kind tells of what is no input by an event.
function watched(shown, inside) {
  inside.addEventListener("input", () => {
    shown.touched = true;
  });
  return shown;
}

function submit(shown) {
  const { activity, form, reasons, kind } = shown;
  const { answer, missing } = kind.read(form, reasons);
  if (missing) return showMissing(form, missing);
  if (answer !== answerOf(activity) || !shown.judged) {
    const seconds = (performance.now() - shown.since) / 1000;
    shown.since = performance.now();
    recordAnswer({ activity, answer, pattern: kind.pattern(activity, answer), seconds }, current().id);
    updateContents();
  }
  showVerdict(shown, answer);
  return find(".verdict", form).scrollIntoView({ block: "nearest" });
}

function showMissing(form, sentence) {
  const verdict = find(".verdict", form);
  verdict.className = "verdict missing";
  verdict.replaceChildren(make("p", "headline", sign("!"), " ", sentence));
}

function showVerdict(shown, answer) {
  const { activity, form, reasons, kind } = shown;
  const { sentence, parts, others } = kind.verdict(activity, answer, form, reasons);
  const right = isRight(activity, answer);
  shown.judged = true;
  const verdict = find(".verdict", form);
  verdict.className = `verdict ${right ? "right" : "wrong"}`;
  verdict.replaceChildren(
    make("p", "headline", sign(right ? "✓" : "✗"), " ", sentence),
    parts.length > 1 ? make("ul", "parts", ...parts.map(partLine)) : onlyPart(parts[0]),
  );
  if (right && others.length) verdict.append(otherReasons(others));
  find(".again", form).hidden = right;
}

// Where one thing was chosen, the headline has said already whether it is right.
const onlyPart = ({ words, reason }) => make("p", "only", make("strong", "", ...words), " ", make("span", "reason", ...reason));

function partLine({ right, words, reason }) {
  const said = make("strong", "", `${say(right ? "right" : "wrong")}: `);
  const line = make("span", "", said, ...words, " ", make("span", "reason", ...reason));
  return make("li", right ? "right" : "wrong", sign(right ? "✓" : "✗"), line);
}

function otherReasons(others) {
  const lines = others.map((part) => make("li", "", make("strong", "", ...part.words), " ", make("span", "reason", ...part.reason)));
  return make("details", "others", make("summary", "", say("other_reasons")), make("ul", "", ...lines));
}

// A copy of what an author wrote, links and all.
function wordsOf(reasons, letter, part) {
  return [...find(`.${part}`, reasons.get(letter)).cloneNode(true).childNodes];
}

function tryAgain(shown) {
  const { form } = shown;
  form.reset();
  shown.judged = false;
  const verdict = find(".verdict", form);
  verdict.className = "verdict";
  verdict.replaceChildren();
  find(".again", form).hidden = true;
  find("input, select, button", form).focus();
}

function restore(shown) {
  const answer = keptOf(shown.activity);
  if (!answer) return;
  if (shown.place) return shown.kind.restore && shown.kind.restore(shown.place, answer, shown.activity);
  shown.kind.restore(shown.form, answer, shown.activity);
  if (shown.kind.read(shown.form, shown.reasons).answer === answer) showVerdict(shown, answer);
  return undefined;
}
