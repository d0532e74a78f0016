// Where the learner stands: the score, and whether the course is completed and passed.
// Law: pure; merely opening the course completes nothing; nothing reached is ever taken back; nobody has failed
// while there is another attempt.

const RULES = {
  viewed: ({ viewed }) => ({ completed: viewed, passed: null }),
  passed: ({ pass, failed }) => ({ completed: pass, passed: pass || failed }),
  "viewed and passed": ({ viewed, pass, failed }) => ({ completed: viewed && pass, passed: (viewed && pass) || failed }),
};

// `left` is how many attempts there still are; null: as many as one likes. `before` is what was reached already.
function standing({ rule, mark, screens, seen, best, left, before }) {
  const viewed = screens > 0 && seen >= screens;
  const pass = best !== null && best >= mark;
  const now = RULES[rule]({ viewed, pass, failed: left === 0 && !pass ? false : null });
  return {
    completed: before.completed || now.completed,
    passed: before.passed || (now.passed === null ? before.passed : now.passed),
  };
}

// The share of questions right, in whole per cent rounded down so that a rounding never passes anyone.
const share = (right, all) => Math.floor((100 * right) / all);

// Of knowledge checks that make the score there is none until each has an answer, since an LMS may take a first
// low score for a failed course.
function score(questions) {
  if (!questions.length || questions.some(({ answer }) => !answer)) return null;
  return share(questions.filter(({ right }) => right).length, questions.length);
}
