// What arithmetic says: contradictions first, each with its figures.

function findingsView() {
  const numbers = index.findings.map((_, number) => number);
  numbers.sort((one, other) => isConflict(other) - isConflict(one) || one - other);
  return make("div", { class: "findings" },
    make("h2", {}, words.findings.title),
    make("p", { class: "hint" }, words.findings.intro),
    numbers.length ? make("ol", {}, numbers.map(findingItem)) : make("p", {}, words.findings.none));
}

const isConflict = (number) => index.findings[number].verdict === "conflict";

function findingItem(number) {
  return make("li", {}, findingCard(number));
}

/** A finding with its figures, the words that it rests on, and its article. */
function findingCard(number) {
  const finding = index.findings[number];
  const entry = finding.article == null ? null : index.articles[finding.article];
  return make("article", { class: `finding ${finding.verdict}` },
    make("p", {},
      make("span", { class: `verdict ${finding.verdict}` }, words.verdict[finding.verdict]),
      make("span", { class: "tag" }, words.finding[finding.kind] || finding.kind)),
    make("h3", { class: "arithmetic" }, finding.arithmetic),
    finding.facts.length ? make("p", { class: "facts" }, finding.facts.map(leads)) : null,
    make("blockquote", { lang: "zh" }, make("a", { href: claimOf(number) }, finding.text)),
    make("p", { class: "printed-at" },
      entry ? make("a", { href: `#article/${finding.article}` }, titleOf(entry)) : make("bdi", {}, finding.source),
      make("code", { title: index.rules[finding.rule] || null }, finding.rule)));
}
