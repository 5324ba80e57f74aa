// Which view is shown, the list of articles, the filters, the keys. The address says where one is: #article/3/f0.

const view = { name: "", number: null, key: "" };

function route() {
  const [name, number, key] = location.hash.slice(1).split("/");
  if (name === "article" && index.articles[number]) showArticle(Number(number), key || "");
  else showView(name in VIEWS ? name : "overview");
}

/** Show an address at once, so that the next key finds it shown. */
function go(address) {
  location.hash = address;
  route();
}

const VIEWS = {
  overview: overviewView,
  articles: overviewView,
  figures: figuresView,
  compare: compareView,
  findings: findingsView,
};

function showView(name) {
  const isNew = view.name !== name;
  Object.assign(view, { name, number: null, key: "" });
  byId("view").replaceChildren(VIEWS[name]());
  showFact("");
  settle(isNew, words.page[name]);
}

function showArticle(number, key) {
  const isNew = view.number !== number;
  Object.assign(view, { name: "article", number, key });
  if (isNew) byId("view").replaceChildren(articleView(number));
  showFact(isKnown(number, key) ? key : "");
  settle(isNew, titleOf(index.articles[number]));
  if (view.key) marked(view.key)[0]?.scrollIntoView({ block: "nearest" });
  dim();
}

function isKnown(number, key) {
  if (/^c\d+$/.test(key)) return index.findings[key.slice(1)]?.article === number;
  const { figures, models, places, numbers } = article(number);
  return [figures, models, places, numbers].some((group) => key && Object.hasOwn(group || {}, key));
}

/** Names and focus follow the view. */
function settle(isNew, title) {
  document.title = `${title} · ${words.page.title}`;
  document.body.dataset.view = view.name;
  for (const link of document.querySelectorAll(".views a")) {
    link.toggleAttribute("aria-current", false);
    if (link.dataset.view === view.name) link.setAttribute("aria-current", "page");
  }
  for (const link of document.querySelectorAll("#articles a")) {
    link.toggleAttribute("aria-current", false);
    if (link.dataset.number === String(view.number)) {
      link.setAttribute("aria-current", "true");
      link.scrollIntoView({ block: "nearest" });
    }
  }
  if (!isNew) return;
  window.scrollTo(0, 0);
  if (settle.before) byId("view").focus({ preventScroll: true });
  settle.before = true;
}

/** The card of a fact, and its words in the text. */
function showFact(key) {
  view.key = key;
  document.body.toggleAttribute("data-fact", Boolean(key));
  showCards(key);
  const figure = key[0] === "f" ? article(view.number).figures[key] : null;
  byId("status").textContent = figure ? `${figure.fact.text} ${figure.fact.subject} ${typeName(figure.fact.type)}` : "";
}

function showCards(key) {
  light(key);
  const isArticle = view.number != null;
  byId("detail").replaceChildren(...(key && isArticle
    ? [make("button", { type: "button", class: "quiet close", onclick: close }, words.page.close), ...cards(view.number, key)]
    : [make("p", { class: "hint" }, words.page.choose), keysHelp()]));
}

/** What the pointer is over is shown as long as it is there. */
function preview(event) {
  const mark = event.type === "mouseover" ? event.target.closest(".mark") : null;
  const key = mark ? mark.dataset.keys.split(" ")[0] : view.key;
  if (key !== preview.last && matchMedia("(hover: hover) and (min-width: 70rem)").matches) showCards(key);
  preview.last = key;
}

function close() {
  const key = view.key;
  go(`#article/${view.number}`);
  marked(key)[0]?.focus();
}

/** Figures that the filters do not want step back. */
function dim() {
  for (const { key, ...figure } of index.articles[view.number].figures) {
    for (const element of marked(key)) element.classList.toggle("unwanted", wantsFigures() && !isWanted(figure));
  }
}

function showList() {
  const wanted = wantedArticles();
  const found = count(wanted, (number) => !index.articles[number].is_outside);
  byId("found").textContent = told(words.page.found, { count: found });
  byId("reset").hidden = !isFiltered();
  const groups = new Map();
  for (const number of wanted) {
    const { source } = index.articles[number];
    groups.set(source, [...(groups.get(source) || []), number]);
  }
  byId("articles").replaceChildren(...(wanted.length ? [...groups].map(([source, numbers]) =>
    make("section", {}, make("h2", {}, make("bdi", {}, source)), make("ol", {}, numbers.map(listItem)))) : [make("p", { class: "hint" }, words.page.none)]));
}

function listItem(number) {
  const entry = index.articles[number];
  const primary = entry.models.filter((model) => model.role === "primary").map((model) => model.name);
  const counts = told(words.article.counts, { figures: entry.figures.length, ledger: entry.ledger });
  return make("li", {}, make("a", {
    href: `#article/${number}`, "data-number": number, class: entry.is_outside ? "outside" : null,
    "aria-current": view.number === number ? "true" : null,
  },
    make("span", { class: "list-title" }, titleOf(entry)),
    entry.is_outside ? null : make("span", { class: "list-place" }, (entry.place || words.article.no_place).replaceAll("/", " › ")),
    primary.length ? make("span", { class: "list-models" }, primary.join("、")) : null,
    make("span", { class: "list-counts" }, counts,
      entry.conflicts ? make("span", { class: "verdict conflict" }, told(words.article.conflicts, { count: entry.conflicts })) : null)));
}

/** The choices of the filters. */
function showChoices() {
  const figures = index.articles.flatMap((entry) => entry.figures);
  const option = (value, label) => make("option", { value }, label);
  const typed = (type) => option(type, `${typeName(type)} (${count(figures, (figure) => figure.type === type)})`);
  byId("filter-type").replaceChildren(option("", words.page.all), ...Object.keys(index.types).map(typed));
  byId("filter-match").replaceChildren(...[["", "all"], ["typed", "typed"], ["untyped", "untyped"]].map(([value, label]) => option(value, words.page[label])));
  const places = new Set([...index.articles, ...figures].flatMap(({ place }) => prefixes(place)));
  byId("filter-place").replaceChildren(option("", words.page.all),
    ...[...places].sort().map((place) => option(place, `${"\u3000".repeat(place.split("/").length - 1)}${lastName(place)}`)));
}

function prefixes(place) {
  const names = place == null ? [] : place.split("/");
  return names.map((_, position) => names.slice(0, position + 1).join("/"));
}

function showFilters() {
  byId("search").value = filters.search;
  for (const name of ["type", "place", "match"]) byId(`filter-${name}`).value = filters[name];
  applyFilters();
}

function readFilters() {
  filters.search = byId("search").value.trim().toLowerCase();
  for (const name of ["type", "place", "match"]) filters[name] = byId(`filter-${name}`).value;
  applyFilters();
}

function applyFilters() {
  showList();
  if (view.name === "figures" || view.name === "compare") byId("view").replaceChildren(VIEWS[view.name]());
  if (view.number != null) dim();
}

const KEYS = {
  "/": () => byId("search").focus(),
  j: () => stepArticle(1),
  k: () => stepArticle(-1),
  n: () => stepFigure(1),
  p: () => stepFigure(-1),
  Escape: () => view.key && close(),
};

function keysHelp() {
  const rows = [["/", "search"], ["j k", "next_article"], ["n p", "next_figure"], ["Esc", "close"]];
  return make("dl", { class: "keys" }, rows.flatMap(([key, label]) =>
    [make("dt", {}, key.split(" ").map((one) => make("kbd", {}, one))), make("dd", {}, words.keys[label])]));
}

function stepArticle(step) {
  const wanted = wantedArticles();
  const at = wanted.indexOf(view.number);
  const next = wanted[at < 0 ? 0 : at + step];
  if (next !== undefined) go(`#article/${next}`);
}

function stepFigure(step) {
  if (view.number == null) return;
  const keys = index.articles[view.number].figures.filter((figure) => !wantsFigures() || isWanted(figure)).map((figure) => figure.key);
  const at = keys.indexOf(view.key);
  const next = keys[at < 0 ? (step > 0 ? 0 : keys.length - 1) : at + step];
  if (next) go(`#article/${view.number}/${next}`);
}

function pressed(event) {
  const isTyping = event.target.closest?.("input, select, textarea");
  if (event.ctrlKey || event.metaKey || event.altKey || (isTyping && event.key !== "Escape")) return;
  const act = Object.hasOwn(KEYS, event.key) ? KEYS[event.key] : null;
  if (!act) return;
  event.preventDefault();
  act();
}

function switchTheme() {
  const root = document.documentElement;
  const isDark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = isDark ? "light" : "dark";
  byId("theme").setAttribute("aria-pressed", String(!isDark));
}

let waiting = 0;
byId("search").addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(readFilters, 150); });
byId("filters").addEventListener("change", readFilters);
byId("filters").addEventListener("submit", (event) => { event.preventDefault(); readFilters(); });
byId("filters").addEventListener("reset", () => setTimeout(readFilters));
byId("theme").addEventListener("click", switchTheme);
document.querySelector("[data-skip]").addEventListener("click", (event) => { event.preventDefault(); byId("view").focus(); });
document.addEventListener("keydown", pressed);
document.addEventListener("focusin", (event) => {
  const key = event.target.closest?.(".printed .mark")?.dataset.keys.split(" ")[0];
  if (key && event.target.matches(":focus-visible")) showCards(key);
});
window.addEventListener("hashchange", route);
showChoices();
showList();
route();
