// Branching conversation. An answer is the letters of the replies in turn; behind it, after a 0, stands a talk that
// is still under way. The focus goes once to each new step, which is named by what came of the last reply and by
// what is said next.

const talks = new Map(); // by the activity's id: { activity, shown, form, log, turns, letters }

kinds.conversation = {
  given: (kept) => kept.split("0")[0],

  isRight: (activity, answer) => activity.good.includes(talkedTo(activity, answer)),

  open(place, activity, shown) {
    const { content } = find("template", place);
    const turns = new Map([...content.children].slice(1).map((turn) => [Number(turn.dataset.turn), turn]));
    const form = find("form", content);
    const talk = { activity, shown, form, log: find(".talk", form), turns, letters: "" };
    talks.set(activity.id, talk);
    Object.assign(shown, { form, paper: find(".on-paper", place) });
    shown.paper.replaceWith(form);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      speak(talk);
    });
    find(".again", form).addEventListener("click", () => startAgain(talk));
    showTalk(talk, "");
  },

  restore(place, kept, activity) {
    const [ended, underWay] = kept.split("0");
    showTalk(talks.get(activity.id), underWay === undefined ? ended : underWay);
  },
};

// The step or ending that letters lead to; undefined where the talk has no such way any more.
function talkedTo(activity, letters) {
  return [...letters].reduce((at, letter) => (activity.ways[at] || [])[letter.charCodeAt(0) - 97], activity.start);
}

// Each step by its letter, with the reply it got. No talk comes to a step twice; as a sequence of replies alone it
// could repeat itself ("b, b, c"), which some LMSs refuse.
function stepsTaken(activity, letters) {
  const at = (place) => String.fromCharCode(97 + talkedTo(activity, letters.slice(0, place)));
  return [...letters].map((letter, place) => [at(place), letter]);
}

function speak(talk) {
  const chosen = find("input:checked", talk.log);
  if (!chosen) return showMissing(talk.form, say("nothing_said"));
  talk.shown.touched = true;
  const turn = takeTurn(talk, chosen.value);
  remember(talk);
  turn.focus({ preventScroll: true });
  turn.previousElementSibling.lastElementChild.scrollIntoView({ block: "nearest" });
  return turn.scrollIntoView({ block: "nearest" });
}

function startAgain(talk) {
  const begun = talk.letters;
  talk.shown.touched = true;
  showTalk(talk, "");
  if (begun) remember(talk);
  talk.log.firstElementChild.focus();
}

// A talk that has come to its end is an answer given; any other is only kept.
function remember({ activity, shown, letters }) {
  if (talkedTo(activity, letters) >= 0) return keepAnswer(activity, `${answerOf(activity)}0${letters}`);
  const seconds = (performance.now() - shown.since) / 1000;
  shown.since = performance.now();
  const pattern = { kind: "matching", response: stepsTaken(activity, letters), correct: stepsTaken(activity, activity.right) };
  recordAnswer({ activity, answer: letters, pattern, seconds }, current().id);
  return updateContents();
}

// The talk from its beginning, as far as the letters still lead.
function showTalk(talk, letters) {
  talk.letters = "";
  talk.log.replaceChildren();
  addTurn(talk, talk.activity.start, []);
  for (const letter of letters) {
    if (talkedTo(talk.activity, talk.letters + letter) === undefined) return;
    takeTurn(talk, letter);
  }
}

// What is chosen becomes what was said, and the next turn opens with what came of it.
function takeTurn(talk, letter) {
  const turn = talk.log.lastElementChild;
  const choice = find(`input[value="${letter}"]`, turn).closest("label");
  const came = choice.nextElementSibling.content.cloneNode(true);
  const you = make("p", "said you", make("strong", "", `${say("you")}:`), " ", ...find(".reply", choice).childNodes);
  find("fieldset", turn).replaceWith(you);
  for (const name of ["role", "tabindex", "aria-labelledby"]) turn.removeAttribute(name);
  talk.letters += letter;
  return addTurn(talk, talkedTo(talk.activity, talk.letters), came.childNodes);
}

function addTurn(talk, at, came) {
  const turn = talk.turns.get(at).cloneNode(true);
  if (came.length) find(".came", turn).append(...came);
  else find(".came", turn).remove();
  talk.log.append(turn);
  find("[type=submit]", talk.form).hidden = at < 0;
  const status = find(".talk ~ .verdict", talk.form);
  status.className = "verdict";
  status.replaceChildren();
  return turn;
}
