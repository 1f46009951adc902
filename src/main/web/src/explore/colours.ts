import {css} from '../palette';

const SLOTS = 10;

/** The slot of the colour of a group by its rank; "other" has its own. */
export function slotOf(index: number, isOther: boolean): string {
  return isOther ? 'other' : String(index % SLOTS);
}

export function colourOf(slot: string): string {
  return css(`--series-${slot}`);
}
