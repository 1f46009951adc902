import {countryName, network} from './format';
import type {Named} from './api';

/** How a host is called: by its name where one is known, else by its address. */
export function title(host: {host: string; name: string | null}): string {
  return host.name ?? host.host;
}

/** What stands beside it: the address where a name stands first, then where it is. */
export function subtitle(host: Named): string {
  const where = host.country_code ?? (host.scope === 'public' ? null : host.scope);
  return [host.name && host.name !== host.host ? host.host : null, where, network(null, host.organization) || null].filter(Boolean).join(' · ');
}

export function tooltip(host: Named): string {
  const country = host.country_code ? countryName(host.country_code, host.country_name) : null;
  return [host.host, host.name, country, network(host.asn, host.organization)].filter(Boolean).join('\n');
}
