import './explore.css';
import '../filter.css';
import {ApiError, get} from '../api';
import {setUp, show, showAll} from '../controls';
import {attribute, byId, el, text} from '../dom';
import {FittedRange} from '../fit';
import {bucket, fullTime} from '../format';
import {isSpread} from '../stack';
import {NO_FILTERS, refreshMillis, type State} from '../state';
import {Chart} from './chart';
import {setUpChoices, showChoices} from './choices';
import {csv} from './csv';
import {addsUp, type Findings} from './figures';
import {both, condition} from './filter';
import {FilterBox} from './filterbox';
import {heading} from './heading';
import {address, dashboard, read, request, type Question} from './state';
import {Table} from './table';
import {Views} from './views';

const SHORTEST_WAIT_MILLIS = 5_000;

let question = read(location.search);
const fitted = new FittedRange();
let findings: Findings | null = null;
let isPaused = false;
let isFetching: AbortController | null = null;
let timer = 0;

const controls = {state, change: (part: Partial<State>) => change(rangeOf(part)), pause, repaint: () => chart.repaint()};
const table = new Table(byId('groups'), {filter: narrow});
const chart = new Chart(byId('chart'), {
  zoom: (from, to) => change({from: from.toISOString(), to: to.toISOString()}),
  hover: index => table.hover(index),
});
const box = new FilterBox(
  byId('filter', HTMLInputElement), byId('suggestions'), byId('filter-problem'), shown, filter => change({filter}),
);

function rangeOf({last, from, to}: Partial<State>): Partial<Question> {
  return {...(last === undefined ? {} : {last}), from: from ?? null, to: to ?? null};
}

/** The question with the range that is shown. */
function shown(): Question {
  return fitted.in(question);
}

/** Asks another question and puts it into the URL. */
function change(part: Partial<Question>): void {
  if (part.last !== undefined || part.from !== undefined) {
    fitted.end();
  }
  question = {...question, ...part};
  history.pushState(null, '', address(question));
  enter();
}

/** Filters by a group, or excludes it. */
function narrow(values: (string | null)[], isExcluded: boolean): void {
  const more = condition(findings?.by ?? [], values, isExcluded);
  if (more !== null) {
    change({filter: both(question.filter, more)});
  }
}

function showRange(): void {
  show(state(), isPaused, controls);
  attribute(byId('dashboard'), 'href', dashboard(shown()));
  attribute(byId('json'), 'href', `api/explore?${request(shown()).toString()}`);
}

function enter(): void {
  showRange();
  document.title = [heading(question.measure, question.by), question.filter, 'Wadi'].filter(Boolean).join(' – ');
  showChoices(question);
  box.forget();
  box.show(question.filter);
  byId('main').setAttribute('aria-busy', 'true');
  void refresh();
}

function state(): State {
  const {last, from, to} = shown();
  return {...NO_FILTERS, detail: null, last, from, to};
}

function pause(): void {
  isPaused = !isPaused;
  show(state(), isPaused, controls);
  if (!isPaused) {
    void refresh();
  }
}

/** Fetches the answer; a newer question replaces the request. */
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
    answer(await get('explore', request(shown()), mine.signal));
    complain(null);
  } catch (e) {
    if (mine.signal.aborted) {
      return;
    }
    complain(e);
  }
  byId('main').setAttribute('aria-busy', 'false');
  schedule(performance.now() - started);
}

/** Spends at most a quarter of the time on requests. */
function schedule(took: number): void {
  timer = window.setTimeout(() => {
    if (!isPaused && question.to === null && !document.hidden) {
      void refresh();
    } else {
      schedule(0);
    }
  }, Math.max(refreshMillis(state()), SHORTEST_WAIT_MILLIS, 3 * took));
}

function answer(found: Findings): void {
  findings = found;
  const isEmpty = found.rows.length === 0;
  byId('answer').hidden = isEmpty;
  text(byId('h-answer'), heading(found.measure, found.by));
  showEmpty(isEmpty);
  chart.show(found, question.graph);
  table.show(found);
  const isDashed = question.graph !== 'table' && question.graph !== 'sankey';
  const former = found.former ? `, compared with ${fullTime(new Date(found.former.from))} on${isDashed ? ' (dashed)' : ''}` : '';
  text(byId('answer-note'), `${fullTime(new Date(found.range.from))} – ${fullTime(new Date(found.range.to))}, per ${bucket(found.range.bucket_seconds)}${isSpread(found.range) && addsUp(found.measure) ? ' (flows spread from first to last packet)' : ''}${former}`);
  byId('source').hidden = found.source !== 'lake';
  const isCut = found.rows.some(row => row.other);
  text(byId('cut'), isCut ? `The table has the top ${question.limit}; “Other” is all groups beyond them.` : 'The table has all groups.');
}

function showEmpty(isEmpty: boolean): void {
  const empty = byId('empty');
  empty.hidden = !isEmpty;
  if (!isEmpty) {
    return;
  }
  const isFiltered = question.filter !== '';
  empty.replaceChildren(
    el('h2', {}, isFiltered ? 'No flows match this filter in this range' : 'No flows in this range'),
    el('p', {}, 'Choose a longer range or another filter. To see a capture file, choose the range of its time.'),
    el('p', {class: 'actions'},
      isFiltered ? el('button', {type: 'button', class: 'primary', click: () => change({filter: ''})}, 'Remove the filter') : null,
      el('button', {type: 'button', class: isFiltered ? '' : 'primary', click: () => void showAll(controls)}, 'Show all stored data'),
    ),
  );
}

/** A problem of the filter is shown below it, any other one at the top. */
function complain(e: unknown): void {
  const sentence = e === null ? null : e instanceof ApiError ? e.message : 'The page failed; reload it';
  const isFilter = sentence?.startsWith('The filter') ?? false;
  box.complain(isFilter ? sentence : null);
  const banner = byId('banner');
  banner.hidden = sentence === null || isFilter;
  text(banner, sentence === null || isFilter ? '' : `${sentence}.`);
  document.body.dataset.state = sentence === null ? 'good' : 'stale';
  if (e !== null && !(e instanceof ApiError)) {
    console.error(e);
  }
}

function saveCsv(): void {
  if (findings === null) {
    return;
  }
  const url = URL.createObjectURL(new Blob([csv(findings)], {type: 'text/csv;charset=utf-8'}));
  el('a', {href: url, download: 'wadi-explore.csv'}).click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

window.addEventListener('popstate', () => {
  question = read(location.search);
  fitted.begin(location.search);
  enter();
});
byId('question').addEventListener('submit', event => {
  event.preventDefault();
  change({filter: byId('filter', HTMLInputElement).value.trim()});
});
byId('csv').addEventListener('click', saveCsv);
setUp(controls);
setUpChoices(() => question, change);
fitted.begin(location.search);
enter();
void new Views(() => address(question).slice(1), query => change(read(`?${query}`))).load();
