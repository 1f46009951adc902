import {describe, expect, it} from 'vitest';
import {both, condition, literal, ofDashboard} from '../../src/explore/filter';

describe('literal', () => {
  it.each([['TLS', 'TLS'], ['10.0.0.0/8', '10.0.0.0/8'], ['a b', '"a b"'], ['x=(1)', '"x=(1)"'], ['Unknown', '"Unknown"'], ['', '""']])('of %o is %o', (value, text) => {
    expect(literal(value)).toBe(text);
  });

  it('of a value with a quote does not exist', () => {
    expect(literal('a"b')).toBeNull();
  });
});

describe('condition', () => {
  it('names each field of a group', () => {
    expect(condition(['src.host', 'name'], ['10.0.0.1', null], false)).toBe('src.host = 10.0.0.1 and name = unknown');
  });

  it('excludes one field or a whole group', () => {
    expect(condition(['name'], ['a b'], true)).toBe('name != "a b"');
    expect(condition(['src.asn', 'protocol'], ['1', 'TLS'], true)).toBe('not (src.asn = 1 and protocol = TLS)');
  });
});

describe('both', () => {
  it('keeps the meaning of a filter with or', () => {
    expect(both('', 'port = 1')).toBe('port = 1');
    expect(both('host = ::1 ', 'port = 1')).toBe('host = ::1 and port = 1');
    expect(both('a = 1 OR b = 2', 'port = 1')).toBe('(a = 1 OR b = 2) and port = 1');
  });
});

describe('ofDashboard', () => {
  it('is the filters of the dashboard, but for how flows are counted', () => {
    const filters = {host: '::1', protocol: 'TLS', country: 'DE', asn: '64500', probe: 'r 7', once: 'true', interface: '3'};
    expect(ofDashboard(filters)).toBe('host = ::1 and protocol = TLS and country = DE and asn = 64500 and probe = "r 7" and interface = 3');
    expect(ofDashboard({host: null})).toBe('');
  });

  it('begins with the filter that the dashboard has itself', () => {
    expect(ofDashboard({filter: 'port = 1 or port = 2', host: '::1'})).toBe('(port = 1 or port = 2) and host = ::1');
  });
});
