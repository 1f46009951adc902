import {byId, el} from '../dom';
import {DIMENSIONS} from './fields';
import {COMPARISONS, COUNTS, GRAPHS, LIMITS, MEASURES, RANKS, type Question} from './state';

const NONE: readonly [string, string][] = [['', '–']];

/** The lists below the filter. A choice asks at once. */
export function setUpChoices(question: () => Question, change: (part: Partial<Question>) => void): void {
  const by = (at: number) => (value: string) => {
    const fields = [...question().by];
    fields.splice(at, 1, ...(value === '' ? [] : [value]));
    change({by: [...new Set(fields)]});
  };
  byId('choices').append(
    list('by-0', 'Group by', DIMENSIONS, by(0)),
    list('by-1', 'then by', [...NONE, ...DIMENSIONS], by(1)),
    list('by-2', 'then by', [...NONE, ...DIMENSIONS], by(2)),
    list('measure', 'Measure', MEASURES, measure => change({measure})),
    list('limit', 'Top', LIMITS, limit => change({limit: Number(limit)})),
    list('rank', 'ranked by', RANKS, rank => change({rank})),
    list('compare', 'Compare with', COMPARISONS, compare => change({compare})),
    list('once', 'Flows count', COUNTS, once => change({once})),
    list('graph', 'Drawn as', GRAPHS, graph => change({graph})),
  );
}

function list(id: string, label: string, options: readonly [string, string][], chosen: (value: string) => void): HTMLElement {
  const select = el('select', {id, change: () => chosen(select.value)}, ...options.map(([value, words]) => el('option', {value}, words)));
  return el('label', {}, `${label} `, select);
}

export function showChoices(question: Question): void {
  const values: Record<string, string> = {
    'by-0': question.by[0] ?? '', 'by-1': question.by[1] ?? '', 'by-2': question.by[2] ?? '',
    measure: question.measure, limit: String(question.limit), rank: question.rank, compare: question.compare, once: question.once, graph: question.graph,
  };
  for (const [id, value] of Object.entries(values)) {
    const select = byId(id, HTMLSelectElement);
    if (value !== '' && ![...select.options].some(option => option.value === value)) {
      select.append(el('option', {value}, value));
    }
    select.value = value;
  }
  byId('by-2', HTMLSelectElement).disabled = question.by.length < 2;
}
