import type {Answer, Country, Protocol, Talker, Totals} from './api';
import {bar} from './bars';
import {byId, placeholder, sync, text} from './dom';
import {average, bytes, count, countryName, plural, rate, share, short} from './format';
import {subtitle, title, tooltip} from './names';
import {slot} from './palette';
import type {Filters} from './state';

export type Choose = (filter: keyof Filters, value: string) => void;
export type Details = (host: string) => void;

/** The four totals, with averages up to a time if the range ends later. */
export function totals({range, rows}: Answer<'totals'>, isLive: boolean, until: number): void {
  const sums = rows[0] ?? {packets: 0, bytes: 0, hosts: 0, countries: 0};
  const end = Math.min(Date.parse(range.to), until);
  const seconds = Math.max(1, (end - Date.parse(range.from)) / 1000);
  figure('packets', sums.packets, sums.packets < 100_000_000 ? count(sums.packets) : short(sums.packets), average(sums.packets, seconds, value => `${rate(value)} packets`));
  figure('bytes', sums.bytes, bytes(sums.bytes), average(sums.bytes, seconds, bytes));
  figure('hosts', sums.hosts, short(sums.hosts), isLive ? 'sent or received in this range' : 'sent or received');
  figure('countries', sums.countries, short(sums.countries), 'of hosts with a known place');
}

function figure(name: string, value: number, shown: string, note: string): void {
  const element = document.querySelector<HTMLElement>(`[data-figure=${name}]`);
  const below = document.querySelector<HTMLElement>(`[data-note=${name}]`);
  if (element && below) {
    text(element, shown);
    element.dataset.value = String(value);
    element.title = count(value);
    text(below, note);
  }
}

export function protocols(rows: Protocol[], all: Totals | undefined, state: Filters, choose: Choose | null): void {
  const list = byId('protocol-list');
  if (rows.length === 0) {
    placeholder(list, 'No packets in this range');
    return;
  }
  const most = Math.max(...rows.map(row => row.bytes));
  const sum = all?.bytes ?? rows.reduce((total, row) => total + row.bytes, 0);
  const create = (row: Protocol) => bar(choose && (() => choose('protocol', row.protocol)));
  sync(list, rows, row => row.protocol, create, (line, row) =>
    line.show({
      label: row.protocol,
      note: share(row.bytes, sum),
      hint: `${plural(row.packets, 'packet')}, ${plural(row.bytes, 'byte')}`,
      slot: slot(row.protocol),
      length: row.bytes / most,
      second: 0,
      figures: [bytes(row.bytes), short(row.packets)],
      value: row.bytes,
      chosen: state.protocol === row.protocol,
    }),
  );
}

export function talkers(rows: Talker[], state: Filters, choose: Choose | null, details: Details | null): void {
  const list = byId('talker-list');
  if (rows.length === 0) {
    placeholder(list, 'No host sent packets in this range');
    return;
  }
  const most = Math.max(...rows.map(row => Math.max(row.bytes_sent, row.bytes_received)));
  const create = (row: Talker) => bar(choose && (() => choose('host', row.host)), details ? () => details(row.host) : undefined);
  sync(list, rows, row => row.host, create, (line, row) =>
    line.show({
      label: title(row),
      note: subtitle(row),
      hint: tooltip(row),
      slot: null,
      length: row.bytes_sent / most,
      second: row.bytes_received / most,
      figures: [bytes(row.bytes_sent), bytes(row.bytes_received)],
      value: row.bytes_sent,
      chosen: state.host === row.host,
    }),
  );
}

export function countries(rows: Country[], state: Filters, choose: Choose | null): void {
  const list = byId('country-list');
  if (rows.length === 0) {
    placeholder(list, 'No host in this range has a known country');
    return;
  }
  const most = Math.max(...rows.map(row => row.bytes));
  const create = (row: Country) => bar(choose && (() => choose('country', row.country_code)));
  sync(list, rows, row => row.country_code, create, (line, row) =>
    line.show({
      label: countryName(row.country_code, row.country_name),
      note: '',
      hint: `${plural(row.hosts, 'host')}, ${plural(row.packets, 'packet')}`,
      slot: null,
      length: row.bytes / most,
      second: 0,
      figures: [bytes(row.bytes), plural(row.hosts, 'host')],
      value: row.hosts,
      chosen: state.country === row.country_code,
    }),
  );
}
