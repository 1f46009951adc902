/** The fields of the filter language, as docs/explore.md describes them. */
export type Kind = 'address' | 'country' | 'protocol' | 'text' | 'port' | 'interface' | 'number' | 'asn' | 'as' | 'amount';

export interface Field {
  word: string;
  kind: Kind;
  /** The field to group by for values of this one; null if its values are not listed. */
  values: string | null;
  /** What it is, in words. */
  means: string;
}

function ends(word: string, kind: Kind, means: string, values: string | null = word): Field[] {
  const of = (end: string) => (values === null ? null : `${end}.${values}`);
  return [
    {word, kind, values: of('src'), means: `${means}, either end`},
    {word: `src.${word}`, kind, values: of('src'), means: `${means} of the source`},
    {word: `dst.${word}`, kind, values: of('dst'), means: `${means} of the destination`},
  ];
}

export const FIELDS: readonly Field[] = [
  ...ends('host', 'address', 'Address or network'),
  ...ends('country', 'country', 'Country'),
  {word: 'protocol', kind: 'protocol', values: 'protocol', means: 'Protocol, such as TLS'},
  {word: 'transport', kind: 'protocol', values: 'transport', means: 'TCP, UDP, …'},
  ...ends('port', 'port', 'Port'),
  {word: 'name', kind: 'text', values: 'name', means: 'Name in TLS, HTTP, DNS, …'},
  ...ends('asn', 'asn', 'Number of the AS'),
  ...ends('as', 'as', 'Name of the AS', 'asn'),
  {word: 'probe', kind: 'text', values: 'probe', means: 'Probe or exporter'},
  ...ends('net', 'text', 'Name of your network'),
  ...ends('role', 'text', 'Role of your network'),
  ...ends('site', 'text', 'Site of your network'),
  ...ends('tag', 'text', 'Tag of your network', null),
  ...ends('network', 'address', 'Network'),
  {word: 'interface', kind: 'interface', values: 'in.interface', means: 'Interface, in or out'},
  {word: 'in.interface', kind: 'interface', values: 'in.interface', means: 'Interface in'},
  {word: 'out.interface', kind: 'interface', values: 'out.interface', means: 'Interface out'},
  {word: 'vlan', kind: 'number', values: 'vlan', means: 'VLAN'},
  {word: 'rtt', kind: 'amount', values: null, means: 'Round trip in ms'},
  {word: 'bytes', kind: 'amount', values: null, means: 'Bytes of a flow in a window'},
  {word: 'packets', kind: 'amount', values: null, means: 'Packets of a flow in a window'},
  {word: 'retransmissions', kind: 'amount', values: null, means: 'Retransmissions of a flow in a window'},
  {word: 'tcp.flags', kind: 'text', values: 'tcp.flags', means: 'TCP flags'},
  {word: 'community', kind: 'text', values: 'community', means: 'Community ID'},
  {word: 'dscp', kind: 'number', values: 'dscp', means: 'DSCP'},
  {word: 'next.hop', kind: 'address', values: 'next.hop', means: 'Next hop'},
  {word: 'direction', kind: 'text', values: 'direction', means: 'Direction by the exporter'},
  {word: 'end.reason', kind: 'text', values: 'end.reason', means: 'Why the exporter ended the flow'},
  {word: 'sampling', kind: 'number', values: 'sampling', means: 'Sampling'},
  {word: 'exported.asn', kind: 'asn', values: 'src.exported.asn', means: 'AS by the exporter, either end'},
  {word: 'src.exported.asn', kind: 'asn', values: 'src.exported.asn', means: 'AS of the source by the exporter'},
  {word: 'dst.exported.asn', kind: 'asn', values: 'dst.exported.asn', means: 'AS of the destination by the exporter'},
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
