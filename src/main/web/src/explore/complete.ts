import {field, FIELDS, operators, type Field} from './fields';

/** What is expected at the caret, and the part of it that is typed already. */
export interface Place {
  expected: 'field' | 'operator' | 'value' | 'comma' | 'next';
  field: Field | null;
  start: number;
  typed: string;
  /** Open parentheses around conditions. */
  depth: number;
  isInSet: boolean;
}

const TOKEN = /\s+|"[^"]*"?|!=|!~|<=|>=|[=<>~(),]|[^\s"=!<>~(),]+|!/g;
const WORD = /^["\w.*?%:/+-]/;

/** Reads a filter up to the caret. */
export function place(text: string, caret: number): Place {
  let at: Place = {expected: 'field', field: null, start: caret, typed: '', depth: 0, isInSet: false};
  for (const match of text.slice(0, caret).matchAll(TOKEN)) {
    const token = match[0];
    if (token.trim() === '') {
      continue;
    }
    const isOpen = match.index + token.length === caret && WORD.test(token);
    if (isOpen) {
      return {...at, start: match.index, typed: token};
    }
    at = after(at, token.toLowerCase());
  }
  return at;
}

function after(at: Place, token: string): Place {
  switch (at.expected) {
    case 'field':
      return token === 'not' ? at : token === '(' ? {...at, depth: at.depth + 1} : {...at, expected: 'operator', field: field(token)};
    case 'operator':
      return token === 'not' ? at : {...at, expected: 'value'};
    case 'value':
      return token === '(' ? {...at, isInSet: true} : {...at, expected: at.isInSet ? 'comma' : 'next'};
    case 'comma':
      return token === ',' ? {...at, expected: 'value'} : {...at, expected: 'next', isInSet: false};
    case 'next':
      return token === ')' ? {...at, depth: Math.max(0, at.depth - 1)} : {...at, expected: 'field', field: null};
  }
}

/** The words that may stand there, without the values of fields. */
export function words(at: Place): string[] {
  const start = at.typed.toLowerCase();
  return all(at).filter(word => word.startsWith(start) && word !== start);
}

function all(at: Place): string[] {
  switch (at.expected) {
    case 'field':
      return [...FIELDS.map(each => each.word), 'not', '('];
    case 'operator':
      return at.field ? operators(at.field.kind) : [];
    case 'value':
      return at.field && at.field.kind !== 'address' && at.field.kind !== 'amount' ? ['unknown'] : [];
    case 'comma':
      return [',', ')'];
    case 'next':
      return ['and', 'or', ...(at.depth > 0 ? [')'] : [])];
  }
}

/** The text with a word in place of what was typed, and where the caret is then. */
export function accept(text: string, caret: number, at: Place, word: string): [string, number] {
  const before = text.slice(0, at.start);
  const gap = before === '' || /[\s(]$/.test(before) || word === ',' || word === ')' ? '' : ' ';
  const start = `${before}${gap}${word} `;
  return [start + text.slice(caret).trimStart(), start.length];
}
