import type {Conversation, NameSource, Range} from './api';
import {attribute, byId, el, placeholder, sync, text} from './dom';
import {bytes, count, network, plural, seen, short} from './format';
import {storedName, title} from './names';
import type {Choose, Details} from './figures';

interface End {
  host: string;
  name: string | null;
  name_source: NameSource | null;
  scope: string | null;
  country: string | null;
  asn: number | null;
  organization: string | null;
}

/** The table of who talked to whom. */
export function conversations(rows: Conversation[], range: Range, choose: Choose, details: Details): void {
  const body = byId('conversation-rows');
  text(byId('conversation-note'), rows.length === 0 ? '' : `${plural(rows.length, 'pair')} with the most bytes`);
  if (rows.length === 0) {
    placeholder(body, 'No conversations in this range', 'tr');
    return;
  }
  sync(body, rows, key, row => line(row, choose, details), (row, now) => row.show(now, range.grain));
}

function key(row: Conversation): string {
  return `${row.a_host} ${row.b_host} ${row.protocol}`;
}

function line(row: Conversation, choose: Choose, details: Details) {
  const own = mirrored(row);
  const left = hostCell(own ? 'b' : 'a', row, choose, details);
  const right = hostCell(own ? 'a' : 'b', row, choose, details);
  const packets = cell('Packets');
  const all = cell('Bytes');
  const there = cell('Sent');
  const back = cell('Received');
  const last = cell('Last seen');
  const protocol = el('td', {class: 'protocol'}, el('button', {type: 'button', class: 'link', click: () => choose('protocol', row.protocol)}, row.protocol));
  const element = el('tr', {}, left.element, right.element, protocol, packets, all, there, back, last);
  return {
    element,
    show(now: Conversation, grain: string) {
      left.show(end(now, own ? 'b' : 'a'));
      right.show(end(now, own ? 'a' : 'b'));
      text(packets, short(now.packets));
      attribute(packets, 'title', count(now.packets));
      text(all, bytes(now.bytes));
      attribute(all, 'title', count(now.bytes));
      text(there, bytes(own ? now.b_bytes : now.a_bytes));
      text(back, bytes(own ? now.a_bytes : now.b_bytes));
      text(last, seen(now.last_seen, grain));
    },
  };
}

/** Hosts of the own networks are on the left. */
function mirrored(row: Conversation): boolean {
  return row.a_scope === 'public' && row.b_scope === 'private';
}

function end(row: Conversation, which: 'a' | 'b'): End {
  return {
    host: row[`${which}_host`],
    name: row[`${which}_name`],
    name_source: row[`${which}_name_source`],
    scope: row[`${which}_scope`],
    country: row[`${which}_country`],
    asn: row[`${which}_asn`],
    organization: row[`${which}_organization`],
  };
}

function cell(label: string): HTMLTableCellElement {
  return el('td', {class: 'n', 'data-label': label});
}

function hostCell(which: 'a' | 'b', row: Conversation, choose: Choose, details: Details) {
  const {host} = end(row, which);
  const name = el('button', {type: 'button', class: 'link', click: () => choose('host', host)});
  const note = el('span', {class: 'sub'});
  const more = el('button', {type: 'button', class: 'more', 'aria-label': `Details of ${host}`, click: () => details(host)}, '›');
  const element = el('td', {class: 'host-cell'}, el('div', {}, name, more), note);
  return {
    element,
    show(now: End) {
      text(name, title(now));
      const where = now.country ?? (now.scope === 'public' ? null : now.scope);
      text(note, [now.name && now.name !== now.host ? now.host : null, where, network(now.asn, now.organization)].filter(Boolean).join(' · '));
      attribute(name, 'title', [now.host, storedName(now)].filter(Boolean).join('\n'));
    },
  };
}
