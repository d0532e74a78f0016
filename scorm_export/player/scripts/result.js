// Where the learner stands, in words, with a way to everything still open.
// Law: it says only what the record says.

function showResult() {
  const seen = seenScreens();
  const answered = questions.filter(answerOf);
  const unseen = course.screens.filter((screen) => !seen.includes(screen));
  const open = course.screens.filter((screen) => questions.some((one) => one.screen === screen.id && !answerOf(one)));
  const lines = [say("seen", { n: seen.length, all: course.screens.length })];
  if (questions.length) lines.push(say("answered", { n: answered.length, all: questions.length }));
  if (memory.best !== null && course.completion !== "viewed") {
    lines.push(say("score", { n: memory.best, mark: course.mark }));
    lines.push(say(memory.best >= course.mark ? "passed" : "not_passed"));
  }
  find(".result-words").replaceChildren(
    make("p", done.completed ? "complete" : "not-complete", sign(done.completed ? "✓" : "○"), " ",
      make("strong", "", say(done.completed ? "complete" : "not_complete"))),
    make("ul", "", ...lines.map((line) => make("li", "", line))),
    ...listed("still_to_see", unseen),
    ...listed("still_to_answer", open),
  );
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
