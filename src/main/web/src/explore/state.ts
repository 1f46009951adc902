import {USUAL_LAST} from '../state';

/** The question that the page shows. It is in the URL, in the words of the API. */
export interface Question {
  /** Null as long as nobody has chosen a range. */
  last: string | null;
  from: string | null;
  to: string | null;
  by: string[];
  measure: string;
  rank: string;
  limit: number;
  filter: string;
  compare: string;
  /** 'true' if a flow that several probes report counts once. */
  once: string;
  graph: string;
}

export const MEASURES: readonly [string, string][] = [
  ['bytes', 'Bytes/s'],
  ['packets', 'Packets/s'],
  ['flows', 'Flows/s'],
  ['hosts', 'Hosts'],
  ['retransmissions', 'Share of retransmissions'],
  ['rtt-p50', 'Round trip, median'],
  ['rtt-p95', 'Round trip, 95th percentile'],
];
export const RANKS: readonly [string, string][] = [['average', 'Average'], ['maximum', 'Maximum'], ['last', 'Last'], ['p95', '95th percentile']];
export const COMPARISONS: readonly [string, string][] = [['', 'Nothing'], ['previous', 'Previous period'], ['day', 'Day before'], ['week', 'Week before']];
export const GRAPHS: readonly [string, string][] = [['stacked', 'Stacked area'], ['lines', 'Lines'], ['grid', 'Small multiples'], ['sankey', 'Sankey'], ['table', 'Table']];
export const COUNTS: readonly [string, string][] = [['', 'for each probe'], ['true', 'once']];
export const LIMITS: readonly [string, string][] = ['5', '10', '20', '50', '100'].map(text => [text, text]);

const USUAL: Readonly<Question> = {
  last: null, from: null, to: null, by: ['protocol'], measure: 'bytes', rank: 'average', limit: 10, filter: '', compare: '', once: '', graph: 'stacked',
};

export function read(search: string): Question {
  const query = new URLSearchParams(search);
  const by = (query.get('by') ?? '').split(',').filter(Boolean).slice(0, 3);
  const limit = Number(query.get('limit'));
  return {
    last: query.get('last'),
    from: query.get('from'),
    to: query.get('to'),
    by: by.length > 0 ? by : USUAL.by,
    measure: known(query.get('measure'), MEASURES, USUAL.measure),
    rank: known(query.get('rank'), RANKS, USUAL.rank),
    limit: Number.isInteger(limit) && limit >= 1 && limit <= 100 ? limit : USUAL.limit,
    filter: query.get('filter') ?? '',
    compare: known(query.get('compare'), COMPARISONS, USUAL.compare),
    once: known(query.get('once'), COUNTS, USUAL.once),
    graph: known(query.get('graph'), GRAPHS, USUAL.graph),
  };
}

function known(value: string | null, choices: readonly [string, string][], usual: string): string {
  return choices.some(([each]) => each === value) ? (value ?? usual) : usual;
}

/** The query string of a question, without default values, and with the range only if somebody has chosen it. */
export function address(question: Question): string {
  const query = parameters(question);
  if (question.last === null) {
    query.delete('last');
  }
  for (const name of ['measure', 'rank', 'limit', 'graph'] as const) {
    if (query.get(name) === String(USUAL[name])) {
      query.delete(name);
    }
  }
  if (question.graph !== USUAL.graph) {
    query.set('graph', question.graph);
  }
  return `?${query.toString().replaceAll('%3A', ':').replaceAll('%2C', ',')}`;
}

/** The address of the dashboard with the same range and filter. */
export function dashboard(question: Question): string {
  const query = new URLSearchParams();
  const asked = parameters(question);
  for (const name of ['last', 'from', 'to', 'filter', 'once']) {
    const value = asked.get(name);
    if (value !== null) {
      query.set(name, value);
    }
  }
  return `./?${query.toString()}`;
}

/** The parameters of its request. */
export function request(question: Question): URLSearchParams {
  const query = parameters(question);
  query.set('series', 'true');
  return query;
}

function parameters(question: Question): URLSearchParams {
  const query = new URLSearchParams();
  if (question.from === null) {
    query.set('last', question.last ?? USUAL_LAST);
  } else {
    query.set('from', question.from);
    if (question.to !== null) {
      query.set('to', question.to);
    }
  }
  query.set('by', question.by.join(','));
  query.set('measure', question.measure);
  query.set('rank', question.rank);
  query.set('limit', String(question.limit));
  if (question.filter !== '') {
    query.set('filter', question.filter);
  }
  if (question.once !== '') {
    query.set('once', question.once);
  }
  if (question.compare !== '') {
    query.set('compare', question.compare);
  }
  return query;
}
