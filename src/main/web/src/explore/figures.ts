import type {Answer, Range} from '../api';
import {bytes, countryName, rate, short} from '../format';
import {times} from '../stack';

export type Findings = Answer<'explore'>;
export type Row = Findings['rows'][number];
export type Series = (number | null)[];

/** Seconds of each bucket that are within the range: the first and the last may extend beyond it. */
export function lengths(range: Range): number[] {
  const [from, to] = [Date.parse(range.from) / 1000, Date.parse(range.to) / 1000];
  return times(range).map(start => Math.max(1, Math.min(start + range.bucket_seconds, to) - Math.max(start, from)));
}

/** Whether a measure is shown per second. */
export function isRate(measure: string): boolean {
  return measure === 'bytes' || measure === 'packets' || measure === 'flows';
}

/** Whether the figures of groups add up to that of all. */
export function addsUp(measure: string): boolean {
  return isRate(measure);
}

/** The values of a series as they are shown: rates per second, or as they are. */
export function shown(series: Series | undefined, measure: string, seconds: number[]): Series {
  return (series ?? []).map((value, index) => (value === null || !isRate(measure) ? value : value / (seconds[index] ?? 1)));
}

/** A shown value with its unit. */
export function unit(value: number | null, measure: string): string {
  if (value === null) {
    return '–';
  }
  switch (measure) {
    case 'bytes':
      return value > 0 && value < 9.95 ? `${few(value)}\u202fB/s` : `${bytes(value)}/s`;
    case 'retransmissions':
      return value > 0 && value < 0.00005 ? '<0.01%' : `${(100 * value).toFixed(value < 0.1 ? 2 : 1)}%`;
    case 'hosts':
      return short(Math.round(value));
    case 'rtt-p50':
    case 'rtt-p95':
      return `${value.toFixed(value < 9.95 ? 1 : 0)}\u202fms`;
    default:
      return `${value > 0 && value < 0.095 ? few(value) : rate(value)}/s`;
  }
}

/** The sum of the whole range with its unit; only a rate has one. */
export function sum(value: number | null, measure: string): string {
  return value === null ? '–' : measure === 'bytes' ? bytes(value) : short(value);
}

/** A small number, of which at least one digit is shown. */
function few(value: number): string {
  return value < 0.0005 ? '<0.001' : value.toFixed(value < 0.0095 ? 3 : value < 0.095 ? 2 : 1);
}

/** What a table says of a series. */
export interface Summary {
  average: number | null;
  maximum: number | null;
  last: number | null;
  p95: number | null;
}

export function summary(value: number | null, series: Series, measure: string, seconds: number): Summary {
  const sorted = series.filter(each => each !== null).sort((a, b) => a - b);
  return {
    average: value === null || !isRate(measure) ? value : value / seconds,
    maximum: sorted.at(-1) ?? null,
    last: series.at(-1) ?? null,
    p95: sorted[Math.ceil(sorted.length * 0.95) - 1] ?? null,
  };
}

/** A change in percent, with its sign. */
export function percent(change: number | null): string {
  if (change === null) {
    return '–';
  }
  const text = Math.abs(change) >= 1000 ? short(Math.round(Math.abs(change))) : Math.abs(change).toFixed(1);
  return `${change > 0 ? '+' : change < 0 ? '−' : ''}${text}%`;
}

/** What has become of the earlier value, and what it was. */
export function change({now, former, change}: Pick<Row, 'now' | 'former' | 'change'>, measure: string): [string, string] {
  const before = former?.value ?? null;
  if (before === null) {
    return [percent(change), ''];
  }
  const isNew = before === 0 && (now.value ?? 0) > 0;
  return [isNew ? 'new' : percent(change), isNew ? '' : `from ${isRate(measure) ? sum(before, measure) : unit(before, measure)}`];
}

/** A value of a field as it is called. */
export function called(field: string, value: string | null, label: string | null): string {
  if (value === null) {
    return 'unknown';
  }
  if (field.endsWith('country')) {
    return countryName(value);
  }
  if (field.endsWith('asn')) {
    return label === null ? `AS${value}` : `${label} (AS${value})`;
  }
  return label === null || label === value ? value : `${label} (${value})`;
}

export function title(row: Row, by: string[]): string {
  return row.other ? 'Other' : by.map((field, index) => called(field, row.values[index] ?? null, row.labels[index] ?? null)).join(' · ');
}

export function key(row: Row): string {
  return row.other ? ' other' : JSON.stringify(row.values);
}
