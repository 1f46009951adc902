// @vitest-environment happy-dom
import {describe, expect, it} from 'vitest';
import {address, changed, isLive, NO_FILTERS, read, refreshMillis, request, type State} from '../src/state';

const USUAL: State = {last: null, from: null, to: null, ...NO_FILTERS, detail: null};

describe('address', () => {
  it('of the usual state has no parameters', () => {
    expect(read('')).toEqual(USUAL);
    expect(address(USUAL)).toBe(location.pathname);
  });

  it.each<Partial<State>>([
    {last: '24h'},
    {last: '1h'},
    {from: '2026-03-10T12:00:00.000Z'},
    {from: '2026-03-10T12:00:00.000Z', to: '2026-03-10T13:00:00.000Z'},
    {host: '2001:db8::1', protocol: 'TLS', country: 'DE'},
    {protocol: 'a&b=c d+é', detail: '10.0.0.1'},
    {protocol: ''},
    {asn: '64500', probe: 'r 7&8', once: 'true', interface: '3'},
    {filter: 'port in (443, 8443) and not name ~ "*.example"'},
  ])('of %o is read as that state', part => {
    const state = {...USUAL, ...part};
    expect(read(address(state))).toEqual(state);
  });

  it('keeps colons readable, which times and IPv6 addresses are full of', () => {
    expect(address({...USUAL, host: '2001:db8::1', last: '6h'})).toBe('?last=6h&host=2001:db8::1');
  });

  it('names the range from when to when, or its length, not both', () => {
    expect(address({...USUAL, last: '6h', from: '5', to: '9'})).toBe('?from=5&to=9');
  });
});

describe('request', () => {
  it('always says the range, and no more than the server knows', () => {
    expect(request(USUAL).toString()).toBe('last=1h');
    expect(request({...USUAL, detail: '10.0.0.1'}).has('detail')).toBe(false);
  });

  it('has the filters and what is asked for beside them', () => {
    const query = request({...USUAL, from: '5', host: '10.0.0.1', country: 'DE'}, {limit: '40'});
    expect(Object.fromEntries(query)).toEqual({from: '5', host: '10.0.0.1', country: 'DE', limit: '40'});
  });
});

describe('changed', () => {
  const ofInterface = {...USUAL, probe: 'r7', interface: '3'};

  it('keeps what is not changed', () => {
    expect(changed(ofInterface, {host: '10.0.0.1'})).toEqual({...ofInterface, host: '10.0.0.1'});
  });

  it('forgets the interface with its exporter', () => {
    expect(changed(ofInterface, {probe: null}).interface).toBeNull();
    expect(changed(ofInterface, {probe: 'r8'}).interface).toBeNull();
    expect(changed(USUAL, {probe: 'r8', interface: '4'}).interface).toBe('4');
  });
});

describe('refresh', () => {
  it('is of use as long as the range has no end', () => {
    expect(isLive(USUAL)).toBe(true);
    expect(isLive({...USUAL, from: '5'})).toBe(true);
    expect(isLive({...USUAL, from: '5', to: '9'})).toBe(false);
  });

  it('is rarer the longer the range', () => {
    const waits = ['5m', '1h', '6h', '24h', '7d', '30d'].map(last => refreshMillis({...USUAL, last}));
    expect(waits).toEqual([...waits].sort((a, b) => a - b));
    expect(waits[0]).toBeGreaterThanOrEqual(1000);
    expect(refreshMillis({...USUAL, last: '77m'})).toBe(10_000);
    expect(refreshMillis({...USUAL, from: '5'})).toBe(30_000);
  });
});
