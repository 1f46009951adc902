import type {Range} from './api';
import {fullTime} from './format';
import {isSpread} from './stack';
import {USUAL_LAST, type State} from './state';

const SECONDS: Record<string, number> = {s: 1, m: 60, h: 3600, d: 86_400};

/** Says so if the answer covers less than what was asked for, because retention has dropped some of it; else empty. */
export function shortened(range: Range, asked: Pick<State, 'last' | 'from' | 'to'>): string {
  const [from, to] = [Date.parse(range.from), Date.parse(range.to)];
  const end = asked.to === null ? to : Date.parse(asked.to);
  const start = asked.from === null ? end - 1000 * length(asked.last ?? USUAL_LAST) : Date.parse(asked.from);
  if (isSpread(range) || !(from - start >= 1000 || end - to >= 1000)) {
    return '';
  }
  return `Not all of this range is still stored: the figures are from ${fullTime(new Date(from))} to ${fullTime(new Date(to))}`;
}

function length(last: string): number {
  return Number.parseInt(last, 10) * (SECONDS[last.slice(-1)] ?? 1);
}
