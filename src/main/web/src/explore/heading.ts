import {dimension} from './fields';
import {MEASURES} from './state';

/** What a question asks for, in words. */
export function heading(measure: string, by: string[]): string {
  const what = MEASURES.find(([each]) => each === measure)?.[1] ?? measure;
  return `${what} by ${by.map(field => within(dimension(field))).join(', ')}`;
}

/** A name within a sentence; abbreviations keep their capitals. */
function within(name: string): string {
  return /^[A-Z][a-z]/.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name;
}
