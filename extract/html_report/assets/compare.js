// Which places run which models, and how their figures compare; nothing is added up.

const TYPES_AT_FIRST = 4;
const MODELS_AT_ONCE = 40;
const compared = { types: null };

function compareView() {
  compared.data ||= data("comparison");
  compared.types ||= sharedTypes().slice(0, TYPES_AT_FIRST);
  const types = compared.types;
  return make("div", { class: "compare" },
    make("h2", {}, words.compare.title),
    make("p", { class: "hint" }, words.compare.intro),
    typePicker(),
    types.length ? [placeTable(types), make("div", { class: "charts wide" }, types.map(typeChart))]
      : make("p", {}, words.compare.no_data),
    modelTable());
}

/** The figures that stand for their place, within what the filters leave. */
function standing(type) {
  return compared.data.figures.filter((figure) => figure.type === type && !figure.aside && lies(figure.place, filters.place));
}

/** The types of which two places or more have figures, the most places first. */
function sharedTypes() {
  const places = new Map();
  for (const figure of compared.data.figures) {
    if (!figure.aside && figure.place != null) {
      places.set(figure.type, (places.get(figure.type) || new Set()).add(figure.place));
    }
  }
  return [...places].filter(([type, of]) => of.size > 1 && type !== "other")
    .sort(([, one], [, other]) => other.size - one.size).map(([type]) => type);
}

function typePicker() {
  const chip = (type) => make("label", { class: "pick" },
    make("input", { type: "checkbox", checked: compared.types.includes(type), onchange: (event) => pick(type, event.target.checked) }),
    typeName(type));
  const known = Object.keys(index.types).filter((type) => compared.data.figures.some((figure) => figure.type === type && !figure.aside));
  return make("fieldset", { class: "picks" },
    make("legend", {}, words.compare.pick), known.map(chip), make("small", {}, words.compare.only_shared));
}

function pick(type, isWanted) {
  compared.types = isWanted ? [...compared.types, type] : compared.types.filter((one) => one !== type);
  byId("view").replaceChildren(compareView());
  const boxes = [...document.querySelectorAll(".pick")];
  boxes.find((box) => box.textContent === typeName(type))?.querySelector("input").focus();
}

function placeTable(types) {
  const rows = compared.data.places
    .filter(({ place }) => lies(place, filters.place) && types.some((type) => standing(type).some((figure) => figure.place === place)))
    .map(({ place, models }) => make("tr", {},
      make("th", { scope: "row", title: place }, lastName(place),
        place && place.includes("/") ? make("small", {}, place.split("/").slice(0, -1).join(" › ")) : null,
        models.map((name) => make("span", { class: "chip primary" }, name))),
      types.map((type) => make("td", {}, placeCell(place, type)))));
  return make("section", {},
    make("h3", {}, words.compare.table),
    make("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": words.compare.table },
      make("table", { class: "grid" },
        make("thead", {}, make("tr", {}, make("th", { scope: "col" }, words.fact.place), types.map((type) =>
          make("th", { scope: "col" }, typeName(type))))),
        make("tbody", {}, rows))));
}

/** What stands for a place, each figure with its parts and rates; what stands aside folds away. */
function placeCell(place, type) {
  const here = compared.data.figures.filter((figure) => figure.place === place && figure.type === type);
  const rest = here.filter((figure) => figure.aside && figure.aside !== "part");
  return [
    here.filter((figure) => !figure.aside).map((figure) => make("div", { class: "entry" },
      figureLink(figure), figure.subject ? make("span", { class: "subject-of" }, figure.subject) : null,
      partsOf(figure, here), ratesOf(figure))),
    rest.length ? make("details", {},
      make("summary", {}, told(words.compare.more, { count: rest.length })),
      rest.map((figure) => make("div", { class: "entry faint" }, figureLink(figure), ` ${figure.subject} · ${words.aside[figure.aside]}`))) : null,
  ];
}

function figureLink(figure) {
  const href = addresses().get(figure.id);
  return make("a", { href, title: figure.text }, valueOf(figure), figure.per ? make("small", {}, `/${figure.per}`) : null);
}

function partsOf(figure, here) {
  const parts = here.filter((one) => one.aside === "part" && one.stands_for_it === figure.id);
  return parts.length ? make("small", {}, `${words.compare.parts} `, parts.map((part, position) =>
    [position ? "、" : "", `${part.subject} `, figureLink(part)])) : null;
}

function ratesOf(figure) {
  return (figure.rates || []).map((rate) => make("small", { class: "rate" },
    `${words.compare[rate.base]} `, make("a", { href: addresses().get(rate.fact) },
      `${rate.is_exact ? "" : "≈"}${rate.value.toLocaleString("en-US", { maximumSignificantDigits: 3 })}`)));
}

/** A type's figures as bars, on one scale for each unit. */
function typeChart(type) {
  const units = new Map();
  for (const figure of standing(type)) {
    if (typeof figure.value === "number") units.set(figure.unit, [...(units.get(figure.unit) || []), figure]);
  }
  return make("section", { class: "chart" }, make("h3", {}, typeName(type)),
    [...units].map(([, figures]) => bars(figures.sort((one, other) => other.value - one.value).map((figure) => ({
      label: lastName(figure.place), note: figure.subject, value: Math.abs(figure.value), told: valueOf(figure), href: addresses().get(figure.id),
    })))));
}

function modelTable() {
  const shown = compared.data.models.filter((model) => (model.role === "primary" || model.places.length > 1)
    && model.places.some((place) => lies(place, filters.place)));
  return make("section", {},
    make("h3", {}, words.compare.models),
    make("p", { class: "hint" }, words.compare.models_note),
    make("ul", { class: "model-list" }, shown.slice(0, MODELS_AT_ONCE).map((model) => make("li", {},
      make("span", { class: `chip ${model.role}` }, model.name),
      make("span", {}, model.facts.map((fact, position) => [position ? "、" : "", make("a", { href: addresses().get(fact) }, homeOf(fact))]))))));
}

/** The last name of the place that runs a model. */
function homeOf(fact) {
  const number = Number(addresses().get(fact).split("/")[1]);
  const key = addresses().get(fact).split("/")[2];
  return lastName(article(number).models[key].place);
}
