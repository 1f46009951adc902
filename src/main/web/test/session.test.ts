import {expect, test} from 'vitest';
import {hasSession, loginAddress, target, tokenHeader} from '../src/session';

const HERE = 'https://wadi.example';

test('a session is known by its token', () => {
  expect(hasSession('a=b; XSRF-TOKEN=x_-9')).toBe(true);
  expect(tokenHeader('XSRF-TOKEN=x_-9; a=b')).toEqual({'X-XSRF-TOKEN': 'x_-9'});
  expect(hasSession('NOT-XSRF-TOKEN=x; a=b')).toBe(false);
  expect(tokenHeader('')).toEqual({});
});

test('the form leads back to the page and nowhere else', () => {
  const query = loginAddress('/explore', '?last=1h&filter=a = b').slice('/login'.length);
  expect(target(query, HERE)).toBe(`${HERE}/explore?last=1h&filter=a%20=%20b`);
  expect(target('', HERE)).toBe(`${HERE}/`);
  for (const to of ['//evil.example/x', 'https://evil.example', '/\\evil.example', 'javascript:alert(1)', 'http://', '\t//evil.example']) {
    expect(target(`?to=${encodeURIComponent(to)}`, HERE)).toBe('/');
  }
  for (const to of ['/.//evil.example/x', `${HERE}//evil.example`, '/x/..//evil.example']) {
    expect(target(`?to=${encodeURIComponent(to)}`, HERE)).toMatch(/^https:\/\/wadi\.example\/\/evil/);
  }
});
