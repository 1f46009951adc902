import {describe, expect, it} from 'vitest';
import {accept, fitting, place, words} from '../../src/explore/complete';
import {FIELDS} from '../../src/explore/fields';

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
  function after(text: string): string[] {
    return words(place(text, text.length)).map(each => each.word);
  }

  it('are the fields that begin so, then those that have it in their name or meaning', () => {
    expect(after('dst.po')).toEqual(['dst.port']);
    expect(after('count')).toEqual(['country', 'src.country', 'dst.country']);
    expect(after('rou')).toEqual(['rtt']);
    expect(after('country')).toEqual(['country', 'src.country', 'dst.country']);
  });

  it('are all fields where nothing is typed', () => {
    expect(after('').slice(0, FIELDS.length)).toEqual(FIELDS.map(each => each.word));
  });

  it('say what a field is', () => {
    expect(words(place('dst.po', 6))).toEqual([{word: 'dst.port', hint: 'Port of the destination'}]);
  });

  it('are the operators of the field', () => {
    expect(after('host ')).toEqual(['=', '!=', 'in', 'not in']);
    expect(after('port ')).toContain('>=');
    expect(after('name ')).toContain('!~');
  });

  it('close only what is open', () => {
    expect(after('(port = 1 ')).toContain(')');
    expect(after('port = 1 ')).not.toContain(')');
  });
});

describe('fitting', () => {
  const known = [{word: 'AU', hint: 'Australia'}, {word: 'US', hint: 'United States'}, {word: 'BR', hint: 'Brazil'}, {word: '"a b"', hint: ''}];

  it.each([
    ['', ['AU', 'US', 'BR', '"a b"']],
    ['u', ['US', 'AU']],
    ['braz', ['BR']],
    ['"a', ['AU', '"a b"', 'US', 'BR']],
    ['us', ['US', 'AU']],
    ['a b', ['"a b"']],
  ])('of %o are it itself, then the values that begin with it, then those that have it', (typed, words) => {
    expect(fitting(known, typed).map(each => each.word)).toEqual(words);
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
