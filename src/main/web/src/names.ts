import {countryName, network} from './format';
import type {Named} from './api';

/** The label of a host: its name if known, otherwise its address. */
export function title(host: {host: string; name: string | null}): string {
  return host.name ?? host.host;
}

/** The text beside it: the address if the label is a name, then the place. */
export function subtitle(host: Named): string {
  const where = host.country_code ?? (host.scope === 'public' ? null : host.scope);
  return [host.name && host.name !== host.host ? host.host : null, where, network(null, host.organization) || null].filter(Boolean).join(' · ');
}

export function tooltip(host: Named): string {
  const country = host.country_code ? countryName(host.country_code, host.country_name) : null;
  return [host.host, host.name, country, network(host.asn, host.organization)].filter(Boolean).join('\n');
}
