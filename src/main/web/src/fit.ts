import {get, type Range, type Slice} from './api';
import {USUAL_LAST} from './state';

const SHORTER: readonly [string, number][] = [['5m', 300], ['15m', 900]];

/**
 * The length of the shortest range that has all of the last hour's packets, if nothing older is stored; else the hour.
 *
 * @param earliest the hour of the first stored packet
 */
export function fitting(range: Range, slices: Slice[], earliest: string | null): string {
  const first = Math.min(...slices.map(slice => Date.parse(slice.time)));
  const end = Date.parse(range.to);
  const isAll = earliest !== null && Date.parse(earliest) + 3_600_000 > Date.parse(range.from);
  if (!isAll || !Number.isFinite(first)) {
    return USUAL_LAST;
  }
  return SHORTER.find(([, seconds]) => first >= end - seconds * 1000)?.[0] ?? USUAL_LAST;
}

/** The range of a page as long as nobody has chosen one: it fits what is stored. */
export class FittedRange {
  private last: string | null = null;
  private mayChange = false;

  /** Begins with the address of the page, which may have a range. */
  begin(search: string): void {
    const query = new URLSearchParams(search);
    this.mayChange = !query.has('last') && !query.has('from');
    this.last = null;
  }

  /** Somebody has chosen a range. */
  end(): void {
    this.mayChange = false;
    this.last = null;
  }

  /** The state with the range that is shown. */
  in<T extends {last: string | null}>(state: T): T {
    return this.last === null ? state : {...state, last: this.last};
  }

  /** Whether the range may be another one soon. */
  get isOpen(): boolean {
    return this.mayChange;
  }

  /** Asks for the range. */
  async find(signal: AbortSignal): Promise<void> {
    const {last, isOpen} = await fit(signal);
    this.mayChange = isOpen;
    this.last = last === USUAL_LAST ? null : last;
  }
}

/**
 * The range that fits what is stored now, and whether it may be another one soon. If the database cannot say since when it
 * has packets, that is an hour: the figures must not wait for it, nor ask again and again.
 */
export async function fit(signal: AbortSignal): Promise<{last: string; isOpen: boolean}> {
  const [slices, extent] = await Promise.all([
    get('bytes-by-time', new URLSearchParams({last: USUAL_LAST}), signal),
    get('extent', new URLSearchParams(), signal).catch(() => null),
  ]);
  signal.throwIfAborted();
  const last = fitting(slices.range, slices.rows, extent?.rows[0]?.earliest ?? null);
  return {last, isOpen: extent !== null && (last !== USUAL_LAST || slices.rows.length === 0)};
}
