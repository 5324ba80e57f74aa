// The card of a fact: what it says, where it is printed, and why.

/** The cards of everything at a mark. */
function cards(number, key) {
  return askedAt(number, key).map((one) => card(number, one));
}

function card(number, key) {
  const shown = article(number);
  switch (key[0]) {
    case "f": return figureCard(number, shown, shown.figures[key]);
    case "m": return modelCard(shown, shown.models[key]);
    case "p": return placeCard(shown, shown.places[key]);
    case "c": return make("div", { class: "card" }, findingCard(Number(key.slice(1))));
    default: return numberCard(shown, shown.numbers[key]);
  }
}

function figureCard(number, shown, figure) {
  const { fact } = figure;
  const model = figure.model ? shown.models[figure.model] : null;
  return make("article", { class: "card figure" },
    make("h3", {}, make("span", { class: "big" }, fact.text), make("span", { class: "tag figure" }, typeName(fact.type))),
    make("p", { class: "says" }, fact.subject || words.fact.no_subject),
    shown.origin === "page" && !figure.because ? make("p", { class: "notice" }, words.fact.lost) : null,
    fact.type === "other" ? make("p", { class: "notice" }, words.fact.other_note) : null,
    details([
      [words.fact.value, valueOf(fact)],
      [words.fact.per, fact.per],
      [words.fact.time, timeOf(fact)],
      [words.fact.place, placeOf(figure.place, figure.place_words)],
      [words.fact.status, words.status[fact.status]],
      [words.fact.total, leads(figure.total)],
      [words.fact.share, leads(figure.share)],
      [words.fact.repeat, leads(figure.repeat)],
      [words.fact.model, model && make("a", { href: `#article/${number}/${figure.model}` }, model.name)],
      [words.fact.findings, figure.findings.map(findingLine)],
    ]),
    reasons(figure, fact.rule),
    printedAt(shown, figure, fact.id));
}

function modelCard(shown, model) {
  return make("article", { class: "card model" },
    make("h3", {}, make("span", { class: "big" }, model.name), make("span", { class: "tag model" }, words.article[model.role])),
    details([[words.fact.place, placeOf(model.place, null, true)]]),
    reasons(model, model.rule),
    printedAt(shown, model, model.id));
}

function placeCard(shown, place) {
  return make("article", { class: "card place" },
    make("h3", {}, make("span", { class: "big" }, place.text), make("span", { class: "tag place" }, words.fact.place_kind)),
    make("p", { class: "says" }, place.path ? place.path.replaceAll("/", " › ") : words.article.no_place),
    reasons(place, place.rule),
    printedAt(shown, place, null));
}

function numberCard(shown, number) {
  return make("article", { class: "card ledger" },
    make("h3", {}, make("span", { class: "big" }, number.text), make("span", { class: "tag ledger" }, words.fact.number_kind)),
    make("p", { class: "says" }, words.ledger[number.kind] || number.kind),
    reasons(number, number.rule),
    printedAt(shown, number, null));
}

/** The value with its modifier: over 75,000 小时. */
function valueOf(fact) {
  const number = (value) => (typeof value === "number" ? value.toLocaleString("en-US", { maximumFractionDigits: 10 }) : value);
  if (fact.value == null) return words.aside.open;
  const top = fact.value_max == null ? "" : `–${number(fact.value_max)}`;
  const modifier = ["exact", "range"].includes(fact.modifier) ? "" : `${words.modifier[fact.modifier]} `;
  return `${modifier}${number(fact.value)}${top} ${fact.unit}`.trim();
}

/** The words that date it, and the calendar period that they name. */
function timeOf(fact) {
  return fact.time ? [fact.time, fact.time_resolved ? make("small", {}, ` ${fact.time_resolved}`) : null] : null;
}

function placeOf(place, given, isOwn = false) {
  if (place == null) return words.article.no_place;
  const from = given ? told(words.article.from_words, { words: given }) : isOwn ? "" : words.fact.inherited;
  return [place.replaceAll("/", " › "), from ? make("small", {}, ` ${from}`) : null];
}

/** A link to another figure of the report. */
function leads(address) {
  if (!address) return null;
  const [number, key] = address;
  const figure = index.articles[number].figures.find((one) => one.key === key);
  return figure ? make("a", { href: `#article/${number}/${key}` }, `${figure.text} ${figure.subject}`) : null;
}

function findingLine(number) {
  const finding = index.findings[number];
  return make("a", { class: `verdict ${finding.verdict}`, href: claimOf(number) },
    `${words.verdict[finding.verdict]} · ${finding.arithmetic}`);
}

/** Where the report shows the words that a finding rests on. */
function claimOf(number) {
  const { article: at } = index.findings[number];
  return at == null ? "#findings" : `#article/${at}/c${number}`;
}

/** Terms and what they are, those left out of which nothing is known. */
function details(rows) {
  const known = rows.filter(([, value]) => value != null && value !== undefined && value !== "" && value.length !== 0);
  return make("dl", {}, known.flatMap(([term, value]) => [make("dt", {}, term), make("dd", {}, value)]));
}

/** Why it is so: the rule with what it states, then the steps, then what else was considered. */
function reasons(mark, rule) {
  const because = mark.because || [];
  const considered = mark.considered || [];
  return [
    make("h4", {}, words.fact.why),
    make("ul", { class: "reasons" },
      because.map(reasonLine),
      rule && !because.some((reason) => reason.rule === rule && !reason.says)
        ? reasonLine({ of: words.fact.rule, says: "", rule }) : null),
    considered.length ? make("details", {},
      make("summary", {}, `${words.fact.considered} (${considered.length})`),
      make("ul", { class: "reasons" }, considered.map(reasonLine))) : null,
  ];
}

function reasonLine({ of, says, rule }) {
  return make("li", {},
    make("span", { class: "of" }, words.of[of] || of),
    make("span", {}, says || index.rules[rule] || "", rule ? make("code", { title: index.rules[rule] || null }, rule) : null));
}

function printedAt(shown, mark, id) {
  const where = mark.line ? told(words.fact.line_column, { line: mark.line, column: mark.column }) : "";
  return make("p", { class: "printed-at" },
    make("bdi", {}, shown.source), where ? ` · ${where}` : "", id ? make("code", {}, id) : null);
}
