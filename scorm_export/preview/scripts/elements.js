// The elements of a data model with their values: finding one, reading it, setting it.
// Law: gives a value or a word from the list of errors; changes nothing when it gives an error.

function elementsOf(model, given) {
  const values = {};

  // "cmi.interactions.2.id" -> the table's line "cmi.interactions.n.id", and the lists passed on the way.
  function located(element) {
    const lists = [];
    const line = element.replace(/\.(0|[1-9]\d*)(?=\.)/g, (_, number, at) => {
      lists.push({ name: element.slice(0, at), number: Number(number) });
      return ".n";
    });
    if (line in model) return { entry: model[line], lists, error: "" };
    const parent = line.replace(/\._(children|count)$/, "");
    const isLeaf = parent !== line && parent in model;
    const error = isLeaf ? (line.endsWith("_count") ? "no count" : "no children") : "unknown";
    return { entry: null, lists, error };
  }

  function count(list) {
    const numbers = Object.keys(values)
      .filter((name) => name.startsWith(`${list}.`))
      .map((name) => Number(name.slice(list.length + 1).split(".")[0]));
    return numbers.length ? Math.max(...numbers) + 1 : 0;
  }

  const owner = (element) => (element.match(/^.*?\.\d+\./) || [""])[0];

  function told(element, entry) {
    if (entry.counts) return String(count(element.replace(/\._count$/, "")));
    if (element in values) return values[element];
    return element in given ? given[element] : entry.first;
  }

  function get(element) {
    const { entry, lists, error } = located(element);
    if (error) return { error };
    if (lists.some(({ name, number }) => number >= count(name))) return { error: "index" };
    if (entry.access === "w") return { error: "write only" };
    const value = told(element, entry);
    return value === null ? { error: "unset" } : { error: "", value };
  }

  function repeated(element, entry, value) {
    const [list] = element.match(/^.*(?=\.\d+\.id$)/) || [""];
    return Boolean(entry.once) && Object.keys(values).some(
      (name) => name !== element && name.startsWith(`${list}.`) && /^\d+\.id$/.test(name.slice(list.length + 1)) &&
        values[name] === value
    );
  }

  function objection(element, value) {
    const { entry, lists, error } = located(element);
    if (error) return error;
    if (entry.access === "keyword") return "keyword";
    if (entry.access === "r") return "read only";
    if (lists.some(({ name, number }) => number > count(name))) return "index";
    const near = (name) => values[owner(element) + name];
    if ((entry.after || []).some((name) => near(name) === undefined)) return "dependency";
    if (typeof value !== "string") return "type";
    if (repeated(element, entry, value)) return "index";
    const judged = entry.judge(value, near);
    return judged === "fine" ? "" : judged;
  }

  function set(element, value) {
    const error = objection(element, value);
    if (!error) values[element] = value;
    return error;
  }

  return { get, set, values };
}
