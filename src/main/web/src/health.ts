import type {Capture, Consumer, Exporter, Health} from './api';
import {attribute, byId, el, find, text} from './dom';
import {bits, count, duration, plural, rate, short} from './format';

type Level = 'good' | 'warn' | 'bad' | 'unknown';

interface Sample {
  at: number;
  received: number;
  bytes: number;
}

interface Fact {
  name: string;
  value: string;
  level?: Level;
  hint?: string;
  isWide?: boolean;
}

/** A consumer with this many unread messages has a backlog. */
const BEHIND = 100_000;
const KINDS_SHOWN = 5;
const samples = new Map<string, Sample>();

/** The state of captures and stores, in a panel and as one word at the top; without a capture, exporters are what sends. */
export function health(state: Health | null, consumers: Consumer[] | null, exporters: Exporter[] = []): void {
  const captures = state?.captures ?? [];
  const groups = [
    ...captures.map(capture => ({name: `Capture ${capture.sources}`, facts: captureFacts(capture)})),
    ...(consumers ?? []).map(row => ({name: storeName(row.consumer), facts: storeFacts(row, state?.lag ?? {})})),
  ];
  const body = byId('health-body');
  if (groups.length === 0) {
    groups.push({name: 'This process captures nothing, and no packets are stored yet.', facts: []});
  }
  const shape = groups.map(group => group.name + group.facts.map(fact => fact.name).join()).join('|');
  if (body.dataset.shape !== shape) {
    body.dataset.shape = shape;
    body.replaceChildren(...groups.map(group => frame(group.name, group.facts)));
  }
  groups.forEach((group, index) => fill(body.children[index] as HTMLElement, group.facts));
  const quiet = exporters.length > 0 ? 'flows of exporters, no capture in this process' : 'no capture in this process';
  text(byId('health-note'), captures.length === 0 ? quiet : '');
  pill(state === null && consumers === null, captures, consumers, exporters, groups.flatMap(group => group.facts));
}

function frame(name: string, facts: Fact[]): HTMLElement {
  const list = el('dl', {}, ...facts.map(fact => el('div', {class: fact.isWide ? 'wide' : false}, el('dt', {}, fact.name), el('dd', {}))));
  return el('div', {class: 'group'}, el('h3', {}, name), list);
}

function fill(group: HTMLElement, facts: Fact[]): void {
  group.querySelectorAll('dl > div').forEach((line, index) => {
    const fact = facts[index];
    const value = line.lastElementChild;
    if (fact && value) {
      text(value, fact.value);
      attribute(line, 'data-level', fact.level ?? null);
      attribute(line, 'title', fact.hint ?? null);
    }
  });
}

function captureFacts(capture: Capture): Fact[] {
  const now = speed(capture);
  return [
    {name: 'Now', value: now, level: capture.problem ? 'bad' : undefined, hint: capture.problem ?? undefined},
    {name: 'Received', value: short(capture.received), hint: count(capture.received)},
    {name: 'Published', value: short(capture.published), hint: `${count(capture.published)}, acknowledged by Kafka`},
    {
      name: 'Lost',
      value: count(capture.lost),
      level: capture.lost > 0 ? 'warn' : 'good',
      hint:
        `dropped by the queue ${count(capture.queue_dropped)}, the kernel ${count(capture.kernel_dropped)},` +
        ` the interface ${count(capture.interface_dropped)}; refused by Kafka ${count(capture.refused)};` +
        ` failed on the way to it ${count(capture.failed)}`,
    },
    {
      name: 'Rejected',
      value: count(capture.rejected),
      hint: `could not be decoded; another ${count(capture.excluded)} belong to Wadi and were excluded`,
    },
    {name: 'In flight', value: count(capture.queued), hint: 'between the capture and Kafka'},
    skipped(capture),
  ];
}

/** Frames that are not IP, by what they carry. */
function skipped(capture: Capture): Fact {
  const kinds = Object.entries(capture.skipped_kinds).map(([kind, frames]) => ({kind, text: `${kind} ${count(frames)}`, frames}));
  const further = kinds.slice(KINDS_SHOWN);
  const shown = kinds.slice(0, KINDS_SHOWN).map(each => each.text);
  if (further.length > 0) {
    shown.push(`${plural(further.length, 'further kind')} ${count(further.reduce((sum, each) => sum + each.frames, 0))}`);
  }
  return {
    name: 'Skipped',
    value: count(capture.skipped) + (shown.length > 0 ? ` (${shown.join(', ')})` : ''),
    hint: ['frames that are not IP', ...kinds.map(each => each.text)].join('\n'),
    isWide: true,
  };
}

function speed(capture: Capture): string {
  if (capture.problem) {
    return capture.problem;
  }
  const now: Sample = {at: performance.now(), received: capture.received, bytes: capture.received_bytes};
  const before = samples.get(capture.route);
  samples.set(capture.route, now);
  if (!before || now.at - before.at < 200 || now.received < before.received) {
    return capture.status === 'Started' ? 'running' : capture.status.toLowerCase();
  }
  const seconds = (now.at - before.at) / 1000;
  return `${rate((now.received - before.received) / seconds)}/s, ${bits((now.bytes - before.bytes) / seconds)}`;
}

function storeName(consumer: string): string {
  return `Storing ${consumer.replace(/^wadi-store-/, '')}`;
}

function storeFacts(row: Consumer, lag: Record<string, number>): Fact[] {
  const behind = lag[row.consumer];
  return [
    {name: 'Stored', value: short(row.packets), hint: count(row.packets)},
    {
      name: 'Behind',
      value: behind === undefined ? 'unknown' : plural(behind, 'packet'),
      level: behind === undefined ? undefined : behind > BEHIND ? 'warn' : 'good',
      hint: behind === undefined ? 'not stored by this process' : 'in Kafka, not read yet',
    },
    {name: 'Last stored', value: `${duration(row.idle_seconds)} ago`},
    {name: 'Unreadable', value: count(row.dead), level: row.dead > 0 ? 'warn' : 'good', hint: 'messages in the dead-letter topic'},
  ];
}

function pill(isAway: boolean, captures: Capture[], consumers: Consumer[] | null, exporters: Exporter[], facts: Fact[]): void {
  const lost = captures.reduce((sum, capture) => sum + capture.lost, 0);
  const isBehind = facts.some(fact => fact.name === 'Behind' && fact.level === 'warn');
  const [level, word] = ((): [Level, string] => {
    if (consumers === null) {
      return ['bad', isAway ? 'No answer' : 'No database'];
    }
    if (captures.some(capture => capture.problem)) {
      return ['bad', 'Capture fails'];
    }
    if (lost > 0) {
      return ['warn', `${short(lost)} lost`];
    }
    if (isBehind) {
      return ['warn', 'Storing is behind'];
    }
    if (captures.length > 0) {
      return ['good', 'Nothing lost'];
    }
    const names = new Set(exporters.map(row => row.probe));
    const isShort = exporters.some(row => row.complete !== null && row.complete < 1);
    return names.size === 0 ? ['unknown', 'No capture here'] : [isShort ? 'warn' : 'good', plural(names.size, 'exporter')];
  })();
  const element = byId('health-pill');
  attribute(element, 'data-level', level);
  text(find(element, '.text'), word);
  attribute(element, 'aria-label', `${word}: capture and storage`);
}
