// The text of an article as printed, with its marks: f figure, m model, n digits that are none, p place; and of the
// figure that is looked at s its subject, t its time, b its base, w the words that give its place; c what a finding says.

const MARKS = { f: "figure", m: "model", n: "ledger", p: "place" };
const ROLES = { s: "is-subject", t: "is-time", b: "is-base", w: "is-where" };

/** A paragraph of an article; only the first piece of a mark is a stop of the tab key. */
function paragraph({ kind, pieces }, number, seen) {
  const inside = pieces.map(([text, owner, others]) => {
    const keys = `${owner} ${others}`.trim();
    if (!owner) return keys ? make("span", { "data-keys": keys }, text) : text;
    const isFirst = !seen.has(owner);
    seen.add(owner);
    const href = `#article/${number}/${owner}`;
    return make("a", { class: `mark ${MARKS[owner[0]]}`, href, "data-keys": keys, tabindex: isFirst ? null : "-1" }, text);
  });
  return make("p", { class: kind }, inside);
}

/** Mark what belongs to one key, and nothing else. */
function light(key) {
  for (const element of document.querySelectorAll(".printed [class*='is-']")) {
    element.classList.remove("is-on", "is-claim", ...Object.values(ROLES));
  }
  if (!key) return;
  for (const element of marked(key)) element.classList.add(key[0] === "c" ? "is-claim" : "is-on");
  if (key[0] !== "f") return;
  for (const [letter, name] of Object.entries(ROLES)) {
    for (const element of marked(letter + key.slice(1))) element.classList.add(name);
  }
}

function marked(key) {
  return document.querySelectorAll(`.printed [data-keys~="${CSS.escape(key)}"]`);
}

/** All that can be asked at a mark: itself, then models, places and digits on the same words. */
function askedAt(number, key) {
  const found = new Set([key]);
  for (const element of marked(key)) {
    for (const other of element.dataset.keys.split(" ")) {
      if (other[0] in MARKS && other[0] !== "f") found.add(other);
    }
  }
  return [...found];
}
