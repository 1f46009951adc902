import type {Range, Slice} from './api';

/** One protocol in the chart: its bytes in each bar and in total. */
export interface Layer {
  protocol: string | null;
  values: number[];
  sum: number;
}

/** The starts of the bars of a range, in seconds; the first one may be before the start of the range. */
export function times(range: Range): number[] {
  const step = range.bucket_seconds;
  const start = Math.floor(Date.parse(range.from) / 1000 / step) * step;
  const length = Math.max(1, Math.ceil((Date.parse(range.to) / 1000 - start) / step));
  return Array.from({length}, (_, index) => start + index * step);
}

/** Whether bars are shorter than the windows of what is stored, so that flows are spread over them. */
export function isSpread(range: Range): boolean {
  return range.bucket_seconds < range.window_seconds;
}

/** The part of a selection within a range, by whole windows: a shorter range has no flows. In seconds since the epoch. */
export function selected(range: Range, from: number, to: number): [Date, Date] {
  const step = isSpread(range) ? range.window_seconds : 1;
  const [low, high] = [Math.floor(from / step) * step, Math.ceil(to / step) * step];
  return [
    new Date(Math.max(low * 1000, Date.parse(range.from))),
    new Date(Math.min(high * 1000, Date.parse(range.to))),
  ];
}

/** The layers from top to bottom: "other", then the protocols by ascending bytes. */
export function layers(all: number[], step: number, slices: Slice[]): Layer[] {
  const start = all[0] ?? 0;
  const found = new Map<string | null, Layer>();
  for (const slice of slices) {
    let layer = found.get(slice.protocol);
    if (!layer) {
      layer = {protocol: slice.protocol, values: new Array<number>(all.length).fill(0), sum: 0};
      found.set(slice.protocol, layer);
    }
    const index = Math.round((Date.parse(slice.time) / 1000 - start) / step);
    if (index >= 0 && index < all.length) {
      layer.values[index] = (layer.values[index] ?? 0) + slice.bytes;
    }
    layer.sum += slice.bytes;
  }
  return [...found.values()].sort((a, b) =>
    a.protocol === null ? -1 : b.protocol === null ? 1 : a.sum - b.sum || a.protocol.localeCompare(b.protocol),
  );
}

/**
 * The top edge of each layer: its values plus all below. The tallest is drawn first; the next ones cover its lower
 * part.
 */
export function stacked(all: number[], layers: Layer[]): [number[], ...(number | null)[][]] {
  const edges: (number | null)[][] = [];
  const floor = new Array<number>(all.length).fill(0);
  for (const layer of [...layers].reverse()) {
    layer.values.forEach((value, index) => (floor[index] = (floor[index] ?? 0) + value));
    edges.unshift(floor.map(value => (value === 0 ? null : value)));
  }
  return [all, ...edges];
}
