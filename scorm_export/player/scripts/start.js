// Turns the long page into the player, then asks the LMS what it remembers.
// Law: the learner never waits for the LMS, and what an LMS says late never moves someone who has begun.

const activities = all(".activity").map(setUp);
find(".steps").hidden = false;
foldContents();
begin();
window.addEventListener("hashchange", follow);
watchForTheEnd();
connect().then(({ bookmark, seen }) => {
  for (const shown of activities) if (!shown.touched) restore(shown);
  resume(bookmark, seen);
  save(current().id);
  if (early.length || start.owed.length) commit();
  updateContents();
  if (!showing) showResult();
});
