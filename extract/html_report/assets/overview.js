// What there is, in numbers and bars, and what needs a reader's eye.

function overviewView() {
  const entries = index.articles.filter((entry) => !entry.is_outside);
  const figures = entries.flatMap((entry) => entry.figures);
  const untyped = figures.filter((figure) => figure.type === "other").length;
  return make("div", { class: "overview" },
    make("h2", {}, words.page.overview),
    tiles(entries, figures),
    attention(entries, untyped),
    make("div", { class: "charts" },
      chart(words.overview.by_type, Object.keys(index.types).map((type) => ({
        label: typeName(type), value: count(figures, (figure) => figure.type === type), kind: type === "other" ? "weak" : "",
        onpress: () => narrow({ type }),
      }))),
      chart(words.overview.by_place, provinces(entries)),
      chart(words.overview.by_match, [
        { label: words.page.typed, value: figures.length - untyped, onpress: () => narrow({ match: "typed" }) },
        { label: words.page.untyped, value: untyped, kind: "weak", onpress: () => narrow({ match: "untyped" }) },
      ]),
      chart(words.overview.by_ledger, Object.entries(index.ledger).map(([kind, value]) => ({
        label: words.ledger[kind] || kind, value, kind: "faint",
      })))),
    make("p", { class: "hint" }, words.overview.hint));
}

const count = (items, test) => items.filter(test).length;

function tiles(entries, figures) {
  const names = new Set(entries.flatMap((entry) => entry.models.map((model) => model.name)));
  const places = new Set([...entries, ...figures].map((one) => one.place).filter(Boolean));
  const ledger = Object.values(index.ledger).reduce((sum, one) => sum + one, 0);
  const conflicts = count(index.findings, (finding) => finding.verdict === "conflict");
  const tile = (label, value, href, kind = "") => make("li", { class: kind }, make(href ? "a" : "div", { href },
    make("span", { class: "tile-value" }, value.toLocaleString("en-US")), make("span", {}, label)));
  return make("ul", { class: "tiles" },
    tile(words.overview.sources, index.sources), tile(words.overview.articles, entries.length),
    tile(words.overview.figures, figures.length, "#figures"), tile(words.overview.models, names.size, "#compare"),
    tile(words.overview.places, places.size, "#compare"), tile(words.overview.ledger, ledger),
    tile(words.overview.holds, index.findings.length - conflicts, "#findings"),
    tile(words.overview.conflicts, conflicts, "#findings", conflicts ? "bad" : ""));
}

function attention(entries, untyped) {
  const conflicts = count(index.findings, (finding) => finding.verdict === "conflict");
  const unplaced = count(entries, (entry) => entry.place == null);
  const lines = [
    conflicts ? make("a", { href: "#findings" }, told(words.overview.conflicts_line, { count: conflicts })) : null,
    untyped ? make("button", { type: "button", class: "link", onclick: () => narrow({ match: "untyped" }) },
      told(words.overview.untyped_line, { count: untyped })) : null,
    unplaced ? told(words.overview.unplaced_line, { count: unplaced }) : null,
  ].filter(Boolean);
  return make("section", { class: "attention" },
    make("h3", {}, words.overview.attention),
    lines.length ? make("ul", {}, lines.map((line) => make("li", {}, line))) : make("p", {}, words.overview.attention_none));
}

function provinces(entries) {
  const counts = new Map();
  for (const figure of entries.flatMap((entry) => entry.figures)) {
    const province = figure.place == null ? "" : figure.place.split("/")[0];
    counts.set(province, (counts.get(province) || 0) + 1);
  }
  return [...counts].sort(([, one], [, other]) => other - one).map(([province, value]) => ({
    label: province || words.article.no_place, value, kind: province ? "" : "weak",
    onpress: province ? () => narrow({ place: province }) : null,
  }));
}

function chart(title, rows) {
  const shown = rows.filter((row) => row.value > 0).map((row) => ({ ...row, told: row.value.toLocaleString("en-US") }));
  return make("section", { class: "chart" }, make("h3", {}, title), bars(shown));
}

/** Show the figures that a bar stands for. */
function narrow(wanted) {
  Object.assign(filters, { search: "", type: "", place: "", match: "" }, wanted);
  showFilters();
  location.hash = "#figures";
}
