"use strict";
// Pictures and tables of plain SVG and HTML. What they show is only ever put in as text.

const NUMBERS = new Intl.NumberFormat("en");
const SHORT = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });
const number = (value) => NUMBERS.format(value);
const share = (part, whole) => {
  if (!whole) return "–";
  const percent = (100 * part) / whole;
  return (percent > 0 && percent < 1 ? "<1" : percent < 10 && percent % 1 ? percent.toFixed(1) : Math.round(percent)) + "%";
};
const sum = (values) => values.reduce((all, value) => all + value, 0);
const plural = (count, word) => number(count) + " " + word + (count === 1 ? "" : "s");

/** An element: attributes by name, children as elements or text. */
function el(name, attributes, ...children) {
  return fill(document.createElement(name), attributes, children);
}

function svg(name, attributes, ...children) {
  return fill(document.createElementNS("http://www.w3.org/2000/svg", name), attributes, children);
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name === "on") {
      for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
    } else if (name === "css") {
      for (const [property, to] of Object.entries(value)) element.style.setProperty(property, to);
    } else if (value !== undefined && value !== null && value !== false) {
      element.setAttribute(name, value === true ? "" : value);
    }
  }
  for (const child of children.flat(Infinity)) if (child !== null && child !== undefined) element.append(child);
  return element;
}

/** Text with some of it set off: emphasised("a *b* c") is a, b in bold, c. Only for our own words. */
function emphasised(...parts) {
  return parts.map((part, i) => (i % 2 ? el("b", {}, part) : part));
}

const BELL = () =>
  svg("svg", { viewBox: "0 0 24 24", fill: "none", stroke: "currentColor", "stroke-width": 1.8, "stroke-linecap": "round",
    "stroke-linejoin": "round", "aria-hidden": "true" },
    svg("path", { d: "M4 9V4.5L12 1.5l8 3V9M5.5 9v13.5h13V9zM9.5 22.500v-4.500a2.500 2.500 0 0 1 5 0v4.500" }),
    svg("path", { d: "M9 14.500c.8-.7 1-1.600 1-2.500a2 2 0 0 1 4 0c0 .9.2 1.800 1 2.500z" }));

/** A card: a title, a sentence that says what can be seen, the picture, and its numbers as a table. */
function card(options) {
  const say = el("p", { class: "say" });
  const body = el("div", {});
  const tools = el("div", { class: "ways" });
  const table = el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Numbers: " + options.title });
  const details = el("details", {}, el("summary", {}, "Numbers"), table);
  const section = el("section", { class: "card " + (options.size || ""), id: options.id, "aria-labelledby": options.id + "-title" },
    el("header", {}, el("div", {}, el("h2", { id: options.id + "-title" }, options.title), say), tools), body);
  if (options.table !== false) section.append(details);
  return { section, say, body, tools, table, details };
}

function nothing(text) {
  return el("p", { class: "empty" }, text);
}

/** A table: heads are words or {text, words, wide}; rows have a first cell that names the row. */
function table(heads, rows) {
  const head = (column) => (typeof column === "string" ? { text: column } : column);
  const kind = (column) => [column.words ? "words" : "", column.wide ? "wideonly" : ""].join(" ").trim() || null;
  return el("table", {},
    el("thead", {}, el("tr", {}, heads.map((column) => el("th", { scope: "col", class: kind(head(column)) }, head(column).text)))),
    el("tbody", {}, rows.map((row) => el("tr", row.attributes || {}, (row.cells || row).map((cell, i) =>
      el(i ? "td" : "th", { scope: i ? null : "row", class: kind(head(heads[i])) },
        typeof cell === "number" ? number(cell) : cell))))));
}

/** A row of buttons of which one is pressed. */
function switcher(label, choices, chosen, choose) {
  const buttons = choices.map(([value, text]) =>
    el("button", { type: "button", "aria-pressed": String(value === chosen), on: { click: () => {
      buttons.forEach((button, i) => button.setAttribute("aria-pressed", String(choices[i][0] === value)));
      choose(value);
    } } }, text));
  return el("div", { class: "switch", role: "group", "aria-label": label }, buttons);
}

function legend(entries) {
  return el("ul", { class: "legend" }, entries.map((entry) =>
    el("li", {}, el("span", { class: "dot", css: { background: entry.color } }), el("bdi", {}, entry.name))));
}

/** Bars that are read like a list: {name, note, count, of, color}. */
function bars(entries, most) {
  return el("ul", { class: "bars" }, entries.map((entry) =>
    el("li", {},
      el("span", { class: "name" }, el("bdi", {}, entry.name), entry.note ? el("small", {}, entry.note) : null),
      el("span", { class: "count" }, number(entry.count), entry.of ? el("small", {}, entry.of) : null),
      el("div", { class: "track", "aria-hidden": "true" },
        el("div", { class: "fill", css: { width: (most ? (100 * entry.count) / most : 0) + "%", background: entry.color } })))));
}

function niceTop(most) {
  if (most <= 4) return Math.max(most, 1);
  const power = Math.pow(10, Math.floor(Math.log10(most)));
  for (const step of [1, 1.2, 1.6, 2, 2.4, 3, 4, 5, 6, 8, 10]) if (step * power >= most) return step * power;
  return 10 * power;
}

/**
 * A picture that follows its width, shows what is under the pointer, and can be walked through with the arrow keys.
 * draw(width) gives {height, nodes, spots: [{x, width, title, rows}]}.
 */
function chart(label, draw) {
  const live = el("span", { class: "unseen", "aria-live": "polite" });
  const root = el("div", { class: "chart", tabindex: "0", role: "group", "aria-roledescription": "chart",
    "aria-label": label + ". Arrow keys go from value to value." });
  let spots = [], groups = [], tip = null, at = -1, drawn = 0, last = null;

  function hide() {
    if (tip) tip.remove();
    groups.forEach((group) => group.classList.remove("on"));
    tip = null;
    at = -1;
  }

  function show(i, speak) {
    if (i === at || !spots[i]) return;
    hide();
    at = i;
    const spot = spots[i];
    groups[i].classList.add("on");
    tip = el("div", { class: "tip", role: "presentation" }, el("b", {}, spot.title), spot.rows.map((row) =>
      el("span", {}, row.color ? el("span", { class: "dot", css: { background: row.color } }) : null,
        el("bdi", {}, row.name), el("i", {}, row.value))));
    root.append(tip);
    const middle = spot.x + spot.width / 2;
    const left = Math.max(0, Math.min(drawn - tip.offsetWidth, middle - tip.offsetWidth / 2));
    tip.style.setProperty("left", left + "px");
    tip.style.setProperty("top", Math.max(-8, (spot.y || 0) - tip.offsetHeight - 6) + "px");
    if (speak) live.textContent = spot.title + ": " + spot.rows.map((row) => row.name + " " + row.value).join(", ");
  }

  function redraw(width) {
    if (!width) return;
    drawn = width;
    hide();
    const picture = draw(width);
    spots = picture.spots;
    groups = spots.map((spot, i) => svg("g", { on: { pointerenter: () => show(i, false), click: () => show(i, false) } },
      svg("rect", { class: "band", x: spot.x, y: spot.top || 0, width: spot.width, height: spot.height || picture.height, rx: 4 }), spot.marks || []));
    const image = svg("svg", { viewBox: `0 0 ${width} ${picture.height}`, height: picture.height, "aria-hidden": "true",
      on: { pointerleave: hide } }, picture.nodes, groups, picture.over || []);
    root.replaceChildren(image, live);
    last = width;
  }

  root.addEventListener("keydown", (event) => {
    const across = columnsBeside(spots);
    const move = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: across, ArrowUp: -across }[event.key];
    if (event.key === "Escape") hide();
    else if (event.key === "Home") show(0, true);
    else if (event.key === "End") show(spots.length - 1, true);
    else if (move) show(Math.max(0, Math.min(spots.length - 1, at < 0 ? 0 : at + move)), true);
    else return;
    event.preventDefault();
  });
  root.addEventListener("blur", hide);
  new ResizeObserver((entries) => {
    const width = Math.floor(entries[0].contentRect.width);
    // Not at once: what is drawn changes the height, which the observer would be told of again.
    if (width !== last) requestAnimationFrame(() => redraw(width));
  }).observe(root);
  return root;
}

/** How many spots stand beside each other before the next row begins. */
function columnsBeside(spots) {
  const next = spots.findIndex((spot, i) => i > 0 && spot.x <= spots[0].x);
  return next < 0 ? 1 : next;
}

/**
 * Columns, stacked. options: {labels, ticks(i) → text or "", series: [{name, color, values}], title(i), unit}
 */
function columns(label, options) {
  const totals = options.labels.map((unused, i) => sum(options.series.map((one) => one.values[i] || 0)));
  const top = niceTop(Math.max(...totals, 0));
  return chart(label, (width) => {
    const height = options.height || 220;
    const left = 38, bottom = 24, above = options.values ? 22 : 10;
    const plot = height - bottom - above;
    const step = (width - left) / options.labels.length;
    const bar = Math.min(96, Math.max(1, step - Math.min(10, Math.max(1, step * 0.22))));
    const y = (value) => above + plot * (1 - value / top);
    const nodes = [];
    const lines = top <= 4 ? top : 4;
    for (let i = 0; i <= lines; i++) {
      const value = (top * i) / lines;
      if (top > 4 && value % 1 && top < 10) continue;
      nodes.push(svg("line", { class: "grid", x1: left, x2: width, y1: y(value), y2: y(value) }),
        svg("text", { x: left - 8, y: y(value) + 4, "text-anchor": "end" }, SHORT.format(value)));
    }
    const shownTicks = evenly(options.labels.map((name, i) => ({ i, text: options.tick ? options.tick(i) : name, middle: left + i * step + step / 2 })), width);
    const spots = options.labels.map((name, i) => {
      const x = left + i * step + (step - bar) / 2;
      const marks = [];
      let base = 0;
      const shown = options.series.filter((one) => one.values[i]);
      shown.forEach((one, at) => {
        const from = y(base), to = y(base + one.values[i]);
        const h = Math.max(1, from - to);
        marks.push(svg("path", { class: "mark", fill: one.colors ? one.colors[i] : one.color,
          d: column(x, to, bar, h, at === shown.length - 1 ? Math.min(4, bar / 2, h) : 0) }));
        base += one.values[i];
      });
      if (options.values && base && step > 36) {
        marks.push(svg("text", { class: "value", x: x + bar / 2, y: y(base) - 6, "text-anchor": "middle" }, options.values(i, base)));
      }
      if (shownTicks.has(i)) {
        nodes.push(svg("text", { x: x + bar / 2, y: height - 7, "text-anchor": "middle" }, shownTicks.get(i)));
      }
      return { x: left + i * step, width: step, top: above, height: plot, y: y(base), title: options.title ? options.title(i) : name, marks,
        rows: shown.length ? shown.slice().reverse().map((one) => ({ name: one.name, value: number(one.values[i]), color: one.colors ? one.colors[i] : one.color }))
          : [{ name: options.none || "nothing", value: "" }] };
    });
    return { height, nodes, spots };
  });
}

/** Every tick, or every second, or third …, so that none touches another: the text of each that is written, by its place. */
function evenly(ticks, width) {
  const named = ticks.filter((tick) => tick.text);
  const half = (tick) => tick.text.length * 3.2;
  for (let every = 1; every <= named.length; every++) {
    const kept = named.filter((tick, at) => at % every === 0 && tick.middle + half(tick) <= width + 6);
    if (kept.every((tick, at) => at === 0 || kept[at - 1].middle + half(kept[at - 1]) + 8 <= tick.middle - half(tick))) {
      return new Map(kept.map((tick) => [tick.i, tick.text]));
    }
  }
  return new Map();
}

/** A column whose upper corners are round. */
function column(x, y, width, height, r) {
  return `M${x} ${y + height}V${y + r}q0 ${-r} ${r} ${-r}h${width - 2 * r}q${r} 0 ${r} ${r}V${y + height}z`;
}

/** A map of a week: 7 rows of 24 hours. */
function week(label, values, color) {
  const days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
  const most = Math.max(...values, 1);
  return chart(label, (width) => {
    const left = 36, gap = width < 500 ? 1 : 3;
    const cell = (width - left) / 24;
    const tall = Math.max(20, Math.min(30, cell));
    const nodes = days.map((day, i) => svg("text", { x: 0, y: i * tall + tall / 2 + 4 }, day));
    for (let hour = 0; hour < 24; hour += width < 500 ? 6 : 3) {
      nodes.push(svg("text", { x: left + hour * cell, y: 7 * tall + 16 }, String(hour).padStart(2, "0") + ":00"));
    }
    const spots = values.map((value, i) => {
      const x = left + (i % 24) * cell, y = Math.floor(i / 24) * tall;
      const mark = svg("rect", { class: "mark", x, y: y + gap / 2, width: Math.max(1, cell - gap), height: tall - gap, rx: 4,
        fill: value ? color : "var(--faint)", "fill-opacity": value ? 0.14 + 0.86 * Math.sqrt(value / most) : 1 });
      const hour = i % 24;
      return { x, width: cell, top: y, height: tall, y, marks: [mark], title: `${days[Math.floor(i / 24)]} ${String(hour).padStart(2, "0")}–${String(hour + 1).padStart(2, "0")} h`,
        rows: [{ name: value ? "sent" : "nothing sent", value: value ? number(value) : "" }] };
    });
    return { height: 7 * tall + 22, nodes, spots };
  });
}

/** A small line of columns, for a table. */
function spark(values, color) {
  const most = Math.max(...values, 1);
  const step = 88 / values.length;
  return svg("svg", { viewBox: "0 0 88 22", width: 88, height: 22, "aria-hidden": "true" }, values.map((value, i) =>
    value ? svg("rect", { x: i * step, y: 22 - Math.max(1.5, (22 * value) / most), width: Math.max(0.8, step - 0.6), height: Math.max(1.5, (22 * value) / most), fill: color }) : null));
}
