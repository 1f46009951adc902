import {get, type Host, type Peer, type Protocol} from './api';
import {bar, type Bar} from './bars';
import {attribute, byId, el, placeholder, sync, text} from './dom';
import {bytes, count, countryName, fullTime, network, plural, share, short} from './format';
import {HostHabits, amount} from './hosthabits';
import {HostNames} from './hostnames';
import {sourceOf, storedName, subtitle, title, tooltip} from './names';
import {slot} from './palette';
import {NO_FILTERS, request, type State} from './state';
import {Timeline} from './timeline';

interface Actions {
  close(): void;
  filter(host: string, protocol: string | null): void;
  /** Filters in the language of the page for questions. */
  ask(filter: string): void;
  details(host: string): void;
}

const HEIGHT = 150;

/** The panel about one host: its facts, its traffic by time, its protocols and its peers. */
export class HostPanel {
  private readonly dialog = byId('host', HTMLDialogElement);
  private readonly heading = el('h2', {id: 'host-title'});
  private readonly note = el('p', {class: 'sub'});
  private readonly facts = el('dl', {class: 'facts'});
  private readonly chart = el('div', {class: 'chart', role: 'img'});
  private readonly peers = el('ul', {class: 'bars'});
  private readonly protocols = el('ul', {class: 'bars'});
  private readonly history = new Timeline(this.chart, null, null, () => HEIGHT);
  private readonly habits: HostHabits;
  private readonly names: HostNames;
  private host: string | null = null;

  constructor(private readonly actions: Actions) {
    this.habits = new HostHabits(filter => actions.ask(filter));
    this.names = new HostNames(filter => actions.ask(filter));
    this.dialog.addEventListener('close', () => this.host !== null && actions.close());
    this.dialog.addEventListener('click', event => event.target === this.dialog && this.dialog.close());
  }

  /** Opens, updates or closes the panel according to the state. */
  show(host: string | null): void {
    if (host === this.host) {
      return;
    }
    this.host = host;
    if (host === null) {
      this.dialog.close();
      return;
    }
    text(this.heading, host);
    attribute(this.heading, 'title', null);
    text(this.note, '');
    [this.peers, this.protocols].forEach(list => placeholder(list, 'Loading…'));
    this.facts.replaceChildren();
    this.dialog.replaceChildren(this.frame(host));
    if (!this.dialog.open) {
      this.dialog.showModal();
    }
    this.dialog.scrollTop = 0;
  }

  private frame(host: string): HTMLElement {
    return el(
      'div',
      {class: 'sheet'},
      el(
        'header',
        {},
        el('div', {}, this.heading, this.note),
        el('button', {type: 'button', class: 'primary', click: () => this.actions.filter(host, null)}, 'Filter by this host'),
        el('button', {type: 'button', class: 'tool icon', 'aria-label': 'Close', click: () => this.dialog.close()}, '×'),
      ),
      this.facts,
      el('h3', {}, 'Bytes by time'),
      this.chart,
      el('h3', {}, 'Protocols'),
      this.protocols,
      el('h3', {}, 'Peers ', el('span', {class: 'sub'}, 'sent to · received from')),
      this.peers,
      ...this.names.frame(),
      ...this.habits.frame(),
    );
  }

  /** Fetches the panel's data, unless it is closed. */
  async refresh(state: State, signal: AbortSignal): Promise<void> {
    if (this.host === null) {
      return;
    }
    try {
      await this.load(this.host, state, signal);
    } catch (e) {
      if (!signal.aborted && this.facts.childElementCount === 0) {
        [this.peers, this.protocols].forEach(list => placeholder(list, 'This data cannot be read at the moment.'));
      }
      throw e;
    }
  }

  private async load(host: string, state: State, signal: AbortSignal): Promise<void> {
    const about = {...state, ...NO_FILTERS, host, probe: state.probe, once: state.once, interface: state.interface};
    const [known, slices, protocols, peers, sums] = await Promise.all([
      get('host', request(about), signal),
      get('bytes-by-time', request(about), signal),
      get('protocols', request(about, {limit: '12'}), signal),
      get('host-peers', request(about, {limit: '25'}), signal),
      get('totals', request({...about, probe: null, once: null, interface: null}), signal),
    ]);
    if (host !== this.host) {
      return;
    }
    this.showFacts(known.rows[0]);
    this.history.update(slices.range, slices.rows, null);
    this.showProtocols(host, protocols.rows, slices.rows.reduce((total, row) => total + row.bytes, 0));
    this.showPeers(peers.rows);
    await Promise.all([
      this.names.refresh(host, sums.range, signal),
      this.habits.refresh(host, state, sums.range, amount(sums), signal),
    ]);
  }

  repaint(): void {
    this.history.repaint();
  }

  private showFacts(host: Host | undefined): void {
    if (!host) {
      text(this.note, 'unknown host');
      return;
    }
    text(this.heading, title(host));
    attribute(this.heading, 'title', storedName(host));
    text(this.note, [host.name ? host.host : null, host.scope].filter(Boolean).join(' · '));
    const place = [host.city, host.country_code ? countryName(host.country_code, host.country_name) : null];
    const where = place.filter(Boolean).join(', ');
    const at = host.latitude === null || host.longitude === null ? '' : ` (${host.latitude.toFixed(1)}, ${host.longitude.toFixed(1)})`;
    const facts: [string, string, string][] = [
      ['Name from', host.name ? sourceOf(host) || 'unknown' : 'no packet named it', host.name ?? ''],
      ['Where', where ? where + at : 'unknown', host.database_date ? `GeoIP database of ${host.database_date}` : ''],
      ['AS', network(host.asn, host.organization) || 'unknown', ''],
      ...ownNetwork(host),
      ['Sent in total', `${bytes(host.bytes_sent)}, ${plural(host.packets_sent, 'packet')}`, count(host.bytes_sent)],
      ['Received in total', `${bytes(host.bytes_received)}, ${plural(host.packets_received, 'packet')}`, count(host.bytes_received)],
      ['First seen', fullTime(new Date(host.first_seen)), ''],
      ['Last seen', fullTime(new Date(host.last_seen)), ''],
    ];
    if (this.facts.childElementCount !== facts.length) {
      this.facts.replaceChildren(...facts.map(([name]) => el('div', {}, el('dt', {}, name), el('dd', {}))));
    }
    this.facts.querySelectorAll('dd').forEach((line, index) => {
      const [, value, hint] = facts[index] ?? ['', '', ''];
      text(line, value);
      attribute(line, 'title', hint || null);
    });
  }

  /** Shares are of all that the host sent and received, as the list is cut. */
  private showProtocols(host: string, rows: Protocol[], sum: number): void {
    if (rows.length === 0) {
      placeholder(this.protocols, 'No packets in this range');
      return;
    }
    const most = rows[0]?.bytes ?? 1;
    sync(this.protocols, rows, row => row.protocol, row => bar(() => this.actions.filter(host, row.protocol)), (line, row) =>
      line.show({
        ...PLAIN,
        label: row.protocol,
        note: share(row.bytes, sum),
        slot: slot(row.protocol),
        length: row.bytes / most,
        figures: [bytes(row.bytes), short(row.packets)],
        value: row.bytes,
      }),
    );
  }

  private showPeers(rows: Peer[]): void {
    if (rows.length === 0) {
      placeholder(this.peers, 'This host has no peers in this range');
      return;
    }
    const most = Math.max(...rows.map(row => Math.max(row.bytes_sent, row.bytes_received)));
    sync(this.peers, rows, row => row.host, row => bar(() => this.actions.details(row.host)), (line, row) =>
      line.show({
        ...PLAIN,
        label: title(row),
        note: [subtitle(row), row.protocols].filter(Boolean).join(' · '),
        hint: tooltip(row),
        length: row.bytes_sent / most,
        second: row.bytes_received / most,
        figures: [bytes(row.bytes_sent), bytes(row.bytes_received)],
        value: row.bytes_sent + row.bytes_received,
      }),
    );
  }
}

/** What the user's own list of networks says of its address. */
function ownNetwork(host: Host): [string, string, string][] {
  const words = [host.net_name, host.net_role, host.net_site].filter(Boolean).join(', ');
  return words === '' ? [] : [['Your network', words, '']];
}

const PLAIN: Bar = {label: '', note: '', hint: '', slot: null, length: 0, second: 0, figures: ['', ''], value: 0, chosen: false};
