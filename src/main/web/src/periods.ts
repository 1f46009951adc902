import {seen} from './format';
import type {State} from './state';

/** A range with a fixed start, in the words of a page's address. */
export type Period = Pick<State, 'from' | 'to'>;

const MILLIS: Readonly<Record<string, number>> = {s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000};

/** The day of the local time zone so many days ago. Today goes on. */
export function day(ago: number, now = new Date()): Period {
  return {from: midnight(now, -ago).toISOString(), to: ago === 0 ? null : midnight(now, 1 - ago).toISOString()};
}

/** The midnight with which a day begins, or another one so many days later. */
function midnight(time: Date, days = 0): Date {
  return new Date(time.getFullYear(), time.getMonth(), time.getDate() + days);
}

/** A range in few words: a whole day is its date; the end has a date if it is on another day than the start. */
export function asked(from: string, to: string | null): string {
  const [start, end] = [new Date(from), new Date(to ?? 0)];
  if (to !== null && midnight(start).getTime() === start.getTime() && midnight(start, 1).getTime() === end.getTime()) {
    return seen(from, 'day');
  }
  return `${moment(from, new Date())} – ${to === null ? 'now' : moment(to, start)}`;
}

/** The time with seconds only if they are not zero. */
function moment(iso: string, today: Date): string {
  return seen(iso, Date.parse(iso) % 60_000 === 0 ? 'hour' : 'minute', today);
}

/** The range of the same length directly before (-1) or after (1). What would end in the future goes on; null if it would begin there. */
export function moved({last, from, to}: Pick<State, 'last' | 'from' | 'to'>, step: number, now = new Date()): Period | null {
  const end = to === null ? now.getTime() : Date.parse(to);
  const length = from === null ? millis(last) : end - Date.parse(from);
  const start = end - length + step * length;
  if (!(length > 0) || start >= now.getTime()) {
    return null;
  }
  const isOpen = start + length > now.getTime();
  return {from: new Date(start).toISOString(), to: isOpen ? null : new Date(start + length).toISOString()};
}

function millis(last: string | null): number {
  const [, number, unit] = /^(\d+)([smhd])$/.exec(last ?? '') ?? [];
  return Number(number) * (MILLIS[unit ?? ''] ?? NaN);
}
