import {describe, expect, it} from 'vitest';
import {heading} from '../../src/explore/heading';

describe('heading', () => {
  it.each([
    ['bytes', ['src.host'], 'Bytes/s by source host'],
    ['hosts', ['protocol', 'src.asn'], 'Hosts by protocol, source AS'],
    ['rtt-p50', ['vlan', 'tcp.flags'], 'Round trip, median by VLAN, TCP flags'],
  ])('of %s by %o is %s', (measure, by, words) => {
    expect(heading(measure, by)).toBe(words);
  });
});
