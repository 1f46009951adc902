import {addsUp, called, isRate, title, unit, type Findings} from './figures';
import {slotOf} from './colours';
import {svg} from './svg';

/** So much that each node has room for its label, however thin it is. */
const GAP = 12;
const LEAST_HEIGHT = 380;
const HEIGHT_OF_NODE = 20;
const NODE = 12;

export interface Node {
  label: string;
  value: number;
  y: number;
  height: number;
}

export interface Link {
  from: Node;
  to: Node;
  column: number;
  value: number;
  slot: string;
  title: string;
  fromY: number;
  toY: number;
  height: number;
}

/** The places of nodes, one column for each field, and of the links between neighbours. Only what adds up has them. */
export function layout(findings: Findings): {columns: Node[][]; links: Link[]; height: number} {
  const rows = findings.rows.map((row, index) => ({
    value: row.now.value ?? 0,
    slot: slotOf(index, row.other),
    title: `${title(row, findings.by)}: ${shownValue(row.now.value ?? 0, findings)}`,
    labels: findings.by.map((field, at) => (row.other ? 'Other' : called(field, row.values[at] ?? null, row.labels[at] ?? null))),
  })).filter(row => row.value > 0);
  const all = rows.reduce((sum, row) => sum + row.value, 0);
  const columns = findings.by.map((_, at) => {
    const nodes = new Map<string, Node>();
    for (const row of rows) {
      const label = row.labels[at] ?? '';
      const node = nodes.get(label) ?? {label, value: 0, y: 0, height: 0};
      node.value += row.value;
      nodes.set(label, node);
    }
    return [...nodes.values()].sort((a, b) => b.value - a.value);
  });
  const most = Math.max(1, ...columns.map(nodes => nodes.length));
  const height = Math.max(LEAST_HEIGHT, HEIGHT_OF_NODE * most);
  const scale = (height - GAP * (most - 1)) / Math.max(1, all);
  for (const nodes of columns) {
    let y = 0;
    for (const node of nodes) {
      Object.assign(node, {y, height: Math.max(1, node.value * scale)});
      y += node.height + GAP;
    }
  }
  return {columns, links: linksOf(columns, rows, scale), height};
}

function linksOf(columns: Node[][], rows: {value: number; slot: string; title: string; labels: string[]}[], scale: number): Link[] {
  const links: Link[] = [];
  for (let column = 0; column + 1 < columns.length; column++) {
    const out = new Map<Node, number>();
    const into = new Map<Node, number>();
    for (const row of rows) {
      const from = columns[column]?.find(node => node.label === row.labels[column]);
      const to = columns[column + 1]?.find(node => node.label === row.labels[column + 1]);
      if (from && to) {
        const height = row.value * scale;
        const [fromY, toY] = [from.y + (out.get(from) ?? 0), to.y + (into.get(to) ?? 0)];
        links.push({from, to, column, value: row.value, slot: row.slot, title: row.title, fromY, toY, height});
        out.set(from, (out.get(from) ?? 0) + height);
        into.set(to, (into.get(to) ?? 0) + height);
      }
    }
  }
  return links;
}

function shownValue(value: number, {range, measure}: Findings): string {
  const seconds = (Date.parse(range.to) - Date.parse(range.from)) / 1000;
  return unit(isRate(measure) ? value / seconds : value, measure);
}

/** The groups as bands between the values of their fields. */
export function sankey(findings: Findings, width: number): Element {
  if (findings.by.length < 2 || !(addsUp(findings.measure) || findings.measure === 'hosts')) {
    const sentence = document.createElement('p');
    sentence.className = 'nothing';
    sentence.textContent = 'A sankey needs two or three dimensions and a measure that adds up: choose a second dimension above.';
    return sentence;
  }
  const {columns, links, height} = layout(findings);
  const gap = (width - NODE) / (columns.length - 1);
  const picture = svg('svg', {viewBox: `0 0 ${width} ${height + GAP}`, width, height: height + GAP, class: 'sankey', 'aria-hidden': 'true'});
  for (const link of links) {
    const [x1, x2] = [link.column * gap + NODE, (link.column + 1) * gap];
    const [y1, y2, middle] = [link.fromY + link.height / 2, link.toY + link.height / 2, (x1 + x2) / 2];
    const d = `M${x1},${y1}C${middle},${y1} ${middle},${y2} ${x2},${y2}`;
    picture.append(svg('path', {d, 'stroke-width': Math.max(1, link.height), 'data-slot': link.slot}, svg('title', {}, link.title)));
  }
  columns.forEach((nodes, at) => nodes.forEach(node => {
    const x = at * gap;
    const isLast = at === columns.length - 1;
    picture.append(svg('rect', {x, y: node.y, width: NODE, height: node.height}));
    const place = {x: isLast ? x - 5 : x + NODE + 5, y: node.y + node.height / 2 + 4, 'text-anchor': isLast ? 'end' : 'start'};
    picture.append(svg('text', place, node.label));
  }));
  return picture;
}
