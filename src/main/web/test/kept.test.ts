import {expect, it} from 'vitest';
import type {Range} from '../src/api';
import {shortened} from '../src/kept';

const answered = (from: string, to: string): Range => ({
  from, to, grain: 'day', grain_by_time: 'day', bucket_seconds: 86_400, window_seconds: 60,
});
const STORED = 'Not all of this range is still stored: the figures are from ';

it('says what the figures cover if an end has moved', () => {
  const range = answered('2026-03-02T00:00:00Z', '2026-03-09T07:00:00Z');
  const asked = {last: null, from: '2026-03-01T08:30:00Z', to: '2026-03-09T07:00:00Z'};
  // The zone of these tests is that of India.
  expect(shortened(range, asked)).toBe(`${STORED}2 Mar 2026, 05:30:00 to 9 Mar 2026, 12:30:00`);
  expect(shortened(range, {...asked, from: range.from, to: '2026-03-09T07:12:00Z'})).toContain(STORED);
  expect(shortened(range, {last: '30d', from: null, to: null})).toContain(STORED);
});

it('is silent if the answer covers what was asked for', () => {
  const range = answered('2026-03-02T00:00:00Z', '2026-03-09T00:00:00Z');
  expect(shortened(range, {last: null, from: range.from, to: range.to})).toBe('');
  expect(shortened(range, {last: null, from: range.from, to: null})).toBe('');
  expect(shortened(range, {last: '7d', from: null, to: null})).toBe('');
  // A link may have milliseconds since the epoch, which the page does not read.
  expect(shortened(range, {last: null, from: String(Date.parse(range.from)), to: range.to})).toBe('');
  const ofWindows = {...range, bucket_seconds: 5, from: '2026-03-02T00:01:00Z'};
  expect(shortened(ofWindows, {last: null, from: '2026-03-02T00:00:12Z', to: range.to})).toBe('');
});
