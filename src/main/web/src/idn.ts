import {toUnicode} from 'punycode/punycode.es6.js';

// Recommended scripts of UAX #31, without Latin. What several languages write together counts as one (UTS #39, 5.1).
const SCRIPTS = [
  'Arabic', 'Armenian', 'Bengali', 'Cyrillic', 'Devanagari', 'Ethiopic', 'Georgian', 'Greek', 'Gujarati', 'Gurmukhi', 'Hebrew',
  'Kannada', 'Khmer', 'Lao', 'Malayalam', 'Myanmar', 'Oriya', 'Sinhala', 'Tamil', 'Telugu', 'Thaana', 'Thai', 'Tibetan',
];
const TOGETHER = [['Han', 'Hiragana', 'Katakana'], ['Han', 'Bopomofo'], ['Han', 'Hangul']];
const MARKS = ['Inherited'];

/** Letters of European languages, without those that only phonetic alphabets use. */
const LATIN = /^[a-zß-öø-žơưș-țəḀ-ỿ0-9-]+$/u;
const ONE_SCRIPT = [LATIN, ...SCRIPTS.map(script => only([script, ...MARKS], '')), ...TOGETHER.map(scripts => only(scripts, 'ー'))];

/** Cyrillic, Greek and Armenian letters that look like Latin ones. */
const LOOKS_LATIN = /^[аысԁеԍһіюјӏорԗԛѕԝхуъьҽпгѵѡαικνρυωηοτգզհյոսցքօ0-9-]+$/u;
const LETTERS_AND_MARKS = /^[\p{L}\p{M}\p{Nd}-]+$/u;

function only(scripts: string[], more: string): RegExp {
  return new RegExp(`^[${scripts.map(script => `\\p{Script=${script}}`).join('')}${more}0-9-]+$`, 'u');
}

/**
 * A host name as people write it: U-labels (RFC 5890) for its A-labels, except for those that could be mistaken for
 * another name. Those, and what is no A-label, stay as they are.
 */
export function readable(name: string): string {
  return name.includes('xn--') ? name.split('.').map(readableLabel).join('.') : name;
}

function readableLabel(label: string): string {
  const decoded = label.startsWith('xn--') ? decode(label) : null;
  return decoded !== null && isClear(decoded) && encode(decoded) === label ? decoded : label;
}

function isClear(label: string): boolean {
  return LETTERS_AND_MARKS.test(label) && !LOOKS_LATIN.test(label) && ONE_SCRIPT.some(script => script.test(label));
}

function decode(label: string): string | null {
  try {
    return toUnicode(label);
  } catch {
    return null;
  }
}

/** The A-label to which the browser maps a label by UTS #46. */
function encode(label: string): string | null {
  try {
    return new URL(`http://${label}.example`).hostname.replace(/\.example$/, '');
  } catch {
    return null;
  }
}
