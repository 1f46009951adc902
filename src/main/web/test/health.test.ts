// @vitest-environment happy-dom
import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import type {Capture, Consumer, Exporter, Health} from '../src/api';
import {find} from '../src/dom';
import {health} from '../src/health';

const PAGE = '<a id="health-pill"><span class="text"></span></a><p id="health-note"></p><div id="health-body"></div>';
const CONSUMER: Consumer = {consumer: 'wadi-store-flows', packets: 5, dead: 0, idle_seconds: 3};

let routes = 0;

function capture(part: Partial<Capture> = {}): Capture {
  return {
    // A route of its own in every test: the panel remembers what it counted before.
    route: `capture-${routes}`,
    status: 'Started',
    sources: 'eth0',
    problem: null,
    received: 1000,
    received_bytes: 100_000,
    decoded: 990,
    skipped: 6,
    skipped_kinds: {ARP: 4, '0x8926': 2},
    excluded: 1,
    rejected: 4,
    published: 985,
    refused: 0,
    failed: 0,
    queue_dropped: 0,
    kernel_dropped: 0,
    interface_dropped: 0,
    lost: 0,
    queued: 5,
    ...part,
  };
}

function state(captures: Capture[], lag: Health['lag'] = {}): Health {
  return {captures, lag};
}

function line(name: string): HTMLElement {
  const names = [...document.querySelectorAll<HTMLElement>('dl > div')];
  const found = names.find(element => element.querySelector('dt')?.textContent === name);
  if (found === undefined) {
    throw new Error(`no line ${name}`);
  }
  return found;
}

function fact(name: string): [string, string | undefined] {
  return [find(line(name), 'dd').textContent, line(name).dataset.level];
}

function pill(): [string | undefined, string] {
  const element = find(document.body, '#health-pill');
  return [element.dataset.level, find(element, '.text').textContent];
}

beforeEach(() => {
  routes++;
  document.body.innerHTML = PAGE;
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

describe('the word at the top', () => {
  it.each<[string, Capture[], Consumer[] | null, Health['lag'], [string, string]]>([
    ['all is well', [capture()], [CONSUMER], {'wadi-store-flows': 5}, ['good', 'Nothing lost']],
    ['the process captures nothing', [], [CONSUMER], {}, ['unknown', 'No capture here']],
    ['storing is behind', [capture()], [CONSUMER], {'wadi-store-flows': 100_001}, ['warn', 'Storing is behind']],
    ['packets are lost', [capture({lost: 5}), capture({lost: 1})], [CONSUMER], {}, ['warn', '6 lost']],
    ['a capture fails', [capture({problem: 'eth0 is down', lost: 1})], [CONSUMER], {}, ['bad', 'Capture fails']],
    ['the database is away', [capture({problem: 'eth0 is down'})], null, {}, ['bad', 'No database']],
  ])('when %s', (_when, captures, consumers, lag, expected) => {
    health(state(captures, lag), consumers);
    expect(pill()).toEqual(expected);
  });
});

describe('without a capture', () => {
  const sender = (probe: string, complete: number): Exporter => ({
    probe, exporter: '192.0.2.7', protocol: 'v9', streams: 1, datagrams: 10, records: 10, lost: 0, no_template: 0, restarts: 0, dropped: 0,
    sampling: 1, skew_millis: 0, seen_at: '2026-01-01T00:00:00Z', complete,
  });

  it.each<[Exporter[], [string, string]]>([
    [[sender('r7', 1)], ['good', '1 exporter']],
    [[sender('r7', 1), sender('r7', 1), sender('r8', 0.9)], ['warn', '2 exporters']],
  ])('exporters are counted', (exporters, expected) => {
    health(state([]), [CONSUMER], exporters);
    expect(pill()).toEqual(expected);
    expect(find(document.body, '#health-note').textContent).toBe('flows of exporters, no capture in this process');
  });
});

describe('the panel', () => {
  it('says so where there is nothing to show', () => {
    health(null, null);
    expect(find(document.body, '#health-pill').textContent).toBe('No answer');
    health(null, []);
    expect(find(document.body, '#health-body').textContent).toContain('captures nothing');
    expect(find(document.body, '#health-note').textContent).toBe('no capture in this process');
  });

  it('says how many packets are lost, and where', () => {
    health(state([capture()]), []);
    expect(fact('Lost')).toEqual(['0', 'good']);
    const lost = {queue_dropped: 1, kernel_dropped: 2, interface_dropped: 3, refused: 4, failed: 5, lost: 15};
    health(state([capture(lost)]), []);
    expect(fact('Lost')).toEqual(['15', 'warn']);
    const {title} = line('Lost');
    expect(title).toBe('dropped by the queue 1, the kernel 2, the interface 3; refused by Kafka 4; failed on the way to it 5');
  });

  it('says what was skipped, the most frequent first', () => {
    health(state([capture()]), []);
    expect(fact('Skipped')[0]).toBe('6 (ARP 4, 0x8926 2)');
    expect(line('Skipped').title).toBe('frames that are not IP\nARP 4\n0x8926 2');
    health(state([capture({skipped: 0, skipped_kinds: {}})]), []);
    expect(fact('Skipped')[0]).toBe('0');
    const many = {ARP: 7000, LLDP: 60, 'LLC 0x42': 5, '0x8926': 4, '0x8927': 3, '0x8928': 2, other: 1};
    health(state([capture({skipped: 7075, skipped_kinds: many})]), []);
    expect(fact('Skipped')[0]).toBe('7,075 (ARP 7,000, LLDP 60, LLC 0x42 5, 0x8926 4, 0x8927 3, 2 further kinds 3)');
    expect(line('Skipped').title).toContain('\n0x8928 2\nother 1');
  });

  it('shows the speed between two answers, in packets and bits', () => {
    health(state([capture()]), []);
    expect(fact('Now')).toEqual(['running', undefined]);
    vi.advanceTimersByTime(2000);
    health(state([capture({received: 1100, received_bytes: 350_000})]), []);
    expect(fact('Now')[0]).toBe('50/s, 1.00\u202fMbit/s');
  });

  it('shows no speed after the counters began anew', () => {
    health(state([capture()]), []);
    vi.advanceTimersByTime(2000);
    health(state([capture({received: 3})]), []);
    expect(fact('Now')[0]).toBe('running');
  });

  it('shows the problem of a capture in place of its speed', () => {
    health(state([capture({problem: 'eth0 is down'})]), []);
    expect(fact('Now')).toEqual(['eth0 is down', 'bad']);
  });

  it('tells how far a store is behind, where this process knows', () => {
    health(state([], {'wadi-store-flows': 1}), [CONSUMER, {...CONSUMER, consumer: 'wadi-store-traffic', dead: 2}]);
    const behind = [...document.querySelectorAll('dl > div:nth-child(2) dd')].map(element => element.textContent);
    expect(behind).toEqual(['1 packet', 'unknown']);
    const unreadable = [...document.querySelectorAll<HTMLElement>('dl > div:nth-child(4)')].map(each => each.dataset.level);
    expect(unreadable).toEqual(['good', 'warn']);
  });

  it('keeps its elements from one answer to the next', () => {
    health(state([capture()]), [CONSUMER]);
    const before = line('Received');
    health(state([capture({received: 2000})]), [CONSUMER]);
    expect(line('Received')).toBe(before);
    expect(fact('Received')[0]).toBe('2,000');
  });
});
