import {describe, expect, it} from 'vitest';
import type {Range, Slice} from '../src/api';
import {isSpread, layers, selected, stacked, times} from '../src/stack';

const MINUTE = 60;
const START = Date.parse('2026-03-10T12:00:00Z') / 1000;

function range(from: string, to: string): Range {
  return {from, to, grain: 'minute', grain_by_time: 'minute', bucket_seconds: MINUTE, window_seconds: MINUTE};
}

function slice(minute: number, protocol: string | null, bytes: number): Slice {
  return {time: new Date(1000 * (START + minute * MINUTE)).toISOString(), protocol, packets: 1, bytes};
}

describe('times', () => {
  it('has one bar for each bucket that the range touches', () => {
    expect(times(range('2026-03-10T12:00:00Z', '2026-03-10T12:03:00Z'))).toEqual([START, START + 60, START + 120]);
    expect(times(range('2026-03-10T12:00:59Z', '2026-03-10T12:02:01Z'))).toEqual([START, START + 60, START + 120]);
  });

  it('has one bar at least', () => {
    expect(times(range('2026-03-10T12:00:00Z', '2026-03-10T12:00:00Z'))).toEqual([START]);
  });
});

describe('selected', () => {
  const short = {...range('2026-03-10T12:00:00Z', '2026-03-10T12:04:30Z'), bucket_seconds: 5};

  it('is by whole windows where bars are shorter, as far as the range goes', () => {
    expect(isSpread(short)).toBe(true);
    expect(selected(short, START + 65, START + 80).map(time => time.toISOString())).toEqual(['2026-03-10T12:01:00.000Z', '2026-03-10T12:02:00.000Z']);
    expect(selected(short, START - 5, START + 265).map(time => time.toISOString())).toEqual(['2026-03-10T12:00:00.000Z', '2026-03-10T12:04:30.000Z']);
  });

  it('is by bars otherwise', () => {
    const hour = {...range('2026-03-10T12:00:00Z', '2026-03-10T13:00:00Z'), bucket_seconds: 3600, window_seconds: 60};
    expect(isSpread(hour)).toBe(false);
    expect(selected(hour, START + 60, START + 61).map(time => time.toISOString())).toEqual(['2026-03-10T12:01:00.000Z', '2026-03-10T12:01:01.000Z']);
  });
});

describe('layers', () => {
  const bars = [START, START + 60, START + 120];

  it('sums each protocol in each bar, 0 where there was nothing', () => {
    expect(layers(bars, MINUTE, [slice(0, 'DNS', 5), slice(2, 'DNS', 7), slice(2, 'DNS', 1)])).toEqual([
      {protocol: 'DNS', values: [5, 0, 8], sum: 13},
    ]);
  });

  it('lie from "other" over the smallest to the largest, equal ones by name', () => {
    const found = layers(bars, MINUTE, [slice(0, 'TLS', 9), slice(0, 'B', 2), slice(1, 'A', 2), slice(1, null, 50)]);
    expect(found.map(layer => layer.protocol)).toEqual([null, 'A', 'B', 'TLS']);
  });

  it('draws nothing outside of the bars', () => {
    const found = layers(bars, MINUTE, [slice(-1, 'DNS', 5), slice(3, 'DNS', 7)]);
    expect(found[0]?.values).toEqual([0, 0, 0]);
  });
});

describe('stacked', () => {
  it('puts each layer on those below, with a gap where the stack is empty', () => {
    const [x, other, tls] = stacked([1, 2, 3], [
      {protocol: null, values: [1, 0, 0], sum: 1},
      {protocol: 'TLS', values: [10, 20, 0], sum: 30},
    ]);
    expect(x).toEqual([1, 2, 3]);
    expect(tls).toEqual([10, 20, null]);
    expect(other).toEqual([11, 20, null]);
  });

  it('of nothing is nothing', () => {
    expect(stacked([1], [])).toEqual([[1]]);
  });
});
