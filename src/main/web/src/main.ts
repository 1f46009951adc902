import './app.css';
import './filter.css';
import {alerts, alertsAway} from './alerts';
import {ApiError, get, getIfAllowed, type Exporter} from './api';
import {conversations} from './conversations';
import {setUp, show, showAll} from './controls';
import {cut} from './cut';
import {byId, el, text} from './dom';
import {FilterBox} from './explore/filterbox';
import {read as readQuestion} from './explore/state';
import {exporters} from './exporters';
import {showLinks} from './links';
import {countries, protocols, talkers, totals} from './figures';
import {FittedRange} from './fit';
import {clockTime} from './format';
import {health} from './health';
import {HostPanel} from './host';
import {interfaces} from './interfaces';
import {shortened} from './kept';
import {MOST_PLACES, WorldMap, type World} from './map';
import {address, changed, FILTERS, isLive, NO_FILTERS, rangeOf, read, refreshMillis, request, type Filters, type State} from './state';
import {Timeline} from './timeline';

const LONGEST_WAIT_MILLIS = 15_000;
/** The longest lists. One more row is asked for, to see whether there are more. */
const PROTOCOLS = 40;
const TALKERS = 20;
const ROWS = 50;
/** Sentences are of all exporters. */
const MOST_EXPORTERS = 1000;
const AWAY = 'The alerts cannot be read at the moment.';
const OF_ALL = 'Alerts are of all traffic, of which you see a part.';

let state = read(location.search);
const fitted = new FittedRange();
let isPaused = false;
let isFetching: AbortController | null = null;
let timer = 0;
let failures = 0;
let lastGood: Date | null = null;
let sending: Exporter[] = [];

const controls = {state: shown, change, pause, repaint};
const choose = (filter: keyof Filters, value: string): void =>
  change({[filter]: state[filter] === value ? null : value});
const details = (host: string): void => change({detail: host});
const timeline = new Timeline(
  byId('time-chart'),
  byId('time-legend'),
  {
    choose: protocol => choose('protocol', protocol),
    zoom: (from, to) => change({from: from.toISOString(), to: to.toISOString()}),
  },
  () => byId('time-chart').clientHeight || 220,
);
const map = new WorldMap(byId('map'), choose);
const box = new FilterBox(
  byId('filter', HTMLInputElement), byId('suggestions'), byId('filter-problem'),
  () => readQuestion(`?${rangeOf(shown()).toString()}`), filter => change({filter: filter || null}),
);
const hostPanel = new HostPanel({
  close: () => change({detail: null}),
  filter: (host, protocol) => change({...NO_FILTERS, host, protocol, detail: null}),
  ask: filter => change({...NO_FILTERS, filter, detail: null}),
  details,
});

function more(limit: number): string {
  return String(limit + 1);
}

/** The state with the range that is shown. */
function shown(): State {
  return fitted.in(state);
}

function showRange(): void {
  show(shown(), isPaused, controls);
  showLinks(shown());
}

/** Shows another state and puts it into the URL. */
function change(part: Partial<State>): void {
  if (part.last !== undefined || part.from !== undefined) {
    fitted.end();
  }
  state = changed(state, part);
  history.pushState(null, '', address(state));
  enter();
}

function enter(): void {
  showRange();
  box.forget();
  box.show(state.filter ?? '');
  hostPanel.show(state.detail);
  byId('main').setAttribute('aria-busy', 'true');
  void refresh();
}

function pause(): void {
  isPaused = !isPaused;
  show(shown(), isPaused, controls);
  if (!isPaused) {
    void refresh();
  }
}

function repaint(): void {
  timeline.repaint();
  hostPanel.repaint();
}

/** Fetches everything for the current state; a newer state replaces the request. */
async function refresh(): Promise<void> {
  clearTimeout(timer);
  isFetching?.abort();
  const mine = new AbortController();
  isFetching = mine;
  const started = performance.now();
  try {
    if (fitted.isOpen) {
      await fitted.find(mine.signal);
      showRange();
    }
    await Promise.all([figures(mine.signal), operation(mine.signal), hostPanel.refresh(shown(), mine.signal)]);
    mine.signal.throwIfAborted();
    failures = 0;
    lastGood = new Date();
    byId('banner').hidden = true;
    box.complain(null);
    document.body.dataset.state = 'good';
  } catch (e) {
    if (mine.signal.aborted) {
      return;
    }
    failures++;
    complain(e);
  }
  byId('main').setAttribute('aria-busy', 'false');
  schedule(performance.now() - started);
}

/** Spends at most a quarter of the time on requests, and asks less often while nothing answers. */
function schedule(took: number): void {
  const usual = Math.max(refreshMillis(shown()), 3 * took);
  const wait = failures === 0 ? usual : Math.min(LONGEST_WAIT_MILLIS, 2000 * 2 ** (failures - 1));
  timer = window.setTimeout(() => {
    if (failures > 0 || (!isPaused && isLive(state) && !document.hidden)) {
      void refresh();
    } else {
      schedule(0);
    }
  }, wait);
}

async function figures(signal: AbortSignal): Promise<void> {
  const now = shown();
  const [sums, slices, byProtocol, byHost, byCountry, places, pairs, senders, ways] = await Promise.all([
    get('totals', request(now), signal),
    get('bytes-by-time', request(now), signal),
    get('protocols', request(now, {limit: more(PROTOCOLS)}), signal),
    get('top-talkers', request(now, {limit: more(TALKERS)}), signal),
    get('countries', request(now), signal),
    get('host-map', request(now, {limit: String(MOST_PLACES)}), signal),
    get('conversations', request(now, {limit: more(ROWS)}), signal),
    getIfAllowed('exporters', request({...now, ...NO_FILTERS}, {limit: String(MOST_EXPORTERS)}), signal),
    now.probe === null ? null : get('interfaces', request({...now, interface: null}, {limit: '50'}), signal),
  ]);
  const all = sums.rows[0];
  totals(sums, isLive(now), Date.now());
  timeline.update(slices.range, slices.rows, byId('time-note'));
  text(byId('time-kept'), shortened(sums.range, now));
  byId('time-kept').hidden = shortened(sums.range, now) === '';
  protocols(cut(byProtocol.rows, PROTOCOLS, 'protocol-cut'), all, now, choose);
  talkers(cut(byHost.rows, TALKERS, 'talker-cut'), now, choose, details);
  countries(byCountry.rows, now, choose);
  map.update(byCountry.rows, places.rows, all?.hosts ?? 0, now.country);
  conversations(cut(pairs.rows, ROWS, 'conversation-cut'), pairs.range, choose, details);
  const sent = senders?.rows ?? [];
  sending = sent.filter(row => row.exporter !== null);
  exporters(sent, ROWS, now, choose);
  interfaces(ways?.rows ?? [], now, choose);
  showEmpty(all?.packets === 0);
}

async function loadMap(): Promise<void> {
  const response = await fetch('world.json');
  map.draw((await response.json()) as World);
}

/** The capture's counters come from the process, so they show even while the database is unreachable. */
async function operation(signal: AbortSignal): Promise<void> {
  const [capture, consumers] = await Promise.all([
    get('capture', new URLSearchParams(), signal).catch(() => null),
    get('consumers', new URLSearchParams(), signal).catch(() => null),
    getIfAllowed('alerts', request({...shown(), ...NO_FILTERS, host: state.host}, {limit: more(ROWS)}), signal).then(
      answer => answer === null ? alertsAway(OF_ALL) : alerts(cut(answer.rows, ROWS, 'alert-cut'), details, () => void refresh()),
      () => signal.aborted || alertsAway(AWAY),
    ),
  ]);
  if (!signal.aborted) {
    health(capture, consumers?.rows ?? null, sending);
  }
}

/** A problem of the filter is shown below it, any other one at the top. */
function complain(e: unknown): void {
  const sentence = reason(e);
  const isFilter = sentence.startsWith('The filter');
  box.complain(isFilter ? sentence : null);
  const since = lastGood ? ` The figures are from ${clockTime(lastGood)}.` : '';
  const banner = byId('banner');
  text(banner, `${sentence}.${since}`);
  banner.hidden = isFilter;
  document.body.dataset.state = 'stale';
  if (!(e instanceof ApiError)) {
    console.error(e);
  }
}

function reason(e: unknown): string {
  if (!(e instanceof ApiError)) {
    return 'The page failed; reload it';
  }
  const isAway = e.status === 0 || e.message.includes(' does not answer');
  return isAway ? `${e.message.replace(/;.*/, '')}; the page continues as soon as the answer comes` : e.message;
}

/** Says why nothing is shown, and what to do. */
function showEmpty(isEmpty: boolean): void {
  const box = byId('empty');
  if (isEmpty === !box.hidden) {
    return;
  }
  box.hidden = !isEmpty;
  if (!isEmpty) {
    return;
  }
  const isFiltered = FILTERS.some(name => state[name] !== null);
  box.replaceChildren(
    el('h2', {}, isFiltered ? 'No packets match these filters in this range' : 'No packets in this range'),
    el('p', {}, 'The page shows packets within seconds of their capture. To see a capture file, choose the range of its time.'),
    el('p', {}, 'If nothing is stored yet: ', el('code', {}, './wadi run --interface eth0'), ' captures from an interface, ', el('code', {}, './wadi ingest FILE'), ' reads a file, and exporters send NetFlow, IPFIX or sFlow as docs/exporters.md describes.'),
    el('p', {class: 'actions'},
      isFiltered ? el('button', {type: 'button', class: 'primary', click: () => change(NO_FILTERS)}, 'Remove the filters') : null,
      el('button', {type: 'button', class: isFiltered ? '' : 'primary', click: () => void showAll(controls)}, 'Show all stored data'),
    ),
  );
}

window.addEventListener('popstate', () => {
  state = read(location.search);
  fitted.begin(location.search);
  enter();
});
document.addEventListener('visibilitychange', () => {
  if (!document.hidden && !isPaused && isLive(state)) {
    void refresh();
  }
});
byId('question').addEventListener('submit', event => {
  event.preventDefault();
  change({filter: byId('filter', HTMLInputElement).value.trim() || null});
});
setUp(controls);
fitted.begin(location.search);
loadMap().catch(() => text(byId('world-note'), 'The map cannot be drawn; see the list of countries.'));
enter();
