import {describe, expect, it} from 'vitest';
import {accept, place, words} from '../../src/explore/complete';

function expected(text: string): string {
  const at = place(text, text.length);
  return `${at.expected} ${at.field?.word ?? '-'} ${at.typed}`.trim();
}

describe('place', () => {
  it.each([
    ['', 'field -'],
    ['src.c', 'field - src.c'],
    ['not (ho', 'field - ho'],
    ['host ', 'operator host'],
    ['port not ', 'operator port'],
    ['port no', 'operator port no'],
    ['host = ', 'value host'],
    ['protocol = "HTTP', 'value protocol "HTTP'],
    ['port in (', 'value port'],
    ['port in (443', 'value port 443'],
    ['port in (443 ', 'comma port'],
    ['port in (443, ', 'value port'],
    ['port in (443) ', 'next port'],
    ['port in 443 ', 'next port'],
    ['port = 1 and ', 'field -'],
    ['(port = 1) or not ', 'field -'],
  ])('after %o is %s', (text, what) => {
    expect(expected(text)).toBe(what);
  });

  it('looks only at what is before the caret', () => {
    expect(place('host = ::1 and port = 1', 2)).toMatchObject({expected: 'field', typed: 'ho', start: 0});
  });
});

describe('words', () => {
  it('are the fields that begin so', () => {
    expect(words(place('dst.po', 6))).toEqual(['dst.port']);
  });

  it('are the operators of the field', () => {
    expect(words(place('host ', 5))).toEqual(['=', '!=', 'in', 'not in']);
    expect(words(place('port ', 5))).toContain('>=');
    expect(words(place('name ', 5))).toContain('!~');
  });

  it('close only what is open', () => {
    expect(words(place('(port = 1 ', 10))).toContain(')');
    expect(words(place('port = 1 ', 9))).not.toContain(')');
  });
});

describe('accept', () => {
  it.each([
    ['src.c', 5, 'src.country', 'src.country |'],
    ['port', 4, '=', '= |'],
    ['port ', 5, 'in', 'port in |'],
    ['port =', 6, '443', 'port = 443 |'],
    ['port in (443 ', 13, ')', 'port in (443 ) |'],
    ['ho = ::1', 2, 'host', 'host |= ::1'],
  ])('of %o at %d with %s', (text, caret, word, result) => {
    const [value, end] = accept(text, caret, place(text, caret), word);
    expect(`${value.slice(0, end)}|${value.slice(end)}`).toBe(result);
  });
});
