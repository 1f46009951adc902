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

/** A word that may stand somewhere, and what it is. */
export interface Suggestion {
  word: string;
  hint: string;
}

/**
 * The words that may stand there, without the values of fields: those that begin with what is typed, then others that have it.
 * A whole word is the first, so that Tab keeps it.
 */
export function words(at: Place): Suggestion[] {
  const typed = at.typed.toLowerCase();
  const [first, second]: [Suggestion[], Suggestion[]] = [[], []];
  for (const each of all(at)) {
    if (each.word.startsWith(typed)) {
      first.push(each);
    } else if (at.expected === 'field' && `${each.word} ${each.hint}`.toLowerCase().includes(typed)) {
      second.push(each);
    }
  }
  return [...first, ...second];
}

/** The values that have what is typed: it itself, those that begin with it, others. */
export function fitting(known: Suggestion[], typed: string): Suggestion[] {
  const part = typed.replaceAll('"', '').toLowerCase();
  const rank = ({word, hint}: Suggestion) => {
    const texts = [word.replace(/^"|"$/g, ''), hint].map(text => text.toLowerCase());
    return texts[0] === part ? 0 : texts.some(text => text.startsWith(part)) ? 1 : texts.some(text => text.includes(part)) ? 2 : 3;
  };
  return [0, 1, 2].flatMap(each => known.filter(suggestion => rank(suggestion) === each));
}

function all(at: Place): Suggestion[] {
  const plain = (...list: string[]) => list.map(word => ({word, hint: ''}));
  switch (at.expected) {
    case 'field':
      return [...FIELDS.map(({word, means}) => ({word, hint: means})), ...plain('not', '(')];
    case 'operator':
      return at.field ? plain(...operators(at.field.kind)) : [];
    case 'value':
      return at.field && at.field.kind !== 'address' && at.field.kind !== 'amount' ? plain('unknown') : [];
    case 'comma':
      return plain(',', ')');
    case 'next':
      return plain('and', 'or', ...(at.depth > 0 ? [')'] : []));
  }
}

/** The text with a word in place of what was typed, and where the caret is then. */
export function accept(text: string, caret: number, at: Place, word: string): [string, number] {
  const before = text.slice(0, at.start);
  const gap = before === '' || /[\s(]$/.test(before) || word === ',' || word === ')' ? '' : ' ';
  const start = `${before}${gap}${word} `;
  return [start + text.slice(caret).trimStart(), start.length];
}
