// Questions that stand for a module, for those who know it already.
// Law: enough right makes its screens count as done; otherwise one is sent kindly to the module. One try: whoever
// could guess again and again would learn the questions and not the module.

course.modules.forEach((module, number) => {
  if (!module.out) return;
  const screens = course.screens.filter((screen) => screen.module === number);
  const first = screens[0].id;
  const after = ORDER[ORDER.indexOf(screens[screens.length - 1].id) + 1];
  let sent = []; // the questions of this visit's try
  const sitting = {
    code: module.code, number: module.out, id: `_out-${module.id}`, name: module.title, weight: 0,
    pool: () => questionBank().filter(({ objective }) => objective in module.objectives),
    passes: (reached) => reached >= course.mark,
    idOf: ({ id }) => `${id}.out`,
    ways: () => ({ back: first, next: stateIn(sitting).state === "passed" ? after : undefined }),

    // Of the questions nothing is kept but how it went.
    sent() {
      const kept = stateIn(sitting);
      sent = kept.questions;
      memory.sittings.set(module.code, { ...kept, questions: [] });
    },

    intro: () => ({
      heading: say("out_title"),
      parts: [bullets("rules", [
        say("how_many_out", { n: module.out }), say("mark_out", { n: needed(module.out), all: module.out }),
        say("nothing_lost"), say("not_timed"), say("can_change"),
      ])],
    }),

    outcome() {
      const passed = stateIn(sitting).state === "passed";
      const n = sent.filter(isRightIn).length;
      const failed = sent.length ? say("out_failed", { n, all: sent.length }) : say("out_tried");
      const said = passed ? say("out_passed", { n: screens.length }) : failed;
      const parts = [make("p", passed ? "complete" : "not-complete", sign(passed ? "✓" : "○"), " ", make("strong", "", said))];
      if (passed) parts.push(make("p", "", say("out_again")));
      parts.push(...(sent.length ? wrongOnes(sitting, sent, passed) : passed ? [] : [make("p", "", say("out_gone"))]));
      parts.push(deeds(way(passed ? "button quiet" : "button", say("to_module"), first)));
      return { heading: say("out_title"), parts };
    },
  };
  sittings.push(sitting);
  const offer = make("p", "offer-out");
  find(".objectives", all(".module")[number]).append(offer);
  updates.push(() => updateOffer(sitting, offer));
});

function updateOffer(sitting, offer) {
  const { state } = stateIn(sitting);
  if (state === "passed") offer.replaceChildren(sign("✓"), " ", say("out_known"));
  else if (state === "failed") offer.replaceChildren(say("out_tried"));
  else offer.replaceChildren(way("", say(state === "open" ? "offer_open" : "offer", { n: sitting.number }), sitting.id));
}
