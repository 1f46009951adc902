import {attribute, el, sync, text} from '../dom';
import {slotOf} from './colours';
import {change, isRate, key, lengths, shown, sum, summary, title, unit, type Findings, type Row, type Series} from './figures';
import {svg} from './svg';

export interface Actions {
  filter(values: (string | null)[], isExcluded: boolean): void;
}

const WIDTH = 110;
const HEIGHT = 22;

/** A line for each group with its figures and a sparkline; a click filters or excludes it. */
export class Table {
  private latest: Findings | null = null;

  constructor(
    private readonly body: HTMLElement,
    private readonly actions: Actions,
  ) {}

  show(findings: Findings): void {
    this.latest = findings;
    const rows: Row[] = [...findings.rows, {...findings.total, values: [], labels: [], other: false}];
    document.querySelectorAll<HTMLElement>('[data-compared]').forEach(cell => (cell.hidden = findings.former === null));
    document.querySelectorAll<HTMLElement>('[data-total]').forEach(cell => (cell.hidden = !isRate(findings.measure)));
    sync(this.body, rows, row => (row.values.length === 0 ? ' all' : key(row)), row => this.line(row), (line, row) => line.show(row));
  }

  /** Shows the values of a bucket in place of the averages. */
  hover(index: number | null): void {
    if (this.latest === null) {
      return;
    }
    const {rows, total, measure, range} = this.latest;
    const seconds = lengths(range);
    this.body.querySelectorAll('.at').forEach((cell, at) => {
      const series = shown((rows[at] ?? total).now.series, measure, seconds);
      text(cell, index === null ? '' : unit(series[index] ?? null, measure));
    });
  }

  private line(created: Row) {
    const isGroup = !created.other && created.values.length > 0;
    const swatch = el('span', {class: 'swatch'});
    const name = el('span', {class: 'title'});
    const at = el('span', {class: 'at'});
    const whole = el('td', {class: 'n', 'data-label': 'Total', 'data-total': true});
    const cells = ['Average', 'Maximum', 'Last', '95th percentile'].map(label => el('td', {class: 'n', 'data-label': label}));
    const [changed, was] = [el('span', {}), el('span', {class: 'sub was'})];
    const compared = el('td', {class: 'n', 'data-label': 'Change', 'data-compared': true}, el('span', {}, changed, ' ', was));
    const spark = el('td', {class: 'spark'});
    const button = (sign: string, isExcluded: boolean) =>
      el('button', {type: 'button', class: 'pm', click: () => this.actions.filter(created.values, isExcluded)}, sign);
    const [only, not] = isGroup ? [button('=', false), button('≠', true)] : [null, null];
    const element = el('tr', {}, el('td', {class: 'host-cell group'}, el('div', {}, swatch, name, at, only && el('span', {class: 'pms'}, only, ' ', not))), spark, whole, ...cells, compared);
    return {
      element,
      show: (row: Row) => {
        const findings = this.latest;
        if (findings === null) {
          return;
        }
        const label = row.values.length === 0 ? 'All' : title(row, findings.by);
        text(name, label);
        only?.setAttribute('aria-label', `Only ${label}`);
        not?.setAttribute('aria-label', `Without ${label}`);
        only?.setAttribute('title', 'Only this');
        not?.setAttribute('title', 'Without this');
        attribute(swatch, 'data-slot', row.values.length === 0 ? 'none' : slotOf(findings.rows.indexOf(row), row.other));
        attribute(element, 'data-value', String(row.now.value ?? ''));
        figures(row, findings, cells);
        text(whole, sum(row.now.value, findings.measure));
        whole.hidden = !isRate(findings.measure);
        const [how, from] = change(row, findings.measure);
        text(changed, how);
        text(was, from);
        compared.hidden = findings.former === null;
        const seconds = lengths(findings.range);
        spark.replaceChildren(sparkline(shown(row.now.series, findings.measure, seconds)));
      },
    };
  }
}

function figures(row: Row, {measure, range}: Findings, cells: HTMLElement[]): void {
  const series = shown(row.now.series, measure, lengths(range));
  const seconds = Math.max(1, (Date.parse(range.to) - Date.parse(range.from)) / 1000);
  const {average, maximum, last, p95} = summary(row.now.value, series, measure, seconds);
  [average, maximum, last, p95].forEach((value, index) => {
    const cell = cells[index];
    if (cell) {
      text(cell, unit(value, measure));
    }
  });
}

function sparkline(values: Series): SVGSVGElement {
  const most = Math.max(...values.map(value => value ?? 0), 0) || 1;
  const step = WIDTH / Math.max(1, values.length);
  const line = values
    .map((value, index) => `${index === 0 ? 'M' : 'L'}${(index * step).toFixed(1)},${y(value, most)}H${((index + 1) * step).toFixed(1)}`)
    .join('');
  return svg('svg', {viewBox: `0 0 ${WIDTH} ${HEIGHT}`, width: WIDTH, height: HEIGHT, 'aria-hidden': 'true'}, svg('path', {d: line}));
}

function y(value: number | null, most: number): string {
  return (HEIGHT - 1 - ((value ?? 0) / most) * (HEIGHT - 3)).toFixed(1);
}
