import {countryName, network} from './format';
import {readable} from './idn';
import type {Named, NameSource} from './api';

interface Name {
  name: string | null;
  name_source: NameSource | null;
}

const SOURCES: Record<NameSource, string> = {
  DNS: 'DNS answer',
  mDNS: 'mDNS',
  LLMNR: 'LLMNR',
  NBNS: 'NetBIOS',
  DHCP: 'DHCP',
  SNI: 'TLS or QUIC server name',
  HTTP: 'HTTP request',
};

/** The label of a host: its name if known, otherwise its address. */
export function title(host: {host: string; name: string | null}): string {
  return host.name === null ? host.host : readable(host.name);
}

/** The text beside it: the address if the label is a name, then the place. */
export function subtitle(host: Named): string {
  const where = host.country_code ?? (host.scope === 'public' ? null : host.scope);
  return [host.name && host.name !== host.host ? host.host : null, where, network(null, host.organization) || null].filter(Boolean).join(' · ');
}

export function tooltip(host: Named): string {
  const country = host.country_code ? countryName(host.country_code, host.country_name) : null;
  return [host.host, storedName(host), country, network(host.asn, host.organization)].filter(Boolean).join('\n');
}

/** The name as it is stored, and where it comes from; null without a name. */
export function storedName(host: Name): string | null {
  return host.name && [host.name, sourceOf(host)].filter(Boolean).join(' – ');
}

/** Where the name comes from, in words; empty if that is unknown. */
export function sourceOf(host: Name): string {
  return host.name_source === null ? '' : SOURCES[host.name_source];
}
