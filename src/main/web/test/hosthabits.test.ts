// @vitest-environment happy-dom
import {describe, expect, it} from 'vitest';
import {amount, verdict} from '../src/hosthabits';

const week = (bytes: number) => ({bytes, seconds: 10});

describe('verdict', () => {
  it('compares the rate with the same time of the weeks that are stored', () => {
    expect(verdict(week(1000), [week(100), week(300), {bytes: 400, seconds: 20}, week(200)])).toBe(
      '100\u202fB/s, unusually much: at the same time of the last 4 weeks it was 20\u202fB/s on average, at most 30\u202fB/s.');
    expect(verdict(week(400), [week(300), week(500)])).toContain('within the usual');
    expect(verdict(week(10), [week(300), week(500)])).toContain('unusually little');
  });

  it('says that there is nothing to compare with', () => {
    expect(verdict(week(10), [week(0), week(0)])).toContain('No traffic of this host is stored');
    expect(verdict(week(10), [])).toContain('No traffic of this host is stored');
  });
});

describe('amount', () => {
  it('is what the answer covers', () => {
    const range = {from: '2026-03-10T12:00:00Z', to: '2026-03-10T12:00:30Z', grain: 'minute', grain_by_time: 'minute', bucket_seconds: 60, window_seconds: 60} as const;
    expect(amount({range, rows: [{packets: 1, bytes: 60, hosts: 2, countries: 0}]})).toEqual({bytes: 60, seconds: 30});
    expect(amount({range, rows: []})).toEqual({bytes: 0, seconds: 30});
  });
});
