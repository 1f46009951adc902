import {byId, text} from './dom';

/** The first rows of a list that was asked for one more, and a note if there are more. */
export function cut<T>(rows: T[], limit: number, note: string): T[] {
  const element = byId(note);
  element.hidden = rows.length <= limit;
  text(element, `first ${limit} of more`);
  return rows.slice(0, limit);
}
