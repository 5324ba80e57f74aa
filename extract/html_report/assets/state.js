// What the page holds, read when it is asked for, and what of it the reader wants to see.

const words = data("words");
const index = data("index");
const articles = new Map();
const texts = new Map();
const filters = { search: "", type: "", place: "", match: "" };

/** A part of the data by the id of its element. */
function data(id) {
  return JSON.parse(byId(id).textContent);
}

/** An article, read on first sight. */
function article(number) {
  if (!articles.has(number)) articles.set(number, data(`article-${number}`));
  return articles.get(number);
}

/** All that is printed in an article, for the search. */
function textOf(number) {
  if (!texts.has(number)) {
    const { paragraphs } = article(number);
    texts.set(number, paragraphs.map(({ pieces }) => pieces.map(([text]) => text).join("")).join("\n").replace(/\s+/g, ""));
  }
  return texts.get(number);
}

const typeName = (type) => words.types[type] || index.types[type] || type;
const lastName = (place) => (place == null ? words.article.no_place : place.split("/").at(-1));
const lies = (place, within) => !within || (place != null && (place === within || place.startsWith(`${within}/`)));
const wantsFigures = () => Boolean(filters.type || filters.match);
const isFiltered = () => Object.values(filters).some(Boolean);

/** Whether a figure is of the wanted type, place and match. */
function isWanted(figure) {
  const isTyped = figure.type !== "other";
  return (!filters.type || figure.type === filters.type)
    && (!filters.match || isTyped === (filters.match === "typed"))
    && lies(figure.place, filters.place);
}

/** The numbers of the articles that the filters leave. */
function wantedArticles() {
  return index.articles.map((entry, number) => number).filter((number) => {
    const entry = index.articles[number];
    if (entry.is_outside && !hasText(number)) return false;
    const isThere = entry.figures.some(isWanted) || (!wantsFigures() && lies(entry.place, filters.place));
    return (isThere || !(wantsFigures() || filters.place)) && isFound(number, entry);
  });
}

/** The figures that the filters leave, each with the number of its article. */
function wantedFigures() {
  const found = [];
  index.articles.forEach((entry, number) => {
    for (const figure of entry.figures) {
      const told = [figure.text, figure.subject, typeName(figure.type), figure.place || "", entry.title].join(" ");
      if (isWanted(figure) && told.toLowerCase().includes(filters.search)) found.push({ number, entry, figure });
    }
  });
  return found;
}

function isFound(number, entry) {
  if (!filters.search) return true;
  const told = [entry.title, entry.source, entry.place || "", ...entry.models.map((model) => model.name)].join(" ");
  return told.toLowerCase().includes(filters.search) || textOf(number).toLowerCase().includes(filters.search.replace(/\s+/g, ""));
}

/** Whether what stands in no article of a page is worth a line in the list. */
function hasText(number) {
  return index.articles[number].ledger > 0;
}

/** By the id of a figure or model, where the report shows it. */
function addresses() {
  addresses.known ||= new Map(index.articles.flatMap((entry, number) =>
    [...entry.figures, ...entry.models].map((fact) => [fact.id, `#article/${number}/${fact.key}`])));
  return addresses.known;
}

/** The title of an article as the list shows it. */
function titleOf(entry) {
  return entry.is_outside ? words.article.outside : entry.title || words.article.untitled;
}
