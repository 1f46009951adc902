import {describe, expect, it} from 'vitest';
import {asked, day, moved} from '../src/periods';

const NOON = new Date('2026-03-10T12:00:00Z');

describe('day', () => {
  it('is yesterday from midnight to midnight of this time zone', () => {
    const {from, to} = day(1, NOON);
    expect([new Date(from ?? ''), new Date(to ?? '')].map(time => [time.getDate(), time.getHours(), time.getMinutes()])).toEqual([[9, 0, 0], [10, 0, 0]]);
  });

  it('is today from midnight on, without an end', () => {
    expect(day(0, NOON)).toEqual({from: day(1, NOON).to, to: null});
  });
});

describe('moved', () => {
  const two = {last: '6h', from: '2026-03-10T08:00:00.000Z', to: '2026-03-10T10:00:00.000Z'};

  it('is directly before or after a fixed range', () => {
    expect(moved(two, -1, NOON)).toEqual({from: '2026-03-10T06:00:00.000Z', to: '2026-03-10T08:00:00.000Z'});
    expect(moved(two, 1, NOON)).toEqual({from: '2026-03-10T10:00:00.000Z', to: '2026-03-10T12:00:00.000Z'});
  });

  it('goes on where it would end in the future', () => {
    expect(moved(two, 1, new Date('2026-03-10T11:00:00Z'))).toEqual({from: '2026-03-10T10:00:00.000Z', to: null});
  });

  it('does not begin in the future', () => {
    expect(moved({last: '1h', from: null, to: null}, 1, NOON)).toBeNull();
    expect(moved(two, 1, new Date('2026-03-10T10:00:00Z'))).toBeNull();
  });

  it.each([['90s', '2026-03-10T11:57:00.000Z'], ['15m', '2026-03-10T11:30:00.000Z'], ['1h', '2026-03-10T10:00:00.000Z'], ['7d', '2026-02-24T12:00:00.000Z']])(
    'begins twice the length of %s before now', (last, from) => {
      expect(moved({last, from: null, to: null}, -1, NOON)?.from).toBe(from);
    },
  );

  it('is none of a range that cannot be read', () => {
    expect(moved({last: 'x', from: null, to: null}, -1, NOON)).toBeNull();
    expect(moved({last: null, from: '5', to: 'x'}, -1, NOON)).toBeNull();
  });
});

describe('asked', () => {
  const time = (date: number, hour: number, minute = 0, second = 0) => new Date(2026, 2, date, hour, minute, second).toISOString();

  it.each([
    [time(9, 0), time(10, 0), /^9 Mar( 2026)?$/],
    [time(9, 0), time(10, 1), /^9 Mar.* 00:00 – 10 Mar.* 01:00$/],
    [time(9, 8), time(9, 10, 5), /^9 Mar.* 08:00 – 10:05$/],
    [time(9, 8, 0, 30), null, /^9 Mar.* 08:00:30 – now$/],
  ])('from %s to %s is %s', (from, to, words) => {
    expect(asked(from, to)).toMatch(words);
  });
});
