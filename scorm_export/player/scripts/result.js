// Where the learner stands, in words, with a way to everything still open.
// Law: it says only what the record says.

function showResult() {
  const seen = seenScreens();
  const unseen = toSee.filter((screen) => !seen.includes(screen));
  const lines = [say("seen", { n: seen.length, all: toSee.length }), ...(course.assessment ? assessed() : checked())];
  const untaken = course.assessment && memory.best === null ? [{ id: "_assessment", title: course.assessment.title }] : [];
  find(".result-words").replaceChildren(
    make("p", done.completed ? "complete" : "not-complete", sign(done.completed ? "✓" : "○"), " ",
      make("strong", "", say(done.completed ? "complete" : "not_complete"))),
    make("ul", "", ...lines.map((line) => make("li", "", line))),
    ...listed("still_to_see", unseen),
    ...listed("still_to_answer", course.assessment ? untaken : unanswered()),
  );
}

const unanswered = () => course.screens.filter((screen) => checks.some((one) => one.screen === screen.id && !answerOf(one)));

// Where the knowledge checks make the score.
function checked() {
  if (!checks.length) return [];
  const lines = [say("answered", { n: checks.filter(answerOf).length, all: checks.length })];
  if (memory.best === null || course.completion === "viewed") return lines;
  return [...lines, say("score", { n: memory.best, mark: course.mark }), say(memory.best >= course.mark ? "passed" : "not_passed")];
}

function assessed() {
  if (memory.best === null) return [];
  const lines = [say("score", { n: memory.best, mark: course.mark })];
  if (memory.best >= course.mark) return [...lines, say("passed")];
  return [...lines, say(attemptsLeft() === 0 ? "assessment_over" : "assessment_again")];
}

function listed(name, screens) {
  if (!screens.length) return [];
  const lines = screens.map((screen) => {
    const link = make("a", "", screen.title);
    link.href = `#${screen.id}`;
    return make("li", "", link);
  });
  return [make("h3", "", say(name)), make("ul", "", ...lines)];
}
