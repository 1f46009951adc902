import type {Exporter} from './api';
import {cut} from './cut';
import {attribute, byId, el, sync, text} from './dom';
import type {Choose} from './figures';
import {count, percent, plural} from './format';
import type {Filters} from './state';

/** The least complete exporters that the sentence names. */
const MOST_NAMED = 3;

/**
 * The exporters of a range with their completeness, and at the chart by how much the range may be short. A click on one shows
 * only its flows; with several, each flow can count once. The list is cut, but the sentences are of all exporters.
 */
export function exporters(rows: Exporter[], most: number, state: Filters, choose: Choose): void {
  const known = rows.filter(row => row.exporter !== null);
  const dropped = rows.reduce((sum, row) => sum + row.dropped, 0);
  byId('exporters').hidden = rows.length === 0;
  text(byId('exporter-note'), dropped === 0 ? '' : `${plural(dropped, 'datagram')} dropped by the collector`);
  const sentence = shortfall(known.filter(row => state.probe === null || state.probe === row.probe));
  const note = byId('time-loss');
  text(note, sentence);
  note.hidden = sentence === '';
  countOnce(new Set(known.map(row => row.probe)).size > 1, state, choose);
  const create = (row: Exporter) => line(() => choose('probe', row.probe));
  sync(byId('exporter-list'), cut(known, most, 'exporter-cut'), row => `${row.probe} ${row.protocol} ${row.exporter ?? ''}`, create, (each, row) =>
    each.show(row, known, state.probe === row.probe),
  );
}

/**
 * How complete a range is by the exporters' sequence numbers, counted in records; an empty text if nothing is missing. An
 * exporter that numbers its datagrams has lost as many records as its other datagrams have on average. Measure Completeness of
 * the Power BI model does the same.
 */
export function shortfall(rows: Exporter[]): string {
  const short = rows.filter(row => row.lost > 0);
  if (short.length === 0) {
    return '';
  }
  const inRecords = (row: Exporter) => (received(row) > 0 ? Math.max(row.records, 1) / received(row) : 1);
  const arrived = rows.reduce((sum, row) => sum + received(row) * inRecords(row), 0);
  const missing = rows.reduce((sum, row) => sum + row.lost * inRecords(row), 0);
  const named = short.slice(0, MOST_NAMED).map(row => `${label(row, rows)} lost ${lost(row.lost / (received(row) + row.lost))}`);
  const more = short.length > MOST_NAMED ? ` and ${short.length - MOST_NAMED} more` : '';
  return `${percent(Math.min(0.999, arrived / (arrived + missing)))} complete: ${named.join(', ')}${more}`;
}

/** What an exporter numbers. */
function received(row: Exporter): number {
  return numbersRecords(row) ? row.records : row.datagrams;
}

function numbersRecords(row: Exporter): boolean {
  return row.protocol === 'v5' || row.protocol === 'ipfix';
}

/** The name of an exporter; with what tells it from others of the same name, if there are any. */
function label(row: Exporter, rows: Exporter[]): string {
  const others = rows.filter(other => other !== row && other.probe === row.probe);
  if (others.length === 0) {
    return row.probe;
  }
  const alike = others.some(other => other.protocol === row.protocol);
  return `${row.probe} (${alike ? `${row.protocol}, ${row.exporter ?? ''}` : row.protocol})`;
}

function lost(part: number): string {
  return part < 0.0005 ? '<0.1%' : percent(part);
}

function countOnce(hasSeveral: boolean, state: Filters, choose: Choose): void {
  const button = byId('exporter-once', HTMLButtonElement);
  button.hidden = !hasSeveral && state.once === null;
  attribute(button, 'aria-pressed', String(state.once === 'true'));
  button.onclick = () => choose('once', 'true');
}

function line(filter: () => void) {
  const name = el('button', {type: 'button', class: 'link title', click: filter});
  const note = el('span', {class: 'sub'});
  const share = el('span', {class: 'level'});
  const element = el('li', {}, el('div', {}, name, note), share);
  return {
    element,
    show(row: Exporter, rows: Exporter[], isChosen: boolean) {
      text(name, label(row, rows));
      attribute(name, 'aria-pressed', String(isChosen));
      text(note, facts(row));
      const complete = row.complete ?? 1;
      text(share, percent(complete));
      attribute(element, 'data-level', complete < 1 || row.no_template > 0 ? 'warn' : 'good');
      attribute(element, 'data-value', String(complete));
      attribute(element, 'title', `${row.exporter ?? ''}: ${plural(row.datagrams, 'datagram')} with ${plural(row.records, 'record')}`);
    },
  };
}

function facts(row: Exporter): string {
  const unit = numbersRecords(row) ? 'record' : 'datagram';
  return [
    row.protocol,
    row.streams > 1 ? plural(row.streams, 'stream') : '',
    row.sampling > 1 ? `1 of ${count(row.sampling)} packets` : '',
    row.lost > 0 ? `${plural(row.lost, unit)} lost` : '',
    row.no_template > 0 ? `${plural(row.no_template, 'data set')} without a template` : '',
  ]
    .filter(part => part !== '')
    .join(' · ');
}
