"use strict";

// Draws the lanes into an SVG. Everything that can be pointed at goes into `items`.
const SVG = "http://www.w3.org/2000/svg";
const STEPS = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300,
  600, 1200, 1800, 3600, 7200, 10800, 21600, 43200, 86400];

function element(parent, name, attributes, text) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text !== undefined) made.textContent = text;
  parent.append(made);
  return made;
}

class Drawing {
  constructor(svg, page, view, unit, width) {
    Object.assign(this, {svg, page, view, unit, width, items: []});
    this.narrow = width < 36 * unit;
    this.left = this.narrow ? 0 : Math.min(10, 1.5 + 0.62 * Math.max(9,
      ...page.lanes.map((lane) => lane.name.length))) * unit;
    this.right = width - 2;
  }

  x(at) {
    const share = (at - this.view.from) / (this.view.to - this.view.from);
    return this.left + share * (this.right - this.left);
  }

  at(x) {
    const share = (x - this.left) / (this.right - this.left);
    return this.view.from + share * (this.view.to - this.view.from);
  }

  draw() {
    this.svg.replaceChildren();
    this.hatch();
    this.grid = element(this.svg, "g", {});
    let y = this.axis(0);
    y = this.faults(y);
    y = this.gaps(y);
    for (const lane of this.page.lanes) y = this.lane(lane, y);
    this.lines(y);
    y = this.axis(y);
    this.svg.setAttribute("viewBox", `0 0 ${this.width} ${y}`);
    this.svg.style.height = y + "px";
  }

  hatch() {
    const pattern = element(element(this.svg, "defs", {}), "pattern",
      {id: "hatch", width: 7, height: 7, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)"});
    element(pattern, "rect", {width: 2.2, height: 7, fill: "var(--bad)"});
  }

  // The widest step that leaves room for its labels.
  ticks() {
    const span = (this.view.to - this.view.from) / 1000;
    const most = Math.max(2, Math.floor((this.right - this.left) / ((this.page.wall ? 7 : 4.5) * this.unit)));
    const step = (STEPS.find((one) => span / one <= most) ?? Math.ceil(span / most / 86400) * 86400) * 1000;
    const ticks = [];
    for (let at = Math.ceil(this.view.from / step) * step; at <= this.view.to; at += step) ticks.push(at);
    return {step, ticks};
  }

  axis(y) {
    const {step, ticks} = this.ticks();
    for (const at of ticks) {
      const x = this.x(at);
      const label = clock(this.page, at, step);
      const half = label.length * 0.26 * this.unit;
      const anchor = x < this.left + half ? "start" : x > this.right - half ? "end" : "middle";
      element(this.svg, "text", {x, y: y + 0.8 * this.unit, class: "dim", "text-anchor": anchor}, label);
    }
    return y + 1.6 * this.unit;
  }

  lines(to) {
    for (const at of this.ticks().ticks) {
      element(this.grid, "line", {x1: this.x(at), x2: this.x(at), y1: 1.6 * this.unit, y2: to, class: "grid"});
    }
    for (const mark of this.page.marks) {
      if (mark.kind === "failure" || (mark.kind === "fault" && !mark.where)) {
        const x = this.x(mark.at);
        if (x >= this.left && x <= this.right) {
          element(this.grid, "line", {x1: x, x2: x, y1: 2 * this.unit, y2: to, class: "fault-line"});
        }
      }
    }
  }

  title(text, y, big) {
    const x = this.narrow ? 0 : this.left - 0.6 * this.unit;
    element(this.svg, "text",
      {x, y, class: big ? "name" : "dim", "text-anchor": this.narrow ? "start" : "end"}, text);
  }

  faults(y) {
    const marks = this.page.marks.filter((one) => !one.where);
    if (marks.length === 0) return y;
    if (this.narrow) {
      this.title("faults", y + 0.7 * this.unit);
      y += 1.2 * this.unit;
    } else {
      this.title("faults", y + 0.9 * this.unit);
    }
    const groups = this.grouped(marks);
    groups.forEach((group, i) => {
      const mark = this.marks(group, y + 0.9 * this.unit, "");
      const words = group.marks.length === 1 ? group.marks[0].text[0].split(" ") : [];
      const next = i + 1 < groups.length ? groups[i + 1].x - this.unit : this.right;
      const label = words.map((_, cut) => words.slice(0, words.length - cut).join(" "))
        .find((one) => mark + (0.8 + one.length * 0.5) * this.unit < next);
      if (label) {
        element(this.svg, "text", {x: mark + 0.8 * this.unit, y: y + 0.9 * this.unit, class: "flag"}, label);
      }
    });
    return y + 2 * this.unit;
  }

  gaps(y) {
    const rows = new Map();
    for (const gap of this.page.gaps) {
      const row = gap.kind === "outage" ? `client ${gap.who}` : "primaries";
      rows.set(row, [...(rows.get(row) ?? []), gap]);
    }
    for (const [row, gaps] of rows) {
      if (this.narrow) {
        this.title(row, y + 0.7 * this.unit);
        y += 1.3 * this.unit;
      } else {
        this.title(row, y + 0.6 * this.unit);
      }
      gaps.forEach((gap, i) => this.gap(gap, gaps[i + 1], y));
      y += 1.6 * this.unit;
    }
    return y + 0.3 * this.unit;
  }

  // Its name stands in it, or beside it where the next one leaves room.
  gap(gap, next, y) {
    const label = `${gap.kind === "outage" ? "not served" : gap.kind} ${seconds(gap.to - gap.from)}`;
    const fits = this.box(gap, "gap", y, 1.2 * this.unit, [label], {kind: "gap", gap}, 3);
    const x = this.x(gap.to) + 0.4 * this.unit;
    const room = (next ? this.x(next.from) : this.right) - x;
    if (!fits && x > this.left && room > this.widthOf(label)) {
      element(this.svg, "text", {x, y: y + 0.6 * this.unit, class: "flag"}, label);
    }
  }

  widthOf(label) {
    return (label.length * 0.52 + 0.6) * this.unit;
  }

  lane(lane, y) {
    const unit = this.unit;
    const of = (kind) => lane.bands.filter((band) => band.kind === kind);
    const marks = this.page.marks.filter((one) => one.where === lane.name);
    if (this.narrow) {
      this.title(lane.name, y + 0.8 * unit, true);
      y += 1.6 * unit;
    }
    if (marks.length > 0) {
      for (const group of this.grouped(marks)) this.marks(group, y + 0.8 * unit, lane.name);
      y += 1.7 * unit;
    }
    if (!this.narrow) this.title(lane.name, y + 0.9 * unit, true);
    for (const band of of("role")) {
      this.box(band, `role ${band.is}`, y, 1.8 * unit, labels(band), {kind: "band", band, lane}, 0);
    }
    y += 1.9 * unit;
    if (of("lease").length > 0) {
      for (const band of of("lease")) {
        this.box(band, `lease ${band.is}`, y, 0.55 * unit, [], {kind: "band", band, lane}, 0);
      }
      y += 0.65 * unit;
    }
    if (of("work").length > 0) {
      for (const band of of("work")) {
        this.box(band, "work", y, 0.55 * unit, [], {kind: "band", band, lane}, 3);
      }
      y += 0.65 * unit;
    }
    of("rule").forEach((band, i) => {
      this.box(band, `rule ${i % 2 ? "odd" : ""}`, y, 0.5 * unit, [], {kind: "band", band, lane}, 0);
    });
    for (const band of of("agent")) {
      this.box(band, "agent", y, 0.5 * unit, [], {kind: "band", band, lane}, 3);
    }
    return y + (of("rule").length > 0 ? 1.4 : 0.7) * unit;
  }

  // A box over a time, with the longest of the labels that has room in it.
  box(band, classes, y, height, labels, item, least) {
    const from = Math.max(this.x(band.from), this.left);
    const to = Math.min(Math.max(this.x(band.to), this.x(band.from) + least), this.right);
    if (to <= from) return false;
    const rect = element(this.svg, "rect", {x: from, y, width: to - from, height, class: classes});
    this.item(rect, item);
    const label = labels.find((one) => this.widthOf(one) < to - from);
    if (label) {
      element(this.svg, "text",
        {x: from + 0.35 * this.unit, y: y + height / 2, class: `on on-${classes.split(" ").at(-1)}`}, label);
    }
    return label !== undefined;
  }

  // Marks that would lie on each other become one.
  grouped(marks) {
    const groups = [];
    for (const mark of marks) {
      const x = this.x(mark.at);
      if (x < this.left - 1 || x > this.right + 1) continue;
      const last = groups.at(-1);
      if (last && x - last.x < 1.5 * this.unit) last.marks.push(mark);
      else groups.push({x, marks: [mark]});
    }
    return groups;
  }

  marks(group, y, lane) {
    const many = group.marks.length > 1;
    const kinds = group.marks.map((mark) => mark.kind);
    const kind = ["failure", "fault", "decision", "fact"].find((one) => kinds.includes(one));
    const width = (many ? 1.3 + 0.4 * (String(group.marks.length).length - 1) : kind === "fact" ? 0.7 : 1)
      * this.unit;
    const height = (many ? 1.3 : kind === "fact" ? 0.7 : 1) * this.unit;
    const x = Math.min(Math.max(group.x, this.left + width / 2), this.right - width / 2);
    const shape = element(this.svg, "rect", {x: x - width / 2, y: y - height / 2, width, height,
      rx: height / 2, class: kind === "failure" ? "fault" : many && kind === "fact" ? "decision" : kind});
    this.item(shape, {kind: "marks", marks: group.marks});
    if (many) {
      element(this.svg, "text", {x, y, class: "many", "text-anchor": "middle"}, group.marks.length);
    }
    return x;
  }

  item(shape, item) {
    shape.setAttribute("data-item", this.items.length);
    this.items.push({...item, shape});
  }
}

// What a band may be called, the longest first.
function labels(band) {
  const parts = band.text.split(", ");
  return parts.map((_, i) => parts.slice(0, parts.length - i).join(" · "));
}

function seconds(millis) {
  return millis < 120000 ? (millis / 1000).toFixed(millis < 10000 ? 2 : 1) + " s"
    : `${Math.floor(millis / 60000)} min ${Math.round((millis % 60000) / 1000)} s`;
}

function clock(page, at, step) {
  const fine = step < 1000;
  if (page.wall) return new Date(at).toISOString().slice(11, fine ? 23 : 19);
  return (at / 1000).toFixed(fine ? 3 : 0) + " s";
}
