// How SCORM 2004 and xAPI write lengths of time and lists of answers.
// Law: pure; each list keeps its own delimiter.

// timeinterval(second,10,2): decimals stand on the seconds only, and "PT" alone is no time at all.
function duration(seconds) {
  const [hours, minutes, rest] = hoursMinutesSeconds(seconds);
  return `PT${hours ? `${hours}H` : ""}${minutes ? `${minutes}M` : ""}${decimal(rest, 2)}S`;
}

// "a[,]c" for a choice and "a[.]1[,]b[.]2" for a matching; letters, since Moodle refuses a hyphen here. What is
// right of a number is a range, "480[:]520".
function responses(answers) {
  return answers.map((answer) => (Array.isArray(answer) ? answer.join("[.]") : answer)).join("[,]");
}
