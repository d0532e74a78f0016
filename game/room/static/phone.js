/* The phone's page: sends forms without leaving it, and keeps what is typed, chosen and open when news comes in. */
"use strict";
document.documentElement.classList.add("live");
let sent = null; // the form that is being answered

const isDirty = (one) => one.checked !== one.defaultChecked || (one.type === "textarea" && one.value !== one.defaultValue);

/* What a new <main> would lose, as one step each that puts it back by its id. */
function begun(old, taken) {
  return [...old.querySelectorAll("input[id], textarea[id], details[id]")]
    .filter((one) => !taken || !(taken.contains(one) || one.contains(taken)))
    .filter((one) => one.localName === "details" || isDirty(one))
    .map(({ id, open, checked, value }) => (again) => {
      const one = again(id);
      if (!one) return;
      if (one.localName === "details") one.open = open;
      else if (one.type === "textarea") one.value = value;
      else one.checked = checked;
    });
}

around = (swap, old, fresh) => {
  const focused = document.activeElement;
  const within = old.contains(focused);
  const { id, selectionStart, selectionEnd } = focused;
  const taken = fresh.querySelector(".note") ? null : sent;
  const steps = begun(old, taken);
  const heading = (main) => main.querySelector("h1").textContent;
  const isNew = heading(old) !== heading(fresh);
  swap();
  const again = (name) => document.getElementById(name);
  for (const step of steps) step(again);
  const same = !sent && within && id && again(id);
  if (same) {
    same.focus({ preventScroll: true });
    if (same.type === "textarea") same.setSelectionRange(selectionStart, selectionEnd);
  } else if (sent || within) {
    (fresh.querySelector(".note") || again(sent && sent.dataset.then) || fresh.querySelector("h1")).focus();
  } else if (isNew) {
    scrollTo(0, 0);
  }
};

addEventListener("submit", async (event) => {
  const form = event.target;
  if (!("live" in form.dataset)) return;
  event.preventDefault();
  if (form.hasAttribute("aria-busy")) return;
  const fields = new URLSearchParams(new FormData(form));
  if (event.submitter && event.submitter.name) fields.append(event.submitter.name, event.submitter.value);
  form.setAttribute("aria-busy", "true");
  try {
    const answer = await ask(form.action, { method: "POST", body: fields });
    sent = form;
    await take(answer, true);
    tell((undone = ""));
  } catch {
    undone = "The room is back. Press the button once more.";
    tell("No answer from the room. Press the button again in a moment.");
  }
  sent = null;
  form.removeAttribute("aria-busy");
});

/* A phone that slept may have missed something. */
addEventListener("visibilitychange", () => {
  if (document.visibilityState !== "visible" || isOver) return;
  if (source.readyState === EventSource.CLOSED) connect();
  look().catch(connect);
});
