import {get, type Answer, type Range} from './api';
import {bar} from './bars';
import {el, placeholder, sync} from './dom';
import {bytes, seen} from './format';
import {readable} from './idn';
import {times} from './stack';

type Group = Answer<'explore'>['rows'][number];

/** Clients say the name of the server in these. A DNS question names somebody else. */
const NAMING = 'protocol in (TLS, QUIC, DTLS, HTTP)';
const LONGEST_MILLIS = 7 * 86_400_000;
const MOST = 12;

/** The names by which clients asked a host, and when: a part of the panel about it. */
export class HostNames {
  private readonly list = el('ul', {class: 'bars'});

  constructor(private readonly filter: (filter: string) => void) {}

  frame(): HTMLElement[] {
    placeholder(this.list, 'Loading…');
    return [el('h3', {}, 'Names that clients used ', el('span', {class: 'sub'}, 'first and last time in this range')), this.list];
  }

  async refresh(host: string, range: Range, signal: AbortSignal): Promise<void> {
    if (Date.parse(range.to) - Date.parse(range.from) > LONGEST_MILLIS) {
      placeholder(this.list, 'Names of flows are known for ranges of at most 7 days.');
      return;
    }
    const filter = `dst.host = ${host} and ${NAMING} and not name = unknown`;
    const query = new URLSearchParams({from: range.from, to: range.to, by: 'name', series: 'true', limit: String(MOST), filter});
    const answer = await get('explore', query, signal);
    this.show(host, answer.rows.filter(row => !row.other), answer.range);
  }

  private show(host: string, rows: Group[], range: Range): void {
    if (rows.length === 0) {
      placeholder(this.list, 'No client said a name in this range');
      return;
    }
    const most = Math.max(1, ...rows.map(row => row.now.bytes));
    const name = (row: Group) => row.values[0] ?? '';
    sync(this.list, rows, name, row => bar(() => this.filter(`dst.host = ${host} and name = "${name(row)}"`)), (line, row) =>
      line.show({
        label: readable(name(row)), note: when(range, row.now.series ?? []), hint: name(row), slot: null, chosen: false,
        length: row.now.bytes / most, second: 0, figures: [bytes(row.now.bytes), ''], value: row.now.bytes,
      }),
    );
  }
}

/** The first and the last time in which a series has something. */
export function when(range: Range, series: (number | null)[]): string {
  const starts = times(range).filter((_, index) => (series[index] ?? 0) > 0);
  const [first, last] = [starts[0], starts.at(-1)];
  if (first === undefined || last === undefined) {
    return '';
  }
  const words = (seconds: number) => seen(new Date(1000 * Math.max(seconds, Date.parse(range.from) / 1000)).toISOString(), 'minute');
  return first === last ? words(first) : `${words(first)} – ${words(last)}`;
}
