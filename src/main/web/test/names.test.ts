import {expect, it} from 'vitest';
import type {Named} from '../src/api';
import {sourceOf, subtitle, title, tooltip} from '../src/names';

const OWN: Named = {
  host: '10.0.0.1',
  name: null,
  name_source: null,
  scope: 'private',
  country_code: null,
  country_name: null,
  asn: null,
  organization: null,
};
const FOREIGN: Named = {
  host: '203.0.113.5',
  name: 'example.org',
  name_source: 'SNI',
  scope: 'public',
  country_code: 'DE',
  country_name: null,
  asn: 64_500,
  organization: 'Example Net',
};

it('calls a host by its name, else by its address', () => {
  expect(title(FOREIGN)).toBe('example.org');
  expect(title(OWN)).toBe('10.0.0.1');
});

it('puts beside it what the title does not say', () => {
  expect(subtitle(FOREIGN)).toBe('203.0.113.5 · DE · Example Net');
  expect(subtitle(OWN)).toBe('private');
  expect(subtitle({...OWN, name: '10.0.0.1'})).toBe('private');
  expect(subtitle({...OWN, scope: 'public'})).toBe('');
});

it('says everything in the tooltip', () => {
  expect(tooltip(FOREIGN)).toBe('203.0.113.5\nexample.org – TLS or QUIC server name\nGermany\nAS64500 Example Net');
  expect(tooltip(OWN)).toBe('10.0.0.1');
});

it('shows a name as people write it, and in the tooltip as it is stored', () => {
  const host: Named = {...FOREIGN, name: 'xn--mnchen-3ya.example', name_source: 'DNS'};
  expect(title(host)).toBe('münchen.example');
  expect(tooltip(host)).toContain('\nxn--mnchen-3ya.example – DNS answer\n');
});

it('knows no source of names that earlier versions stored', () => {
  expect(sourceOf({name: 'example.org', name_source: null})).toBe('');
  expect(tooltip({...FOREIGN, name_source: null})).toContain('\nexample.org\n');
});
