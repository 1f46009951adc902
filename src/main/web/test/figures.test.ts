// @vitest-environment happy-dom
import {expect, it} from 'vitest';
import {totals} from '../src/figures';

it('averages up to when the figures were read, whenever they are looked at', () => {
  document.body.innerHTML = '<p data-figure="packets"></p><p data-note="packets"></p>';
  const range = {
    from: '2026-03-10T00:00:00Z', to: '2026-03-11T00:00:00Z', grain: 'hour', grain_by_time: 'hour', bucket_seconds: 900, window_seconds: 60,
  } as const;
  const answer = {range, rows: [{packets: 7200, bytes: 1, hosts: 2, countries: 0}]};
  totals(answer, false, Date.parse('2026-03-10T01:00:00Z'));
  expect(document.querySelector('[data-note=packets]')?.textContent).toBe('2.0 packets/s on average');
  totals(answer, false, Date.parse('2026-03-12T00:00:00Z'));
  expect(document.querySelector('[data-note=packets]')?.textContent).toBe('7,200 packets a day on average');
});
