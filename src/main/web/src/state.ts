/** The state of the page. It is in the URL, so users can link to it and return to it with the back button. */
export interface Filters {
  host: string | null;
  protocol: string | null;
  country: string | null;
  asn: string | null;
  probe: string | null;
  /** 'true' if a flow that several probes report counts once. */
  once: string | null;
  /** SNMP index of an interface of the exporter 'probe'. */
  interface: string | null;
  /** A filter in the language of the page for questions. */
  filter: string | null;
}

export interface State extends Filters {
  /** Null as long as nobody has chosen a range. */
  last: string | null;
  from: string | null;
  to: string | null;
  detail: string | null;
}

export const FILTERS: readonly (keyof Filters)[] = ['host', 'protocol', 'country', 'asn', 'probe', 'once', 'interface', 'filter'];
export const NO_FILTERS: Readonly<Filters> = {
  host: null,
  protocol: null,
  country: null,
  asn: null,
  probe: null,
  once: null,
  interface: null,
  filter: null,
};

/** The length of a range that nobody has chosen, unless another one fits what is stored. */
export const USUAL_LAST = '1h';

export function read(search: string): State {
  const query = new URLSearchParams(search);
  return {
    last: query.get('last'),
    from: query.get('from'),
    to: query.get('to'),
    host: query.get('host'),
    protocol: query.get('protocol'),
    country: query.get('country'),
    asn: query.get('asn'),
    probe: query.get('probe'),
    once: query.get('once'),
    interface: query.get('interface'),
    filter: query.get('filter'),
    detail: query.get('detail'),
  };
}

/** A state with changes. Another exporter has other interfaces. */
export function changed(state: State, part: Partial<State>): State {
  return {...state, ...('probe' in part ? {interface: null} : {}), ...part};
}

/** The query string of a state, with the range only if somebody has chosen it. */
export function address(state: State): string {
  const query = rangeOf(state);
  if (state.last === null) {
    query.delete('last');
  }
  for (const name of [...FILTERS, 'detail'] as const) {
    const value = state[name];
    if (value !== null) {
      query.set(name, value);
    }
  }
  const text = query.toString().replaceAll('%3A', ':');
  return text ? `?${text}` : location.pathname;
}

/** The parameters of a request for a state's range and filters. */
export function request(state: State, more: Record<string, string> = {}): URLSearchParams {
  const query = rangeOf(state);
  for (const name of FILTERS) {
    const value = state[name];
    if (value !== null) {
      query.set(name, value);
    }
  }
  Object.entries(more).forEach(([name, value]) => query.set(name, value));
  return query;
}

export function rangeOf(state: State): URLSearchParams {
  const query = new URLSearchParams();
  if (state.from === null) {
    query.set('last', state.last ?? USUAL_LAST);
  } else {
    query.set('from', state.from);
    if (state.to !== null) {
      query.set('to', state.to);
    }
  }
  return query;
}

export function isLive(state: State): boolean {
  return state.to === null;
}

/** Milliseconds between two requests: long ranges change slowly and cost more. */
export function refreshMillis(state: State): number {
  const seconds: Record<string, number> = {'5m': 2, '15m': 2, '1h': 2, '6h': 5, '24h': 15, '7d': 30, '30d': 60};
  return 1000 * (state.from === null ? (seconds[state.last ?? USUAL_LAST] ?? 10) : 30);
}
