// The words explained and the list of sources: pages that belong to no module.
// Law: looking something up changes nothing; the way back leads to the screen one came from.

let lookedFrom = null;

for (const section of all(".appendix")) {
  const page = {
    section,
    lookup: true,
    heading: "h2",
    id: section.id,
    get place() {
      return (lookedFrom || home).id;
    },
    title: () => find("h2", section).textContent,
    draw() {},
    ways: () => ({ back: page.place }),
  };
  beyond.push((hash) => {
    if (!targetAt(hash) || !section.contains(targetAt(hash))) return undefined;
    if (showing && !showing.lookup) lookedFrom = showing;
    return page;
  });
}
