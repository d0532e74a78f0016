// The assessment: questions on the whole course that decide the score.
// Law: the score is set only when the answers are sent, and the best one counts.

const scoreOf = (questions) => share(questions.filter(isRightIn).length, questions.length);
const needed = (number) => Math.ceil((course.mark * number) / 100);

function attemptWords() {
  const left = attemptsLeft();
  if (left === null) return say("any_attempts");
  return left === 0 ? say("no_attempts") : say(left === 1 ? "one_attempt" : "some_attempts", { n: left });
}

if (course.assessment) {
  const { code, title, questions: number } = course.assessment;
  const sitting = {
    code, number, id: "_assessment", name: title, weight: 1,
    pool: questionBank,
    passes: (reached) => reached >= course.mark,
    idOf: ({ id }, spent) => (spent ? `${id}.t${spent + 1}` : id),
    ways: () => ({ back: ORDER[ORDER.indexOf("_assessment") - 1], next: "_result" }),

    sent(reached) {
      memory.best = highest(memory.best, reached);
    },

    intro: () => ({
      heading: say("assessment_heading"),
      parts: [bullets("rules", [
        say("how_many", { n: number }), say("mark", { mark: course.mark, n: needed(number), all: number }),
        say("not_timed"), say("can_change"), say("kept"), attemptWords(),
      ])],
    }),

    outcome(questions) {
      const reached = scoreOf(questions);
      const passed = reached >= course.mark;
      const n = questions.filter(isRightIn).length;
      const said = say(passed ? "sent_passed" : "sent_not_passed", { n, all: questions.length, score: reached, mark: course.mark });
      const over = attemptsLeft() === 0;
      const lines = memory.best > reached ? [say("best", { best: memory.best })] : [];
      const parts = [
        make("p", passed ? "complete" : "not-complete", sign(passed ? "✓" : "○"), " ", make("strong", "", said)),
        ...[...lines, attemptWords()].map((line) => make("p", "", line)),
        ...byObjective(questions), ...wrongOnes(sitting, questions, passed || over),
      ];
      if (!over) parts.push(deeds(pressable("again", () => startSitting(sitting))));
      return { heading: say("your_result"), parts };
    },
  };
  sittings.push(sitting);
  updates.push(() => updateAssessmentLink(sitting));
}

// Its line in the contents.
function updateAssessmentLink(sitting) {
  const link = find(".contents-assessment a");
  const { state, questions } = stateIn(sitting);
  const passed = memory.best !== null && memory.best >= course.mark;
  const given = questions.filter(({ answer }) => answer).length;
  const word = state === "open" ? "state_begun" : memory.best === null ? "state_untaken" : passed ? "state_passed" : "state_failed";
  const said = say(word, { n: given, all: questions.length, best: memory.best });
  link.replaceChildren(
    sign(state === "open" ? "◐" : passed ? "✓" : "○"),
    make("span", "", make("span", "contents-title", sitting.name), " ", make("span", "state", said)),
  );
  if (showing && showing.sitting === sitting) link.setAttribute("aria-current", "page");
  else link.removeAttribute("aria-current");
}
