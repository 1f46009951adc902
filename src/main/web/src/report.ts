import './report.css';
import type {Country, Place, Protocol, Range, Slice, Talker, Totals} from './api';
import {byId, text} from './dom';
import {countries, protocols, talkers, totals} from './figures';
import {fullTime} from './format';
import {WorldMap, type World} from './map';
import {NO_FILTERS} from './state';
import {Timeline} from './timeline';

/** The data that the report command adds to the file. */
interface Report {
  range: Range;
  made: string;
  wadi: string;
  /** Which flows count, as the user typed it; empty for all. */
  filter: string;
  totals: Totals[];
  bytes_by_time: Slice[];
  protocols: Protocol[];
  top_talkers: Talker[];
  countries: Country[];
  host_map: Place[];
}

const HEIGHT = 176;
const ROWS = 8;

/** The page's panels with the figures in the file, without controls. */
function draw(report: Report, world: World): void {
  const sums = report.totals[0];
  const map = new WorldMap(byId('map'), null);
  heading(report);
  totals({range: report.range, rows: report.totals}, false, Date.parse(report.made));
  new Timeline(byId('time-chart'), byId('time-legend'), null, () => HEIGHT)
    .update(report.range, report.bytes_by_time, byId('time-note'));
  protocols(first(report.protocols, 'protocol-note'), sums, NO_FILTERS, null);
  talkers(first(report.top_talkers, 'talker-note'), NO_FILTERS, null, null);
  countries(first(report.countries, 'country-note'), NO_FILTERS, null);
  map.draw(world);
  map.update(report.countries, report.host_map, sums?.hosts ?? 0, null);
}

function heading(report: Report): void {
  const [from, to] = [new Date(report.range.from), new Date(report.range.to)];
  const {timeZone} = new Intl.DateTimeFormat().resolvedOptions();
  const range = `${fullTime(from)} – ${fullTime(to)}`;
  document.title = `Network traffic, ${range}`;
  text(byId('range'), `${range} (${timeZone})`);
  text(byId('filter'), report.filter === '' ? '' : `Only ${report.filter}`);
  byId('filter').hidden = report.filter === '';
  text(byId('made'), `Made ${fullTime(new Date(report.made))} by ${report.wadi}.`);
}

/** The number of entries that fit on paper; the total number is shown if there are more. */
function first<T>(rows: T[], note: string): T[] {
  if (rows.length > ROWS) {
    byId(note).prepend(`first ${ROWS} · `);
  }
  return rows.slice(0, ROWS);
}

function json(id: string): unknown {
  return JSON.parse(byId(id).textContent);
}

draw(json('figures') as Report, json('world-outlines') as World);
