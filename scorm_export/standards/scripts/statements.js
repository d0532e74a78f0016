// Statements to a record store, as cmi5 asks for them (specification, section 9).
// Law: pure but for chance; the context that the LMS has given is only ever added to.

const VERB = "http://adlnet.gov/expapi/verbs/";
const CATEGORY = "https://w3id.org/xapi/cmi5/context/categories/";
const MASTERY = "https://w3id.org/xapi/cmi5/context/extensions/masteryscore";
const INTERACTION = "http://adlnet.gov/expapi/activities/cmi.interaction";

// FNV-1a with a last stir.
function stirred(text) {
  let sum = [...text].reduce((before, sign) => Math.imul(before ^ sign.codePointAt(0), 16777619), 2166136261);
  sum = Math.imul(sum ^ (sum >>> 16), 2246822507);
  sum = Math.imul(sum ^ (sum >>> 13), 3266489909);
  return (sum ^ (sum >>> 16)) >>> 0;
}

function uuidIn(numbers) {
  const digits = [...numbers].map((number) => number.toString(16).padStart(8, "0")).join("");
  return digits.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, "$1-$2-5$3-a$4-$5");
}

// The same words give the same identifier, so that what may be said once is never stored twice.
const uuidOf = (words) => uuidIn([1, 2, 3, 4].map((lane) => stirred(`${lane} ${words}`)));
const freshUuid = () => uuidIn(window.crypto.getRandomValues(new Uint32Array(4)));

function contextIn(launch, { activities, extensions }) {
  const context = JSON.parse(JSON.stringify(launch.template));
  context.registration = context.registration || launch.registration;
  const lists = context.contextActivities || {};
  for (const [kind, ids] of Object.entries(activities)) {
    lists[kind] = [...[lists[kind] || []].flat(), ...ids.map((id) => ({ objectType: "Activity", id }))];
  }
  context.contextActivities = lists;
  context.extensions = { ...extensions, ...context.extensions };
  return context;
}

function statementOf(launch, { id, verb, object, result, timestamp, activities, extensions }) {
  const made = {
    id, actor: launch.actor, verb: { id: VERB + verb, display: { en: verb } },
    object: object || { objectType: "Activity", id: launch.activityId },
    context: contextIn(launch, { activities, extensions }), timestamp,
  };
  return result ? { ...made, result } : made;
}

// One of those that cmi5 itself knows.
function definedStatement(launch, verb, { id, result, timestamp }) {
  const judges = Boolean(result) && ("success" in result || "completion" in result);
  const activities = { category: [`${CATEGORY}cmi5`, ...(judges ? [`${CATEGORY}moveon`] : [])] };
  const masters = Boolean(result) && "success" in result && launch.mastery !== null;
  const extensions = masters ? { [MASTERY]: launch.mastery } : {};
  return statementOf(launch, { id, verb, result, timestamp, activities, extensions });
}

// An answer. A second try is about the same question; the record's own name says which try it was.
function answerStatement(launch, root, language, record, timestamp) {
  const words = oneLine(record.prompt, 500);
  const definition = {
    type: INTERACTION, interactionType: record.kind, name: { [language]: words }, description: { [language]: words },
    correctResponsesPattern: [record.range ? record.range.join("[:]") : responses(record.correct)],
  };
  return statementOf(launch, {
    id: record.key, verb: "answered", timestamp,
    object: { objectType: "Activity", id: `${root}#question.${record.id.split(".")[0]}`, definition },
    result: { response: responses(record.response), success: record.right, duration: duration(record.seconds) },
    activities: { parent: [launch.activityId], ...(record.objective && { other: [`${root}#objective.${record.objective}`] }) },
    extensions: { [`${root}#record`]: record.id, [`${root}#weight`]: record.weight },
  });
}
