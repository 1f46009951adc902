import {get, getIfAllowed, type Alert, type Answer, type Range} from './api';
import {bar, type Bar} from './bars';
import {el, placeholder, sync, text} from './dom';
import {bytes, plural, seen} from './format';
import {rangeOf, type State} from './state';

type Group = Answer<'explore'>['rows'][number];

/** Where systems take the ports of clients from: Linux from 32768 on, IANA's dynamic ports from 49152 on (RFC 6335). */
const [SERVERS, CLIENTS] = ['0-32767', '32768-65535'];
const LONGEST_OF_PORTS_MILLIS = 7 * 86_400_000;
const WEEK_MILLIS = 7 * 86_400_000;
const WEEKS = 4;
const MOST_PORTS = 12;

/** The bytes of a time. */
export interface Amount {
  bytes: number;
  seconds: number;
}

/** What a host does, and whether it does more than usual: parts of the panel about it. */
export class HostHabits {
  private readonly usual = el('p', {class: 'sub'});
  private readonly served = el('ul', {class: 'bars'});
  private readonly used = el('ul', {class: 'bars'});
  private readonly alerts = el('ul', {class: 'alert-list'});

  constructor(private readonly filter: (filter: string) => void) {}

  frame(): HTMLElement[] {
    [this.served, this.used, this.alerts].forEach(list => placeholder(list, 'Loading…'));
    text(this.usual, '');
    return [
      el('h3', {}, 'Against its own last four weeks'), this.usual,
      el('h3', {}, 'Ports it serves ', el('span', {class: 'sub'}, 'bytes it sent from ports below 32768 to others above')), this.served,
      el('h3', {}, 'Ports it uses ', el('span', {class: 'sub'}, 'bytes it sent to them')), this.used,
      el('h3', {}, 'Alerts'), this.alerts,
    ];
  }

  async refresh(host: string, state: State, range: Range, now: Amount, signal: AbortSignal): Promise<void> {
    const [served, used, alerts, weeks] = await Promise.all([
      ports(host, 'src', range, signal),
      ports(host, 'dst', range, signal),
      getIfAllowed('alerts', withHost(rangeOf(state), host, '20'), signal),
      former(host, range, signal),
    ]);
    this.showPorts(this.served, served, port => `src.host = ${host} and src.port = ${port}`);
    this.showPorts(this.used, used, port => `src.host = ${host} and dst.port = ${port}`);
    if (alerts === null) {
      placeholder(this.alerts, 'Alerts are of all traffic, of which you see a part.');
    } else {
      showAlerts(this.alerts, alerts.rows);
    }
    text(this.usual, verdict(now, weeks));
  }

  private showPorts(list: HTMLElement, rows: Group[] | null, filter: (port: string) => string): void {
    const shown = rows?.filter(row => !row.other) ?? [];
    if (shown.length === 0) {
      placeholder(list, rows === null ? 'Ports are known for ranges of at most 7 days.' : 'None in this range');
      return;
    }
    const most = Math.max(1, ...shown.map(row => row.now.bytes));
    sync(list, shown, row => row.values.join('/'), row => bar(() => this.filter(filter(row.values[1] ?? ''))), (line, row) =>
      line.show({...PLAIN, label: `${row.values[0] ?? ''} ${row.values[1] ?? ''}`, length: row.now.bytes / most, figures: [bytes(row.now.bytes), plural(row.now.packets, 'packet')], value: row.now.bytes}),
    );
  }
}

const PLAIN: Bar = {label: '', note: '', hint: '', slot: null, length: 0, second: 0, figures: ['', ''], value: 0, chosen: false};

function withHost(query: URLSearchParams, host: string, limit: string): URLSearchParams {
  query.set('host', host);
  query.set('limit', limit);
  return query;
}

/** The ports of servers at one end of what a host sent; null if the range is too long for them. */
async function ports(host: string, end: 'src' | 'dst', range: Range, signal: AbortSignal): Promise<Group[] | null> {
  if (Date.parse(range.to) - Date.parse(range.from) > LONGEST_OF_PORTS_MILLIS) {
    return null;
  }
  const [from, to] = end === 'src' ? [SERVERS, CLIENTS] : [CLIENTS, SERVERS];
  const filter = `src.host = ${host} and src.port in ${from} and dst.port in ${to}`;
  const query = new URLSearchParams({from: range.from, to: range.to, by: `transport,${end}.port`, limit: String(MOST_PORTS), filter});
  return (await get('explore', query, signal)).rows;
}

/** The same time in each of the last four weeks, as far as it is stored. */
async function former(host: string, range: Range, signal: AbortSignal): Promise<Amount[]> {
  const asked = Array.from({length: WEEKS}, (_, week) => {
    const at = (time: string) => new Date(Date.parse(time) - (week + 1) * WEEK_MILLIS).toISOString();
    return get('totals', new URLSearchParams({from: at(range.from), to: at(range.to), host}), signal).then(amount, () => null);
  });
  return (await Promise.all(asked)).filter(week => week !== null);
}

export function amount(answer: Answer<'totals'>): Amount {
  const seconds = (Date.parse(answer.range.to) - Date.parse(answer.range.from)) / 1000;
  return {bytes: answer.rows[0]?.bytes ?? 0, seconds: Math.max(1, seconds)};
}

/** A sentence on the rate now and at the same time of the last four weeks. */
export function verdict(now: Amount, weeks: Amount[]): string {
  const rates = weeks.map(week => week.bytes / week.seconds);
  const rate = now.bytes / now.seconds;
  const seenBefore = rates.filter(each => each > 0);
  if (seenBefore.length === 0) {
    return 'No traffic of this host is stored for the same time of the last four weeks.';
  }
  const most = Math.max(...rates);
  const mean = rates.reduce((sum, each) => sum + each, 0) / rates.length;
  const words = rate > 2 * most ? 'unusually much' : rate < Math.min(...rates) / 2 ? 'unusually little' : 'within the usual';
  return `${bytes(rate)}/s, ${words}: at the same time of the last ${plural(rates.length, 'week')} it was ${bytes(mean)}/s on average, at most ${bytes(most)}/s.`;
}

function showAlerts(list: HTMLElement, rows: Alert[]): void {
  if (rows.length === 0) {
    placeholder(list, 'No alerts about this host in this range');
    return;
  }
  list.replaceChildren(...rows.map(row => el('li', {'data-severity': row.severity.toLowerCase(), 'data-open': String(row.closed_at === null)},
    el('span', {class: 'level'}, row.severity),
    el('div', {}, el('span', {class: 'title'}, row.title), el('span', {class: 'sub'}, `since ${seen(row.opened_at, 'minute')} · ${row.closed_at === null ? 'open' : 'closed'}`)),
  )));
}
