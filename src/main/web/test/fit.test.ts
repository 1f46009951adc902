// @vitest-environment happy-dom
import {describe, expect, it, vi} from 'vitest';
import {cut} from '../src/cut';
import {fit, FittedRange, fitting} from '../src/fit';

const RANGE = {from: '2026-03-10T11:20:00Z', to: '2026-03-10T12:20:00Z', grain: 'minute', grain_by_time: 'minute', bucket_seconds: 60, window_seconds: 60} as const;
const slice = (time: string) => ({time, protocol: 'TLS', packets: 1, bytes: 1});

describe('fitting', () => {
  it.each([
    ['2026-03-10T12:16:00Z', '2026-03-10T12:00:00Z', '5m'],
    ['2026-03-10T12:15:00Z', '2026-03-10T12:00:00Z', '5m'],
    ['2026-03-10T12:10:00Z', '2026-03-10T12:00:00Z', '15m'],
    ['2026-03-10T11:40:00Z', '2026-03-10T11:00:00Z', '1h'],
    ['2026-03-10T12:16:00Z', '2026-03-10T10:00:00Z', '1h'],
    ['2026-03-10T12:16:00Z', null, '1h'],
  ])('with packets from %s on and data from %s on is %s', (first, earliest, last) => {
    expect(fitting(RANGE, [slice('2026-03-10T12:19:00Z'), slice(first)], earliest)).toBe(last);
  });

  it('is an hour without packets', () => {
    expect(fitting(RANGE, [], '2026-03-10T12:00:00Z')).toBe('1h');
  });
});

describe('fit', () => {
  const answers = vi.fn<typeof fetch>();
  vi.stubGlobal('fetch', answers);
  const answer = (slices: number, earliest: Response) =>
    answers.mockImplementation(address => Promise.resolve(typeof address === 'string' && address.startsWith('api/extent')
      ? earliest : Response.json({range: RANGE, rows: Array.from({length: slices}, () => slice('2026-03-10T12:19:00Z'))})));
  const stored = (earliest: string) => Response.json({rows: [{earliest, latest: null}]});

  it('asks again while the range may grow', async () => {
    answer(1, stored('2026-03-10T12:00:00Z'));
    expect(await fit(new AbortController().signal)).toEqual({last: '5m', isOpen: true});
    answer(1, stored('2026-03-10T10:00:00Z'));
    expect(await fit(new AbortController().signal)).toEqual({last: '1h', isOpen: false});
    answer(0, stored('2026-03-10T10:00:00Z'));
    expect(await fit(new AbortController().signal)).toEqual({last: '1h', isOpen: true});
  });

  it.each([0, 1])('is an hour, once, where nobody knows since when there are packets', async slices => {
    answer(slices, Response.json({error: 'The database does not answer in time'}, {status: 503}));
    expect(await fit(new AbortController().signal)).toEqual({last: '1h', isOpen: false});
  });

  it('says nothing once a newer state is asked for', async () => {
    const newer = new AbortController();
    answers.mockImplementation(address => {
      if (typeof address === 'string' && address.startsWith('api/extent')) {
        newer.abort();
        return Promise.reject(new DOMException('a newer state', 'AbortError'));
      }
      return Promise.resolve(Response.json({range: RANGE, rows: []}));
    });
    await expect(fit(newer.signal)).rejects.toThrow();
  });
});

describe('a page', () => {
  const all = {range: RANGE, rows: [slice('2026-03-10T12:19:00Z')]};
  const answers = vi.fn<typeof fetch>();

  it('shows what fits until somebody chooses a range', async () => {
    vi.stubGlobal('fetch', answers);
    answers.mockImplementation(address => Promise.resolve(Response.json(
      typeof address === 'string' && address.startsWith('api/extent') ? {rows: [{earliest: '2026-03-10T12:00:00Z', latest: null}]} : all)));
    const range = new FittedRange();
    range.begin('?by=host');
    expect(range.in({last: '1h'})).toEqual({last: '1h'});
    expect(range.isOpen).toBe(true);
    await range.find(new AbortController().signal);
    expect(range.in({last: '1h', by: 'host'})).toEqual({last: '5m', by: 'host'});
    range.end();
    expect(range.isOpen).toBe(false);
    expect(range.in({last: '1h'})).toEqual({last: '1h'});
  });

  it.each(['?last=24h', '?from=2026-03-10T12:00:00Z'])('keeps the range of the address %s', search => {
    const range = new FittedRange();
    range.begin(search);
    expect(range.isOpen).toBe(false);
  });
});

describe('cut', () => {
  it('says so where there are more rows', () => {
    document.body.innerHTML = '<p id="note" hidden></p>';
    expect(cut([1, 2, 3], 2, 'note')).toEqual([1, 2]);
    expect(document.getElementById('note')?.hidden).toBe(false);
    expect(cut([1, 2], 2, 'note')).toEqual([1, 2]);
    expect(document.getElementById('note')?.hidden).toBe(true);
  });
});
