
// The page around the lanes: zoom, what is pointed at, and the list.
const page = JSON.parse(document.getElementById("data").textContent);
const byId = (id) => document.getElementById(id);
const LONGEST_LIST = 400;
const whole = {from: page.from, to: Math.max(page.to, page.from + 1)};
let view = {...whole};
let drawing;
let chosen; // stays when the mouse moves on
let selected; // is told of below the lanes

function html(parent, name, classes, text) {
  const made = document.createElement(name);
  if (classes) made.className = classes;
  if (text !== undefined) made.textContent = text;
  parent.append(made);
  return made;
}

function head() {
  byId("title").textContent = page.title;
  byId("story").textContent = page.story;
  page.facts.forEach((fact) => html(byId("facts"), "li", "", fact));
  page.warnings.forEach((one) => html(byId("warnings"), "li", "", one));
  const used = new Set(page.lanes.flatMap((lane) => lane.bands.map((band) => band.is)));
  const kinds = new Set(page.lanes.flatMap((lane) => lane.bands.map((band) => band.kind)));
  const key = (classes, text) => {
    const item = html(byId("legend"), "li");
    html(item, "span", "key " + classes);
    item.append(text);
  };
  for (const [is, text] of [["primary", "accepts writes"], ["standby", "standby"], ["busy", "starts, stops, hangs"],
    ["down", "down"], ["off", "host off"], ["empty", "no data"]]) {
    if (used.has(is)) key(is, text);
  }
  if (kinds.has("agent")) key("hatched", "no agent, or it does nothing");
  if (kinds.has("lease")) key("lease", "lease held");
  if (kinds.has("work")) key("work", "operation");
  key("rule", "which rule decides");
  key("dot", "decision");
  key("ring", "fact");
  key("bad", "fault, outage");
}

function render() {
  const width = byId("chart").clientWidth;
  const unit = parseFloat(getComputedStyle(document.documentElement).fontSize);
  drawing = new Drawing(byId("svg"), page, view, unit, width);
  drawing.draw();
  highlight();
  byId("span").textContent =
    `${clock(page, view.from, 1)} – ${clock(page, view.to, 1)}${page.wall ? " UTC" : ""}`;
}

// Each drawing has shapes of its own, so what is selected is known by what it is about.
function highlight() {
  const isSelected = (item) => selected && (selected.marks ? item.marks?.includes(selected.marks[0])
    : selected.band ? item.band === selected.band : item.gap === selected.gap);
  drawing.items.forEach((one) => one.shape.classList.toggle("chosen", Boolean(isSelected(one))));
}

function list() {
  const shown = page.marks.filter((one) => one.at >= view.from && one.at <= view.to);
  const rows = shown.slice(0, LONGEST_LIST);
  byId("count").textContent = `${shown.length} of ${page.marks.length} in this time`
    + (rows.length < shown.length ? `; the first ${rows.length} are listed, zoom in for the others` : "");
  byId("list").replaceChildren();
  for (const mark of rows) {
    const row = html(byId("list"), "li");
    tell(row, mark);
    row.addEventListener("click", () => {
      show({kind: "marks", marks: [mark]});
      if (view.to - view.from > 40000) zoomTo(mark.at - 10000, mark.at + 20000);
    });
  }
}

function tell(parent, mark) {
  html(parent, "span", "when", clock(page, mark.at, 1));
  html(parent, "span", "who", mark.where || "cluster");
  const body = html(parent, "div");
  for (const rule of mark.rules.slice(0, 1)) {
    html(body, "p", "rule-id", rule);
    html(body, "p", "because", page.because[rule]);
  }
  mark.text.forEach((text) => {
    html(body, "p", (mark.kind === "decision" ? "orders" : "") + " is-" + mark.kind, text);
  });
  if (mark.rules.length > 1) html(body, "p", "when", "also: " + mark.rules.slice(1).join(", "));
}

function show(item) {
  const detail = byId("detail");
  detail.replaceChildren();
  selected = item;
  highlight();
  if (item.kind === "marks") {
    item.marks.forEach((mark, i) => {
      if (i > 0) html(detail, "hr");
      const head = html(detail, "div");
      tell(head, mark);
      head.querySelectorAll(":scope > span").forEach((one) => one.after(" "));
    });
    return;
  }
  const band = item.band ?? item.gap;
  html(detail, "p", "when",
    `${clock(page, band.from, 1)} – ${clock(page, band.to, 1)} (${seconds(band.to - band.from)})`);
  if (item.gap) {
    html(detail, "p", "is-fault", band.kind === "outage"
      ? `Client ${band.who} had nothing acknowledged.` : `${band.kind}${band.who ? ": " + band.who : ""}`);
    return;
  }
  html(detail, "p", "who", item.lane.name);
  if (band.kind === "rule") {
    html(detail, "p", "rule-id", band.is);
    html(detail, "p", "because", page.because[band.is]);
  } else {
    html(detail, "p", "", (band.kind === "work" ? "operation: " : "") + band.text);
  }
}

let listing;
function zoomTo(from, to) {
  const least = 50;
  const span = Math.min(Math.max(to - from, least), whole.to - whole.from);
  const middle = (from + to) / 2;
  const start = Math.min(Math.max(middle - span / 2, whole.from), whole.to - span);
  view = {from: start, to: start + span};
  render();
  clearTimeout(listing);
  listing = setTimeout(list, 150);
}

function zoom(factor, at = (view.from + view.to) / 2) {
  const span = (view.to - view.from) / factor;
  const share = (at - view.from) / (view.to - view.from);
  zoomTo(at - share * span, at + (1 - share) * span);
}

const pan = (share) => {
  const by = share * (view.to - view.from);
  zoomTo(view.from + by, view.to + by);
};

function controls() {
  const actions = {
    in: () => zoom(2), out: () => zoom(0.5), left: () => pan(-0.4), right: () => pan(0.4),
    all: () => zoomTo(whole.from, whole.to),
  };
  for (const [id, action] of Object.entries(actions)) byId(id).addEventListener("click", action);
  const keys = {"+": "in", "=": "in", "-": "out", ArrowLeft: "left", ArrowRight: "right", 0: "all"};
  document.addEventListener("keydown", (event) => {
    if (keys[event.key] && !event.ctrlKey && !event.metaKey && !event.altKey) {
      actions[keys[event.key]]();
      event.preventDefault();
    }
  });
  byId("chart").addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.shiftKey) return;
    event.preventDefault();
    zoom((event.deltaY || event.deltaX) < 0 ? 1.25 : 0.8, drawing.at(place(event)));
  }, {passive: false});
  byId("chart").addEventListener("dblclick", (event) => zoom(3, drawing.at(place(event))));
}

const place = (event) => event.clientX - byId("chart").getBoundingClientRect().left;

// One finger or the mouse moves the time, two fingers stretch it.
function gestures() {
  const chart = byId("chart");
  const pointers = new Map();
  let moved = 0;
  chart.addEventListener("pointerdown", (event) => {
    pointers.set(event.pointerId, place(event));
    moved = 0;
  });
  chart.addEventListener("pointermove", (event) => {
    const before = [...pointers.values()];
    if (!pointers.has(event.pointerId)) {
      const item = found(event);
      if (item && event.pointerType === "mouse" && !chosen) show(item);
      return;
    }
    const step = place(event) - pointers.get(event.pointerId);
    moved += Math.abs(step);
    if (moved < 6) return;
    chart.setPointerCapture(event.pointerId);
    pointers.set(event.pointerId, place(event));
    if (pointers.size === 1) {
      pan(-step / (drawing.right - drawing.left));
    } else {
      const width = ([a, b]) => Math.max(10, Math.abs(a - b));
      const after = [...pointers.values()];
      zoom(width(after) / width(before), drawing.at((after[0] + after[1]) / 2));
    }
  });
  const up = (event) => pointers.delete(event.pointerId);
  chart.addEventListener("pointerup", up);
  chart.addEventListener("pointercancel", up);
  chart.addEventListener("pointerleave", up);
  chart.addEventListener("click", (event) => {
    if (moved >= 6) return;
    const item = found(event);
    chosen = item;
    if (item) show(item);
  });
}

function found(event) {
  const shape = event.target.closest("[data-item]");
  return shape ? drawing.items[Number(shape.dataset.item)] : undefined;
}

head();
render();
list();
controls();
gestures();
window.addEventListener("resize", render);
