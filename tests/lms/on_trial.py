"""Small packages for trials: a careful one that no fault of an LMS upsets, and the same with one fault of its own."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from game.authoring.files import write_whole
from tests.inspection.packages import SCORM12, SCORM2004

PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Kettles</title><script src="sco.js" defer></script></head>
<body><h1 id="title">Kettles</h1>
<form id="ask"><fieldset><legend id="legend">?</legend>
<label><input type="radio" name="a" value="a">Fill it</label>
<label><input type="radio" name="a" value="b">Leave it</label></fieldset>
<button type="button" id="check">Check</button></form>
<p id="said" role="status"></p><button type="button" id="next">Next</button></body></html>
"""
SCRIPT = """
let api = null, ended = false, place = 0, records = 0, retry = 0;
const told = new Map();
function above(start) {
  for (let here = start, hops = 0; here && hops < 20; here = here.parent === here ? null : here.parent, hops += 1) {
    if (here.API) return here.API;
  }
  return null;
}
const found = () => above(window) || (window.opener ? above(window.opener) : null);
function set(element, value) {
  told.set(element, value);
  if (api) api.LMSSetValue(element, value);
}
function again() {
  if (!api || ended) return;
  for (const [element, value] of told) api.LMSSetValue(element, value);
  commit();
}
function commit() {
  clearTimeout(retry);
  if (api && String(api.LMSCommit("")) !== "true") retry = setTimeout(again, 200);
}
function begin() {
  api.LMSInitialize("");
  const status = String(api.LMSGetValue("cmi.core.lesson_status"));
  const mode = api.LMSGetValue("cmi.core.lesson_mode");
  const before = String(api.LMSGetValue("cmi.suspend_data"));
  records = Number(api.LMSGetValue("cmi.interactions._count")) || 0;
  place = Number(before.split("|")[0]) || 0;
  if (status === "not attempted") set("cmi.core.lesson_status", "incomplete");
  set("cmi.core.exit", "suspend");
  show();
}
function look(tries) {
  api = found();
  if (api) begin();
  else if (tries) setTimeout(look, 50, tries - 1);
}
function show() {
  document.getElementById("title").textContent = `Kettle ${place + 1}`;
  document.getElementById("legend").textContent = `What do you do with kettle ${place + 1}?`;
  document.getElementById("said").textContent = "";
  for (const box of document.querySelectorAll("input")) box.checked = false;
}
function check() {
  const box = document.querySelector("input:checked");
  if (!box) return;
  const root = `cmi.interactions.${records}.`;
  records += 1;
  set(root + "id", `kettle-${place}-${records}`);
  set(root + "type", "choice");
  set(root + "student_response", box.value);
  set("cmi.suspend_data", `${place}|`);
  document.getElementById("said").textContent = `Kettle ${place + 1} is noted, try ${records}.`;
  commit();
}
function next() {
  if (place < 4) {
    place += 1;
    show();
  } else {
    set("cmi.core.lesson_status", "completed");
    commit();
    document.getElementById("title").textContent = "All done";
  }
}
function bye() {
  if (!api || ended) return;
  set("cmi.core.session_time", "00:01:00");
  ended = true;
  api.LMSFinish("");
}
document.getElementById("check").addEventListener("click", check);
document.getElementById("next").addEventListener("click", next);
window.addEventListener("pagehide", bye);
window.addEventListener("online", again);
look(120);
"""
NEWER = {
    "LMSSetValue": "SetValue",
    "LMSGetValue": "GetValue",
    "LMSCommit": "Commit",
    "LMSInitialize": "Initialize",
    "LMSFinish": "Terminate",
    "here.API": "here.API_1484_11",
    "cmi.core.lesson_status": "cmi.completion_status",
    '"not attempted"': '"unknown"',
    "cmi.core.lesson_mode": "cmi.mode",
    "cmi.core.": "cmi.",
    "student_response": "learner_response",
    "00:01:00": "PT1M",
}
"""What SCORM 2004 says for it."""

MANIFEST = SCORM12.replace("<adlcp:masteryscore>80</adlcp:masteryscore>", "")
MANIFEST_2004 = SCORM2004.replace(SCORM2004[SCORM2004.index("<imsss:sequencing>") : SCORM2004.index("</item>")], "")
ANSWER = 'set(root + "student_response", box.value);'

Changes = tuple[tuple[str, str], ...]


def changed(*pairs: str) -> Changes:
    """What is replaced in the script, and by what."""
    return tuple(zip(pairs[::2], pairs[1::2], strict=True))


FAULTY: dict[str, Changes] = {
    "no-initialize": changed('api.LMSInitialize("");', ""),
    "no-finish": changed('api.LMSFinish("");', ""),
    "rejected": changed('"incomplete"', '"started"'),
    "argument": changed('api.LMSInitialize("");', 'api.LMSInitialize(""); api.LMSCommit();'),
    "not-again": changed("look(120);", "if (!localStorage.seen) look(120); localStorage.seen = 1;"),
    "killed": changed("is noted, try ${records}.`;\n  commit();", "is noted, try ${records}.`;"),
    "set-at-end": changed("ended = true;", 'set("cmi.core.score.raw", "40"); ended = true;'),
    "call-order": changed('api.LMSFinish("");', 'api.LMSFinish(""); api.LMSFinish("");'),
    "not-text": changed('"suspend");', '"suspend"); set("cmi.core.lesson_location", 3);'),
    "refused-read": changed('api.LMSInitialize("");', 'api.LMSInitialize(""); api.LMSGetValue("cmi.core.exit");'),
    "opened-status": changed('"incomplete"', '"completed"'),
    "downgraded": changed(
        *('if (status === "not attempted") set(', "set("),
        *("is noted, try ${records}.`;", 'is noted, try ${records}.`;\n  set("cmi.core.lesson_status", "completed");'),
    ),
    "commits-many": changed('api.LMSInitialize("");', 'api.LMSInitialize(""); setInterval(commit, 5);'),
    "calls-many": changed(
        'api.LMSInitialize("");',
        'api.LMSInitialize(""); for (let n = 0; n < 9000; n += 1) api.LMSGetValue("cmi.core.lesson_status");',
    ),
    "suspend-near": changed("`${place}|`", '`${place}|${"x".repeat(3500)}`'),
    "page-error": changed("look(120);", "look(120); nothing.at.all();"),
    "not-found": changed("look(120);", "look(120); new Image().src = 'gone.png';"),
    "asked-outside": changed("look(120);", "look(120); fetch('https://cdn.example/x').catch(() => 0);"),
    "hangs": changed(ANSWER, f"{ANSWER} for (;;);"),
    "crashed": changed(ANSWER, f"{ANSWER} const heap = []; for (;;) heap.push(new Array(1e6).fill(heap.length));"),
    "left-lms": changed(ANSWER, f"{ANSWER} top.location = 'about:blank';"),
    "fault-late": changed("look(120);", "look(0);"),
    "fault-opener": changed(" || (window.opener ? above(window.opener) : null)", ""),
    "fault-blank": changed("records = Number", "mode.match(/^[nbr]/)[0]; records = Number"),
    "fault-numbers": changed("records = Number", 'api.LMSGetValue("cmi.interactions._count").trim(); records = Number'),
    "fault-commit": changed("setTimeout(again, 200)", "0"),
    "fault-offline": changed('window.addEventListener("online", again);', ""),
    "fault-cut": changed(
        *("`${place}|`", '`${place}|${"x".repeat(4600)}|`'),
        *(
            "  records = Number",
            '  if (before && !before.endsWith("|")) throw new Error("damaged");\n  records = Number',
        ),
    ),
    "fault-rewritten": changed('set("cmi.core.exit"', 'set("cmi.core.score.raw", "50"); set("cmi.core.exit"'),
}
NEWER_ONLY = ("fault-cut",)
"""Where only SCORM 2004 has room for it."""


def files(code: str = "", newer: bool = False) -> dict[str, bytes]:
    """A package with one fault of its own; without a code the careful one."""
    script = SCRIPT
    for old, new in FAULTY.get(code, ()):
        assert script.count(old) == 1, (code, old)
        script = script.replace(old, new)
    manifest = SCORM12 if code == "fault-rewritten" else MANIFEST
    if newer or code in NEWER_ONLY:
        for old, new in NEWER.items():
            script = script.replace(old, new)
        manifest = MANIFEST_2004
    return {"imsmanifest.xml": manifest.encode(), "index.html": PAGE.encode(), "sco.js": script.encode()}


def zipped(path: Path, content: dict[str, bytes]) -> Path:
    """A zip of these files."""
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name, raw in content.items():
            archive.writestr(name, raw)
    write_whole(path, target.getvalue())
    return path
