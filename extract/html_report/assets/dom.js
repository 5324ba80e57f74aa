// Elements, made of text nodes only: nothing that a page or a file name says is ever read as markup.

const byId = (id) => document.getElementById(id);

/** An element with attributes (`on…` listens; null and false are left out) and children, texts or elements. */
function make(name, attributes = {}, ...children) {
  return dressed(document.createElement(name), attributes, children);
}

/** The same for a drawing. */
function draw(name, attributes = {}, ...children) {
  return dressed(document.createElementNS("http://www.w3.org/2000/svg", name), attributes, children);
}

function dressed(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** A label with its places filled: "{count} figures". */
function told(label, values) {
  return label.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

/** Rows of label, bar and number, the longest bar filling the line; rows may lead somewhere. */
function bars(rows, className = "") {
  const most = Math.max(...rows.map((row) => row.value), 0) || 1;
  return make("ul", { class: `bars ${className}` }, rows.map((row) => make("li", {}, barLine(row, row.value / most))));
}

function barLine(row, part) {
  const inside = [
    make("span", { class: "bar-label" }, row.label, row.note ? make("small", {}, row.note) : null),
    draw("svg", { viewBox: "0 0 100 10", preserveAspectRatio: "none", "aria-hidden": "true" },
      draw("rect", { x: 0, y: 0, width: Math.max(part * 100, 0.6), height: 10, class: row.kind || "" })),
    make("span", { class: "bar-value" }, row.told),
  ];
  if (row.href) return make("a", { href: row.href }, inside);
  if (row.onpress) return make("button", { type: "button", onclick: row.onpress }, inside);
  return make("div", {}, inside);
}
