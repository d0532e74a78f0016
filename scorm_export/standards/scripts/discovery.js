// Finds the object through which an LMS listens, wherever the LMS has put it.
// Law: every step is guarded, for a window of another host throws when it is touched, and a page in
// between that throws must not hide the LMS behind it.

const PATIENCE = 5000; // ms: some LMSs put their object up only after the course has loaded
const PAUSE = 100; // ms between two looks

function neighbour(place, relation) {
  try {
    const other = place[relation];
    return other && other !== place ? other : null;
  } catch (refusal) {
    return null;
  }
}

// An element of the LMS's page may bear the same name; only what can be called is taken for the LMS.
function heldBy(place, name, verb) {
  try {
    const api = place[name];
    return api && api[verb] ? api : null;
  } catch (refusal) {
    return null;
  }
}

function upwards(start) {
  const places = [];
  for (let place = start; place && places.length < 100; place = neighbour(place, "parent")) {
    places.push(place);
  }
  return places;
}

// Own window, then the parents, then whoever opened any of them, and so on from there.
function findApi(name, verb, start, hops) {
  const places = upwards(start);
  for (const place of places) {
    const api = heldBy(place, name, verb);
    if (api) return api;
  }
  for (const place of hops > 0 ? places : []) {
    const opener = neighbour(place, "opener");
    const api = opener && findApi(name, verb, opener, hops - 1);
    if (api) return api;
  }
  return null;
}

// Looks until `take` accepts what was found, or patience or interest is gone. Resolves with the API or null.
function awaitApi(name, verb, take, interested) {
  const end = performance.now() + PATIENCE;
  return new Promise((resolve) => {
    const look = () => {
      if (!interested()) return resolve(null);
      const api = findApi(name, verb, window, 5);
      if (api && take(api)) return resolve(api);
      if (performance.now() >= end) return resolve(null);
      return setTimeout(look, PAUSE);
    };
    look();
  });
}
