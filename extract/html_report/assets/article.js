// One article: its head, its text as printed, the digits that are no figures.

/** The view of an article. */
function articleView(number) {
  const shown = article(number);
  const entry = index.articles[number];
  const seen = new Set();
  return make("article", { class: "article" },
    make("header", {},
      shown.kicker ? make("p", { class: "kicker" }, shown.kicker) : null,
      make("h2", {}, titleOf(entry)),
      make("p", { class: "meta" }, meta(shown)),
      entry.is_outside ? null : placeLine(shown),
      entry.is_outside ? null : modelChips(number, shown)),
    legend(),
    shown.origin === "sentences" ? make("p", { class: "notice" }, words.article.sentences_only) : null,
    make("section", { class: "printed", lang: "zh", "aria-label": words.article.as_printed, onmouseover: preview, onmouseout: preview },
      shown.paragraphs.map((one) => paragraph(one, number, seen))),
    conflictLines(shown),
    ledger(number, shown));
}

function meta(shown) {
  const parts = [
    shown.column, shown.paper, shown.date,
    shown.authors?.length ? `${words.article.authors}：${shown.authors.join("、")}` : null,
    make("bdi", {}, shown.source),
    shown.line ? told(words.article.line, { line: shown.line }) : null,
  ].filter(Boolean);
  return parts.map((part) => make("span", {}, part));
}

function placeLine(shown) {
  const given = shown.place_words ? told(words.article.from_words, { words: shown.place_words }) : "";
  return make("p", { class: "where" },
    make("span", { class: "tag place" }, words.article.place),
    shown.place ? shown.place.replaceAll("/", " › ") : words.article.no_place,
    given ? make("small", {}, given) : null);
}

function modelChips(number, shown) {
  const chips = Object.entries(shown.models || {});
  if (!chips.length) return make("p", { class: "models" }, words.article.no_models);
  const sorted = [...chips].sort(([, one], [, other]) => (one.role > other.role) - (one.role < other.role));
  return make("p", { class: "models" }, sorted.map(([key, model]) =>
    make("a", { class: `chip ${model.role}`, href: `#article/${number}/${key}`, title: words.article[model.role] }, model.name)));
}

function legend() {
  const names = { figure: "figure", subject: "subject", model: "model", place: "place_mark", ledger: "ledger" };
  return make("p", { class: "legend" },
    Object.entries(names).map(([kind, label]) => make("span", { class: `sample ${kind}` }, words.article[label])));
}

/** The contradictions of the article, above all else that one could check. */
function conflictLines(shown) {
  const numbers = new Set(Object.values(shown.figures || {}).flatMap((figure) => figure.findings));
  const conflicts = [...numbers].filter((number) => index.findings[number].verdict === "conflict");
  if (!conflicts.length) return null;
  return make("section", { class: "notice conflict" }, make("h3", {}, words.findings.title), conflicts.map((number) => make("p", {}, findingLine(number))));
}

function ledger(number, shown) {
  const entries = Object.entries(shown.numbers || {});
  if (!entries.length) return null;
  return make("details", { class: "ledger-list" },
    make("summary", {}, `${words.article.ledger_title} (${entries.length})`),
    make("p", {}, words.article.ledger_note),
    make("ul", {}, entries.map(([key, one]) => make("li", {},
      make("a", { class: "mark ledger", href: `#article/${number}/${key}` }, one.text), " ",
      words.ledger[one.kind] || one.kind,
      make("small", {}, ` ${one.says || index.rules[one.rule] || one.rule}`)))));
}
