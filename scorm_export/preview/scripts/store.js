// What the record store heard, on the author's desk: asked for again and again, a row for each request.
// Law: the store judges; here it is only shown.

(() => {
  const PAUSE = 300; // ms between two questions
  const LONGEST = 400; // characters of a value
  let began = null; // ms, of the first that is shown
  let number = document.body.dataset.store; // of the first request that is not shown yet

  function row({ at, call, result, wrong }) {
    const line = document.createElement("tr");
    const fine = result === "404" ? "nothing there yet" : "taken";
    const verdict = wrong.length ? `rejected: ${wrong.join("; ")}` : fine;
    began = began === null ? at : began;
    for (const text of [String(at - began), call.slice(0, LONGEST), result, verdict]) {
      line.appendChild(document.createElement("td")).textContent = text;
    }
    line.className = wrong.length ? "refused" : "";
    document.getElementById("calls").appendChild(line);
  }

  async function ask() {
    try {
      const answer = await (await fetch(`heard/${number}`)).json();
      answer.calls.forEach(row);
      number = answer.next;
      document.getElementById("phase").textContent = answer.phase;
    } catch (gone) {
      // The desk itself says that the preview has ended.
    }
    setTimeout(ask, PAUSE);
  }

  if (number) ask();
})();
