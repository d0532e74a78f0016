// Where the learner stands: the score, and whether the course is completed and passed.
// Law: pure; merely opening the course completes nothing; nobody fails, for there is always another try.

const RULES = {
  viewed: ({ viewed }) => ({ completed: viewed, passed: null }),
  passed: ({ pass }) => ({ completed: pass, passed: pass || null }),
  "viewed and passed": ({ viewed, pass }) => ({ completed: viewed && pass, passed: (viewed && pass) || null }),
};

function standing({ rule, mark, screens, seen, best }) {
  return RULES[rule]({ viewed: screens > 0 && seen >= screens, pass: best !== null && best >= mark });
}

// The share of questions right, in whole per cent rounded down so that a rounding never passes anyone;
// nothing until each has an answer, since an LMS may take a first low score for a failed course.
function score(questions) {
  if (!questions.length || questions.some(({ answer }) => !answer)) return null;
  return Math.floor((100 * questions.filter(({ right }) => right).length) / questions.length);
}
