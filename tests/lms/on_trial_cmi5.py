"""A small cmi5 package that no fault of a record store upsets, and the same with one fault of its own."""

from __future__ import annotations

from tests.inspection.packages import CMI5
from tests.lms import on_trial
from tests.lms.on_trial import Changes, changed

PAGE = on_trial.PAGE.replace("</button></body>", '</button><button type="button" id="exit">Exit</button></body>')
SCRIPT = """
const asked = new URLSearchParams(location.search);
const launch = {};
for (const word of ["endpoint", "fetch", "registration", "activityId"]) launch[word] = asked.get(word);
launch.actor = JSON.parse(asked.get("actor"));
const EXTENSION = "https://w3id.org/xapi/cmi5/context/extensions/";
const CATEGORY = "https://w3id.org/xapi/cmi5/context/categories/";
const QUESTION = "http://adlnet.gov/expapi/activities/cmi.interaction";
const began = Date.now();
const queue = [];
const unsaid = [];
let token = "", told = null, place = 0, records = 0, passed = false;
let over = false, sending = Promise.resolve(), retry = 0;

const duration = () => `PT${((Date.now() - began) / 1000).toFixed(2)}S`;
const agent = JSON.stringify(launch.actor);
const state = (stateId) => ({ stateId, activityId: launch.activityId, registration: launch.registration, agent });

async function send(method, where, words, body) {
  const address = `${launch.endpoint}/${where}${words ? `?${new URLSearchParams(words)}` : ""}`;
  const headers = { "Authorization": `Basic ${token}`, "X-Experience-API-Version": "1.0.3" };
  if (body) headers["Content-Type"] = "application/json";
  try {
    const answer = await fetch(address, { method, headers, body, keepalive: true });
    return { status: answer.status, text: await answer.text() };
  } catch (broken) {
    return { status: 0, text: "" };
  }
}
async function flush() {
  clearTimeout(retry);
  while (queue.length) {
    const { status } = await send(...queue[0]);
    if (status === 0) return void (retry = setTimeout(push, 200));
    if (status >= 500) return void (retry = setTimeout(push, 200));
    queue.shift();
  }
}
function push() {
  sending = sending.then(flush);
  return sending;
}
function statement(verb, result, object) {
  const context = JSON.parse(JSON.stringify(told.contextTemplate));
  context.registration = launch.registration;
  const judges = Boolean(result) && ("success" in result || "completion" in result);
  if (!object) context.contextActivities.category = [{ id: `${CATEGORY}cmi5` }];
  if (!object && judges) context.contextActivities.category.push({ id: `${CATEGORY}moveon` });
  if (["passed", "failed"].includes(verb)) context.extensions[`${EXTENSION}masteryscore`] = told.masteryScore;
  return {
    id: crypto.randomUUID(), actor: launch.actor, verb: { id: `http://adlnet.gov/expapi/verbs/${verb}` },
    object: object || { id: launch.activityId }, context,
    timestamp: new Date().toISOString(), ...(result ? { result } : {}),
  };
}
function tell(verb, result, object) {
  queue.push(["POST", "statements", null, JSON.stringify(statement(verb, result, object))]);
  push();
}
const isNormal = () => told && told.launchMode === "Normal";
function remember() {
  queue.push(["PUT", "activities/state", state("kettles"), JSON.stringify({ place, records, passed })]);
  push();
}
async function begin() {
  const answer = await fetch(launch.fetch, { method: "POST" });
  token = (await answer.json())["auth-token"];
  if (!token) return;
  const launched = JSON.parse((await send("GET", "activities/state", state("LMS.LaunchData"))).text);
  await send("GET", "agents/profile", { profileId: "cmi5LearnerPreferences", agent });
  const before = await send("GET", "activities/state", state("kettles"));
  if (before.status === 200) ({ place, records, passed } = JSON.parse(before.text));
  told = launched;
  tell("initialized");
  show();
}
function show() {
  document.getElementById("title").textContent = `Kettle ${place + 1}`;
  document.getElementById("legend").textContent = `What do you do with kettle ${place + 1}?`;
  document.getElementById("said").textContent = "";
  for (const box of document.querySelectorAll("input")) box.checked = false;
}
function check() {
  const box = document.querySelector("input:checked");
  if (!box || !isNormal()) return;
  records += 1;
  const definition = { type: QUESTION, interactionType: "choice", correctResponsesPattern: ["a"] };
  const result = { response: box.value, success: box.value === "a", duration: duration() };
  tell("answered", result, { id: `https://example.org/kettle-${place}`, definition });
  remember();
  document.getElementById("said").textContent = `Kettle ${place + 1} is noted, try ${records}.`;
}
function pass() {
  if (passed || !isNormal()) return;
  passed = true;
  tell("completed", { completion: true, duration: duration() });
  tell("passed", { success: true, score: { scaled: 0.9 }, duration: duration() });
  remember();
}
function next() {
  if (place < 1) {
    place += 1;
    return show();
  }
  pass();
  document.getElementById("title").textContent = "All done";
  document.getElementById("ask").remove();
  return document.getElementById("next").remove();
}
function bye() {
  if (over || !told) return null;
  over = true;
  for (const one of unsaid) send("POST", "statements", null, JSON.stringify(one));
  return send("POST", "statements", null, JSON.stringify(statement("terminated", { duration: duration() })));
}
async function exit() {
  await push();
  if (queue.length || !told) return;
  await bye();
  location.href = told.returnURL;
}
document.getElementById("check").addEventListener("click", check);
document.getElementById("next").addEventListener("click", next);
document.getElementById("exit").addEventListener("click", exit);
window.addEventListener("pagehide", bye);
window.addEventListener("online", push);
begin();
"""
BEGUN = 'tell("initialized");'
CATCHES_UP = 'while (unsaid.length) queue.push(["POST", "statements", null, JSON.stringify(unsaid.shift())]);'

FAULTY: dict[str, Changes] = {
    "no-initialize": changed("\nbegin();", ""),
    "no-finish": changed("  over = true;\n", "  return null;\n"),
    "killed": changed(
        *('tell("answered", result, {', 'unsaid.push(statement("answered", result, {'),
        *("definition });\n  remember();", "definition }));"),
        *("function next() {", f"function next() {{\n  {CATCHES_UP}"),
    ),
    "rejected": changed("`PT${((Date.now() - began) / 1000).toFixed(2)}S`", "`${(Date.now() - began) / 1000}`"),
    "not-again": changed("\nbegin();", "\nif (!localStorage.seen) begin();\nlocalStorage.seen = 1;"),
    "set-at-end": changed(
        'tell("answered", result, {', 'unsaid.push(statement("answered", result, {', "definition });", "definition }));"
    ),
    "opened-status": changed(BEGUN, f"{BEGUN} pass();"),
    "commits-many": changed(BEGUN, f"{BEGUN} setInterval(remember, 10);"),
    "calls-many": changed(BEGUN, f'{BEGUN} for (let n = 0; n < 600; n += 1) await send("GET", "about");'),
    "asked-outside": changed("\nbegin();", "\nbegin(); fetch('https://cdn.example/x').catch(() => 0);"),
    "not-found": changed("\nbegin();", "\nbegin(); new Image().src = 'gone.png';"),
    "cmi5-fetch": changed(
        "  if (!token) return;", '  await fetch(launch.fetch, { method: "POST" });\n  if (!token) return;'
    ),
    "cmi5-unread": changed('await send("GET", "agents/profile"', 'void ("agents/profile"'),
    "cmi5-request": changed(', "X-Experience-API-Version": "1.0.3"', ""),
    "cmi5-actor": changed("actor: launch.actor, verb", 'actor: { mbox: "mailto:a@example.org" }, verb'),
    "cmi5-object": changed("object || { id: launch.activityId }", 'object || { id: "https://example.org/tea/1" }'),
    "cmi5-context": changed("context.registration = launch.registration;", ""),
    "cmi5-category": changed("context.contextActivities.category.push({ id: `${CATEGORY}moveon` })", "records += 0"),
    "cmi5-verb": changed(BEGUN, f'{BEGUN} tell("launched", null, {{ id: "https://example.org/tea/1" }});'),
    "cmi5-order": changed(BEGUN, f'tell("experienced", null, {{ id: "https://example.org/x" }}); {BEGUN}'),
    "cmi5-once": changed('tell("completed", {', 'for (const n of [1, 2]) tell("completed", {'),
    "cmi5-result": changed("score: { scaled: 0.9 }", "score: { scaled: 0.9, raw: 9 }"),
    "cmi5-mark": changed("scaled: 0.9", "scaled: 0.5"),
    "cmi5-answer": changed('"choice"', '"multiple-choice"'),
    "cmi5-return": changed("location.href = told.returnURL;", ""),
    "not-resumed": changed('await send("GET", "activities/state", state("kettles"))', "{ status: 404 }"),
    "fault-late": changed(
        'launch.fetch, { method: "POST" }', 'launch.fetch, { method: "POST", signal: AbortSignal.timeout(1500) }'
    ),
    "fault-commit": changed("    if (status >= 500) return void (retry = setTimeout(push, 200));\n", ""),
    "fault-offline": changed("    if (status === 0) return void (retry = setTimeout(push, 200));\n", ""),
    "fault-spent": changed("  if (!token) return;\n", ""),
    "fault-review": changed('told && told.launchMode === "Normal"', "told"),
}


def files(code: str = "") -> dict[str, bytes]:
    """A package with one fault of its own; without a code the careful one."""
    script = SCRIPT
    for old, new in FAULTY.get(code, ()):
        assert script.count(old) == 1, (code, old)
        script = script.replace(old, new)
    return {"cmi5.xml": CMI5.encode(), "index.html": PAGE.encode(), "sco.js": script.encode()}
