import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import * as format from '../src/format';

const NARROW = '\u202f';

describe('figures', () => {
  it.each([
    [0, 'B', '0'],
    [999, 'B', '999'],
    [999.4, 'B', '999'],
    [1000, 'kB', '1.00'],
    [9994, 'kB', '9.99'],
    [9995, 'kB', '10.0'],
    [99_949, 'kB', '99.9'],
    [99_950, 'kB', '100'],
    [999_499, 'kB', '999'],
    [999_500, 'MB', '1.00'],
    [2.5e12, 'TB', '2.50'],
    [7e18, 'PB', '7000'],
  ])('%d bytes keep three digits', (value, unit, digits) => {
    expect(format.bytes(value)).toBe(digits + NARROW + unit);
  });

  it('leaves empty decimals off an axis, and only those', () => {
    expect(format.axisBytes(2e6)).toBe(`2${NARROW}MB`);
    expect(format.axisBytes(20_000)).toBe(`20${NARROW}kB`);
    expect(format.axisBytes(2.5e6)).toBe(`2.50${NARROW}MB`);
    expect(format.axisBytes(200)).toBe(`200${NARROW}B`);
  });

  it('tells bits where it is given bytes', () => {
    expect(format.bits(125_000)).toBe(`1.00${NARROW}Mbit/s`);
  });

  it('counts in full up to a million', () => {
    expect(format.short(999_999)).toBe('999,999');
    expect(format.short(1_234_567)).toBe(`1.23${NARROW}M`);
  });

  it('keeps a decimal of slow rates', () => {
    expect(format.rate(0.04)).toBe('0.0');
    expect(format.rate(9.96)).toBe('10.0');
    expect(format.rate(10.4)).toBe('10');
    expect(format.rate(2_500_000.4)).toBe(`2.50${NARROW}M`);
  });

  it('averages by the second, by the day where that would be nothing', () => {
    expect(format.average(0, 60, format.bytes)).toBe('none in this range');
    expect(format.average(600, 60, format.bytes)).toBe(`10${NARROW}B/s on average`);
    expect(format.average(1, 86_400, value => `${value} packets`)).toBe('1 packets a day on average');
  });

  it('rounds shares but never a part to nothing, nor to all', () => {
    expect(format.share(0, 0)).toBe('0%');
    expect(format.share(0, 5)).toBe('0%');
    expect(format.share(49, 100_000)).toBe('<0.1%');
    expect(format.share(50, 100_000)).toBe('0.1%');
    expect(format.share(1, 3)).toBe('33.3%');
    expect(format.share(5, 5)).toBe('100%');
    expect(format.share(9994, 10_000)).toBe('99.9%');
    expect(format.share(9995, 10_000)).toBe('>99.9%');
  });

  it('speaks of one or many', () => {
    expect(format.plural(1, 'host')).toBe('1 host');
    expect(format.plural(0, 'host')).toBe('0 hosts');
    expect(format.plural(12_000, 'country', 'countries')).toBe('12,000 countries');
  });
});

describe('names', () => {
  it('names a country as the database does, else as the browser, else by its code', () => {
    expect(format.countryName('DE', 'Deutschland')).toBe('Deutschland');
    expect(format.countryName('DE', null)).toBe('Germany');
    expect(format.countryName('not a code')).toBe('not a code');
  });

  it('names a network with what is known', () => {
    expect(format.network(64_500, 'Example Net')).toBe('AS64500 Example Net');
    expect(format.network(0, null)).toBe('AS0');
    expect(format.network(null, 'Example Net')).toBe('Example Net');
    expect(format.network(null, null)).toBe('');
  });
});

describe('times', () => {
  beforeEach(() => vi.useFakeTimers({now: new Date('2026-03-10T12:00:00Z')}));
  afterEach(() => vi.useRealTimers());

  it('shows them in the zone of the reader', () => {
    expect(format.clockTime(new Date('2026-03-10T12:00:05Z'))).toBe('17:30:05');
    expect(format.fullTime(new Date('2026-03-10T19:00:05Z'))).toBe('11 Mar 2026, 00:30:05');
  });

  it.each([
    ['2026-03-10T01:02:03Z', 'minute', '06:32:03'],
    ['2026-03-10T01:02:03Z', 'hour', '06:32'],
    ['2026-03-09T18:29:00Z', 'minute', '9 Mar 23:59:00'],
    ['2026-03-09T18:31:00Z', 'hour', '00:01'],
    ['2025-12-31T12:00:00Z', 'hour', '31 Dec 2025 17:30'],
    ['2026-01-05T00:00:00Z', 'day', '5 Jan'],
    ['2025-01-05T00:00:00Z', 'day', '5 Jan 2025'],
  ])('%s by the %s is %s', (time, grain, words) => {
    expect(format.seen(time, grain)).toBe(words);
  });

  it.each([
    ['2026-03-10T12:00:05Z', 1, '17:30:05'],
    ['2026-03-10T12:00:00Z', 60, '17:30'],
    ['2026-03-09T18:30:00Z', 3600, '10 Mar'],
    ['2026-03-10T12:00:00Z', 86_400, '10 Mar'],
    ['2026-03-10T12:00:00Z', 30 * 86_400, 'Mar 2026'],
    ['2026-03-10T12:00:00Z', 365 * 86_400, '2026'],
  ])('a mark at %s, %d s apart, is %s', (time, step, words) => {
    expect(format.tick(Date.parse(time) / 1000, step)).toBe(words);
  });

  it.each([
    [1, 'second'],
    [60, 'minute'],
    [300, '5 minutes'],
    [5400, '90 minutes'],
    [3600, 'hour'],
    [86_400, 'day'],
    [7 * 86_400, '7 days'],
    [365 * 86_400, '365 days'],
  ])('%d s are a %s', (seconds, words) => {
    expect(format.bucket(seconds)).toBe(words);
  });

  it.each([
    [0, '0 s'],
    [119.4, '119 s'],
    [120, '2 min'],
    [7199, '120 min'],
    [7200, '2 h'],
    [172_799, '48 h'],
    [172_800, '2 days'],
  ])('%d s last %s', (seconds, words) => {
    expect(format.duration(seconds)).toBe(words);
  });
});
