/** The fields of the filter language, as docs/explore.md describes them. */
export type Kind = 'address' | 'country' | 'protocol' | 'text' | 'port' | 'interface' | 'number' | 'asn' | 'as' | 'amount';

export interface Field {
  word: string;
  kind: Kind;
  /** The field to group by for values of this one; null if its values are not listed. */
  values: string | null;
}

function ends(word: string, kind: Kind, values: string | null = word): Field[] {
  const of = (end: string) => (values === null ? null : `${end}.${values}`);
  return [
    {word, kind, values: of('src')},
    {word: `src.${word}`, kind, values: of('src')},
    {word: `dst.${word}`, kind, values: of('dst')},
  ];
}

export const FIELDS: readonly Field[] = [
  ...ends('host', 'address'),
  ...ends('network', 'address'),
  ...ends('country', 'country'),
  ...ends('asn', 'asn'),
  ...ends('as', 'as', 'asn'),
  ...ends('net', 'text'),
  ...ends('role', 'text'),
  ...ends('site', 'text'),
  ...ends('tag', 'text', null),
  {word: 'protocol', kind: 'protocol', values: 'protocol'},
  {word: 'transport', kind: 'protocol', values: 'transport'},
  ...ends('port', 'port'),
  {word: 'name', kind: 'text', values: 'name'},
  {word: 'probe', kind: 'text', values: 'probe'},
  {word: 'interface', kind: 'interface', values: 'in.interface'},
  {word: 'in.interface', kind: 'interface', values: 'in.interface'},
  {word: 'out.interface', kind: 'interface', values: 'out.interface'},
  {word: 'vlan', kind: 'number', values: 'vlan'},
  {word: 'community', kind: 'text', values: 'community'},
  {word: 'dscp', kind: 'number', values: 'dscp'},
  {word: 'next.hop', kind: 'address', values: 'next.hop'},
  {word: 'tcp.flags', kind: 'text', values: 'tcp.flags'},
  {word: 'direction', kind: 'text', values: 'direction'},
  {word: 'end.reason', kind: 'text', values: 'end.reason'},
  {word: 'sampling', kind: 'number', values: 'sampling'},
  {word: 'exported.asn', kind: 'asn', values: 'src.exported.asn'},
  {word: 'src.exported.asn', kind: 'asn', values: 'src.exported.asn'},
  {word: 'dst.exported.asn', kind: 'asn', values: 'dst.exported.asn'},
  {word: 'rtt', kind: 'amount', values: null},
  {word: 'bytes', kind: 'amount', values: null},
  {word: 'packets', kind: 'amount', values: null},
  {word: 'retransmissions', kind: 'amount', values: null},
];

/** What can be grouped by, and what it is called. */
export const DIMENSIONS: readonly [string, string][] = [
  ['protocol', 'Protocol'],
  ['src.host', 'Source host'],
  ['dst.host', 'Destination host'],
  ['src.network', 'Source network (/24, /48)'],
  ['dst.network', 'Destination network (/24, /48)'],
  ['src.country', 'Source country'],
  ['dst.country', 'Destination country'],
  ['src.asn', 'Source AS'],
  ['dst.asn', 'Destination AS'],
  ['src.net', 'Source network by name'],
  ['dst.net', 'Destination network by name'],
  ['src.role', 'Source role'],
  ['dst.role', 'Destination role'],
  ['src.site', 'Source site'],
  ['dst.site', 'Destination site'],
  ['transport', 'Transport'],
  ['src.port', 'Source port'],
  ['dst.port', 'Destination port'],
  ['name', 'Name'],
  ['probe', 'Probe or exporter'],
  ['in.interface', 'Interface in'],
  ['out.interface', 'Interface out'],
  ['vlan', 'VLAN'],
  ['dscp', 'DSCP'],
  ['next.hop', 'Next hop'],
  ['tcp.flags', 'TCP flags'],
  ['direction', 'Direction by the exporter'],
  ['end.reason', 'End reason'],
  ['sampling', 'Sampling'],
  ['src.exported.asn', 'Source AS by the exporter'],
  ['dst.exported.asn', 'Destination AS by the exporter'],
  ['community', 'Community ID'],
];

export function field(word: string): Field | null {
  return FIELDS.find(each => each.word === word.toLowerCase()) ?? null;
}

export function dimension(word: string): string {
  return DIMENSIONS.find(([each]) => each === word)?.[1] ?? word;
}

/** The operators that a kind of field has. */
export function operators(kind: Kind): string[] {
  const isNumber = kind === 'port' || kind === 'interface' || kind === 'number' || kind === 'asn' || kind === 'amount';
  const isText = kind === 'protocol' || kind === 'text' || kind === 'as';
  return ['=', '!=', 'in', 'not in', ...(isNumber ? ['<', '<=', '>', '>='] : []), ...(isText ? ['~', '!~'] : [])];
}
