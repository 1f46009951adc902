// @vitest-environment happy-dom
import {describe, expect, it} from 'vitest';
import {address, dashboard, read, request} from '../../src/explore/state';

describe('the address of a question', () => {
  it('has a range only if somebody has chosen it, be it the usual one', () => {
    expect(address(read(''))).toBe('?by=protocol');
    expect(address(read('?last=1h'))).toBe('?last=1h&by=protocol');
    expect(address(read('?last=1h&from=5&to=9'))).toBe('?from=5&to=9&by=protocol');
  });
});

describe('what is asked', () => {
  it('always has a range', () => {
    expect(request(read('')).get('last')).toBe('1h');
    expect(dashboard(read(''))).toBe('./?last=1h');
  });
});
