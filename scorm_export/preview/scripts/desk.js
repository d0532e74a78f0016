// The author's desk: reloads when the manuscript was saved, counts what was rejected, begins anew.
// Law: the course says goodbye before the page is loaded again, so that its LMS has everything.

(() => {
  const PAUSE = 500; // ms between two looks
  const calls = document.getElementById("calls");
  const list = calls.closest("[role=region]");
  const { version } = document.body.dataset;

  function count() {
    const rejected = calls.querySelectorAll(".refused").length;
    document.getElementById("count").textContent = `${calls.children.length} calls, ${rejected} rejected`;
    document.getElementById("count").className = rejected ? "bad" : "";
    list.scrollTop = list.scrollHeight;
  }

  async function look() {
    try {
      const answer = await fetch("version");
      document.getElementById("away").hidden = answer.ok;
      if (answer.ok && (await answer.text()) !== version) return window.location.reload();
    } catch (gone) {
      document.getElementById("away").hidden = false;
    }
    return setTimeout(look, PAUSE);
  }

  new MutationObserver(count).observe(calls, { childList: true });
  document.getElementById("anew").addEventListener("click", async () => {
    const frame = document.getElementById("course");
    if (frame) frame.remove();
    window.recorder.forget();
    if (document.body.dataset.store) await fetch("anew");
    window.location.reload();
  });
  count();
  look();
})();
