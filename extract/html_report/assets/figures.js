// All figures that the filters leave, as a table.

const FIGURES_AT_ONCE = 100;

function figuresView(shownSoFar = FIGURES_AT_ONCE) {
  const found = wantedFigures();
  const all = index.articles.reduce((sum, entry) => sum + entry.figures.length, 0);
  const rows = found.slice(0, shownSoFar);
  return make("div", {},
    make("h2", {}, words.figures.title),
    make("p", { class: "hint" }, told(words.figures.count, { shown: found.length, all })),
    rows.length ? make("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": words.figures.title },
      make("table", { class: "rows" },
        make("thead", {}, make("tr", {}, ["figure", "subject", "type", "place", "article"].map((name) =>
          make("th", { scope: "col" }, words.figures[name])))),
        make("tbody", {}, rows.map(figureRow)))) : make("p", {}, words.page.none),
    found.length > rows.length ? make("button", {
      type: "button", class: "quiet", onclick: () => byId("view").replaceChildren(figuresView(shownSoFar + FIGURES_AT_ONCE)),
    }, words.page.more) : null);
}

function figureRow({ number, entry, figure }) {
  return make("tr", {},
    make("th", { scope: "row" }, make("a", { class: "mark figure", href: `#article/${number}/${figure.key}` }, figure.text)),
    make("td", {}, figure.subject),
    make("td", {}, make("span", { class: figure.type === "other" ? "tag weak" : "tag" }, typeName(figure.type))),
    make("td", { title: figure.place }, lastName(figure.place)),
    make("td", { class: "long" }, titleOf(entry)));
}
