// @vitest-environment happy-dom
import {beforeEach, describe, expect, it, vi} from 'vitest';
import type {Exporter} from '../src/api';
import {exporters, shortfall} from '../src/exporters';
import {NO_FILTERS} from '../src/state';

const row = (probe: string, complete: number | null, datagrams: number, rest: Partial<Exporter> = {}): Exporter => ({
  probe, exporter: '192.0.2.7', protocol: 'v9', streams: 1, datagrams, records: 10 * datagrams, lost: complete !== null && complete < 1 ? 100 - datagrams : 0,
  no_template: 0, restarts: 0, dropped: 0, sampling: 1, skew_millis: 0, seen_at: '2026-01-01T00:00:00Z', complete, ...rest,
});

describe('shortfall', () => {
  it('is silent if nothing is missing', () => {
    expect(shortfall([])).toBe('');
    expect(shortfall([row('r1', 1, 100)])).toBe('');
  });

  it('names who lost how much', () => {
    expect(shortfall([row('r7', 0.962, 962, {lost: 38})])).toBe('96.2% complete: r7 lost 3.8%');
    expect(shortfall([row('r7', 0.5, 50), row('r1', 1, 100)])).toBe('75.0% complete: r7 lost 50.0%');
    const many = ['a', 'b', 'c', 'd', 'e'].map(name => row(name, 0.9, 90));
    expect(shortfall(many)).toBe('90.0% complete: a lost 10.0%, b lost 10.0%, c lost 10.0% and 2 more');
  });

  it('tells exporters of the same name apart', () => {
    const rows = [row('r7', 0.9, 90), row('r7', 0.8, 80, {protocol: 'sflow'}), row('r1', 1, 100)];
    expect(shortfall(rows)).toContain('r7 (v9) lost 10.0%, r7 (sflow) lost 20.0%');
    const alike = [row('r7', 0.9, 90), row('r7', 0.8, 80, {exporter: '192.0.2.8'})];
    expect(shortfall(alike)).toContain('r7 (v9, 192.0.2.7) lost 10.0%, r7 (v9, 192.0.2.8) lost 20.0%');
  });

  it('never rounds a loss away', () => {
    expect(shortfall([row('r7', 0.999, 1e6, {lost: 1})])).toBe('99.9% complete: r7 lost <0.1%');
    expect(shortfall([row('r7', 0.999, 0, {protocol: 'v5', records: 3180, lost: 1})])).toBe('99.9% complete: r7 lost <0.1%');
  });

  // CompletenessIT has the same rows for Power BI.
  const r1 = row('r1', 0.999, 106, {protocol: 'v5', records: 3180, lost: 1});
  const r2 = row('r2', 0.961, 67, {protocol: 'ipfix', records: 98, lost: 4});
  const r3 = row('r3', 0.8, 40, {protocol: 'sflow', records: 400, lost: 10});
  const r6 = row('r6', 1, 5, {protocol: 'ipfix', records: 0});

  it('counts records, whatever each exporter numbers', () => {
    expect(shortfall([r3, r2, r1, row('r3', 1, 31, {records: 62}), r6])).toContain('97.3% complete: ');
    expect(shortfall([r3, r2, r1])).toBe('97.2% complete: r3 lost 20.0%, r2 lost 3.9%, r1 lost <0.1%');
    expect(shortfall([r2, r1])).toContain('99.8% complete: ');
  });

  it('knows exporters without a record', () => {
    const without = row('r9', 0.94, 94, {records: 0});
    expect(shortfall([without])).toBe('94.0% complete: r9 lost 6.0%');
    expect(shortfall([without, row('r1', 0.999, 99, {protocol: 'v5', records: 1e6, lost: 1})])).toContain('99.9% complete: r9 lost 6.0%');
    expect(shortfall([row('r9', 0, 2, {protocol: 'ipfix', records: 0, lost: 5})])).toBe('0.0% complete: r9 lost 100.0%');
  });
});

describe('the panel', () => {
  const choose = vi.fn();
  beforeEach(() => {
    document.body.innerHTML =
      '<section id="exporters" hidden><p id="exporter-cut"></p><p id="exporter-note"></p><button id="exporter-once" hidden></button><ul id="exporter-list"></ul></section><p id="time-loss" hidden></p>';
  });

  it('is hidden without exporters', () => {
    exporters([], 50, NO_FILTERS, choose);
    expect(document.getElementById('exporters')?.hidden).toBe(true);
    expect(document.getElementById('time-loss')?.hidden).toBe(true);
  });

  it('shows each exporter, and what the collector dropped', () => {
    exporters([row('r7', 0.96, 96, {lost: 4, sampling: 100}), row('', null, 0, {exporter: null, dropped: 17})], 50, NO_FILTERS, choose);
    expect(document.getElementById('exporters')?.hidden).toBe(false);
    expect(document.querySelectorAll('#exporter-list li')).toHaveLength(1);
    expect(document.querySelector('#exporter-list .level')?.textContent).toBe('96.0%');
    expect(document.querySelector('#exporter-list .sub')?.textContent).toBe('v9 · 1 of 100 packets · 4 datagrams lost');
    exporters([row('r7', 0.96, 96, {streams: 3}), row('r7', 1, 96, {protocol: 'v5'})], 50, NO_FILTERS, choose);
    expect([...document.querySelectorAll('#exporter-list .title')].map(each => each.textContent)).toEqual(['r7 (v9)', 'r7 (v5)']);
    expect(document.querySelector('#exporter-list .sub')?.textContent).toBe('v9 · 3 streams · 4 datagrams lost');
    exporters([row('r7', 0.96, 96), row('', null, 0, {exporter: null, dropped: 17})], 50, NO_FILTERS, choose);
    expect(document.getElementById('exporter-note')?.textContent).toBe('17 datagrams dropped by the collector');
    expect(document.getElementById('time-loss')?.textContent).toBe('96.0% complete: r7 lost 4.0%');
  });

  it('says how short the flows of the chosen exporter are', () => {
    const rows = [row('r7', 0.96, 96), row('r8', 0.5, 50), row('r9', 1, 100)];
    exporters(rows, 50, {...NO_FILTERS, probe: 'r7'}, choose);
    expect(document.getElementById('time-loss')?.textContent).toBe('96.0% complete: r7 lost 4.0%');
    exporters(rows, 50, {...NO_FILTERS, probe: 'r9'}, choose);
    expect(document.getElementById('time-loss')?.hidden).toBe(true);
  });

  it('speaks of all exporters, also of those beyond the list', () => {
    const rows = [row('r7', 0.5, 50), row('r8', 1, 100), row('r9', 1, 850), row('', null, 0, {exporter: null, dropped: 17})];
    exporters(rows, 1, NO_FILTERS, choose);
    expect(document.querySelectorAll('#exporter-list li')).toHaveLength(1);
    expect(document.getElementById('exporter-cut')?.textContent).toBe('first 1 of more');
    expect(document.getElementById('time-loss')?.textContent).toBe('95.2% complete: r7 lost 50.0%');
    expect(document.getElementById('exporter-note')?.textContent).toBe('17 datagrams dropped by the collector');
  });

  it('filters by the exporter that is clicked', () => {
    exporters([row('r7', 1, 96)], 50, {...NO_FILTERS, probe: 'r7'}, choose);
    const name = document.querySelector<HTMLButtonElement>('#exporter-list button');
    expect(name?.getAttribute('aria-pressed')).toBe('true');
    name?.click();
    expect(choose).toHaveBeenLastCalledWith('probe', 'r7');
  });

  it('offers to count flows once as soon as there are several exporters, and while it does so', () => {
    const button = document.getElementById('exporter-once') as HTMLButtonElement;
    exporters([row('r7', 1, 96), row('r7', 1, 3, {protocol: 'sflow'})], 50, NO_FILTERS, choose);
    expect(button.hidden).toBe(true);
    exporters([row('r7', 1, 96), row('r1', 1, 3)], 50, NO_FILTERS, choose);
    expect(button.hidden).toBe(false);
    button.click();
    expect(choose).toHaveBeenLastCalledWith('once', 'true');
    exporters([row('r7', 1, 96)], 50, {...NO_FILTERS, once: 'true'}, choose);
    expect(button.hidden).toBe(false);
    expect(button.getAttribute('aria-pressed')).toBe('true');
  });
});
