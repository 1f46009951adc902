import {field as fieldOf} from './fields';

const SIMPLE = /^[^\s"=!<>~(),]+$/;

/** A value in the filter language; null if it cannot be written, because it has a quote. */
export function literal(value: string): string | null {
  if (SIMPLE.test(value) && value.toLowerCase() !== 'unknown') {
    return value;
  }
  return value.includes('"') ? null : `"${value}"`;
}

/** The condition that a flow belongs to a group, or that it does not; null if it cannot be written. */
export function condition(by: string[], values: (string | null)[], isExcluded: boolean): string | null {
  const parts: string[] = [];
  for (const [index, name] of by.entries()) {
    const value = values[index] ?? null;
    const text = value === null ? 'unknown' : literal(value);
    if (text === null) {
      return null;
    }
    parts.push(`${name} ${isExcluded && by.length === 1 ? '!=' : '='} ${text}`);
  }
  const all = parts.join(' and ');
  return isExcluded && by.length > 1 ? `not (${all})` : all;
}

/** A filter that both match. */
export function both(one: string, other: string): string {
  if (one.trim() === '') {
    return other;
  }
  return `${alone(one)} and ${alone(other)}`;
}

/** A filter as a part of a longer one. */
function alone(filter: string): string {
  return /\bor\b/i.test(filter) ? `(${filter.trim()})` : filter.trim();
}

/** The filters of the dashboard in the language of filters. */
export function ofDashboard(filters: Record<string, string | null>): string {
  const names = ['host', 'protocol', 'country', 'asn', 'probe', 'interface'].filter(name => filters[name] != null && fieldOf(name));
  const chosen = names.map(name => condition([name], [filters[name] ?? null], false)).filter(part => part !== null);
  return [...(filters.filter ? [filters.filter] : []), ...chosen].reduce(both, '');
}
