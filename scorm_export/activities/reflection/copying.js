// A box whose text stays on the page: the button copies it, and says in words whether it did.
// Law: nothing of the text is kept or sent anywhere. Where the browser or an LMS's frame forbids copying,
// the text is left selected, so that two keys do it.

function copies(place) {
  const box = find(".box", place);
  find(".copy", place).addEventListener("click", async () => {
    find(".copied", place).textContent = say(box.value.trim() ? await copied(box) : "nothing_to_copy");
  });
}

async function copied(box) {
  try {
    await navigator.clipboard.writeText(box.value);
    return "copied";
  } catch (refused) {
    box.focus();
    box.select();
    return document.execCommand("copy") ? "copied" : "not_copied";
  }
}
