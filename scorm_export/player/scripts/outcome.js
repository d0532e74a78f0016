// The end of a sitting: every answer in words before it is sent, and what came of it after.
// Law: one button sends everything, in one commit; what is missing is named first; what was not right comes with
// its reason and with what to read again.

function verdictOn(sitting, given) {
  const { activity, form, reasons, kind } = paperOf(sitting, given);
  return kind.verdict(activity, given.answer, form, reasons);
}

const isRightIn = (given) => given.answer !== "" && isRight(questionAt(given.code), given.answer);

function checkPage(sitting) {
  const { questions } = stateIn(sitting);
  const open = questions.flatMap((given, at) => (isAnswered(sitting, given) ? [] : [at + 1]));
  const status = make("div", "verdict");
  status.setAttribute("role", "status");
  const lines = questions.map((given, at) => make("li", "", ...answerLine(sitting, given, at + 1)));
  const sendAll = pressable("send", () => {
    if (open.length && !status.textContent) return warn(status, open);
    return sendSitting(sitting);
  });
  const missing = open.length ? [make("p", "unanswered", make("strong", "", say("unanswered")), " ", ...open.flatMap((n, at) => linkTo(sitting, n, at)))] : [];
  const parts = [make("p", "", say("check_note")), ...missing, make("ol", "answers", ...lines), status, deeds(sendAll)];
  return { heading: say("check"), parts };
}

const linkTo = (sitting, n, at) => [at ? ", " : "", way("", say("change_question", { n }), `${sitting.id}.${n}`)];

function warn(status, open) {
  status.className = "verdict missing";
  status.replaceChildren(make("p", "headline", sign("!"), " ", say("unanswered_sure", { numbers: open.join(", ") })));
  return status.scrollIntoView({ block: "nearest" });
}

function answerLine(sitting, given, n) {
  const change = way("change", say("change"), `${sitting.id}.${n}`);
  change.append(make("span", "unseen", ` ${say("change_question", { n })}`));
  const said = isAnswered(sitting, given) ? answerInWords(verdictOn(sitting, given).parts) : [make("strong", "", say("no_answer"))];
  return [make("span", "prompt-again", questionAt(given.code).prompt), make("span", "answer-given", ...said), change];
}

// What was chosen, in the learner's own words or the options'.
function answerInWords(parts) {
  const words = parts.map((part) => make("strong", "", ...part.words));
  return words.length > 1 ? [say("your_answer"), bullets("chosen", words)] : [say("your_answer"), " ", ...words];
}

function sendSitting(sitting) {
  const before = stateIn(sitting);
  noteTime("");
  keeping = keeping && clearTimeout(keeping);
  for (const given of before.questions) {
    const activity = questionAt(given.code);
    if (!isAnswered(sitting, given)) given.answer = "";
    else journal({
      activity, answer: given.answer, id: sitting.idOf(activity, before.spent), weight: sitting.weight,
      pattern: kinds[activity.kind].pattern(activity, given.answer), seconds: timing.seconds.get(given.code) || 0,
    });
  }
  const reached = share(before.questions.filter(isRightIn).length, before.questions.length);
  const state = sitting.passes(reached) ? "passed" : "failed";
  memory.sittings.set(sitting.code, { ...before, spent: before.spent + 1, state });
  sitting.sent(reached);
  window.location.hash = `#${sitting.id}`;
  save(current().id);
  commit();
}

// What was not right, each with its reason; the right answer too where nobody will be asked again.
function wrongOnes(sitting, questions, isLast) {
  const wrong = questions.filter((given) => !isRightIn(given));
  if (!wrong.length) return [make("p", "", say("none_wrong"))];
  const lines = wrong.map((given) => {
    const said = given.answer ? reasonsFor(verdictOn(sitting, given), isLast) : [make("p", "", say("not_given"))];
    return make("li", "", make("p", "prompt-again", questionAt(given.code).prompt), ...said);
  });
  return [make("h4", "", say("to_look_at")), make("ol", "wrong-ones", ...lines)];
}

// Where all that was chosen is right, something was left out: that is said in a sentence.
function reasonsFor({ sentence, parts, others }, isLast) {
  const said = [make("ul", "parts", ...parts.map(partLine))];
  if (parts.every((part) => part.right)) said.unshift(make("p", "", sentence));
  const right = isLast ? others.filter((part) => part.right) : [];
  if (right.length) said.push(make("p", "", say("right_answer")), make("ul", "parts", ...right.map(partLine)));
  return said;
}

// How each objective went, with a way to the screens that are about it.
function byObjective(questions) {
  const asked = new Map();
  for (const given of questions) {
    const { objective } = questionAt(given.code);
    asked.set(objective, [...(asked.get(objective) || []), isRightIn(given)]);
  }
  const known = course.modules.flatMap(({ objectives }, number) => Object.keys(objectives).map((id) => ({ id, number, text: objectives[id] })));
  const lines = known.filter(({ id }) => asked.has(id)).map(({ id, number, text }) => {
    const all = asked.get(id);
    const n = all.filter(Boolean).length;
    const said = [sign(n === all.length ? "✓" : "○"), make("span", "", make("span", "aim", text), " ", make("strong", "", say("of_objective", { n, all: all.length })))];
    if (n < all.length) said[1].append(make("span", "read-again", say("read_again"), " ", ...toRead(id, number)));
    return make("li", "", ...said);
  });
  return [make("h4", "", say("by_objective")), make("ul", "aims", ...lines)];
}

function toRead(objective, number) {
  const about = new Set(course.activities.filter((one) => one.objective === objective && !one.check).map((one) => one.screen));
  const screens = course.screens.filter((screen) => about.has(screen.id));
  const found = screens.length ? screens : [course.screens.find((screen) => screen.module === number)];
  return found.flatMap((screen, at) => [at ? ", " : "", way("", screen.title, screen.id)]);
}
