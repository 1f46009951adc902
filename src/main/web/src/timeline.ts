import uPlot from 'uplot';
import type {Range, Slice} from './api';
import {attribute, el, sync, text} from './dom';
import {axisBytes, bucket, bytes, count, fullTime, tick} from './format';
import {assign, colour, css, slot} from './palette';
import {isSpread, layers, selected, stacked, times, type Layer} from './stack';

export interface Actions {
  choose(protocol: string): void;
  zoom(from: Date, to: Date): void;
}

/** Bytes by time as stacked bars, one layer per protocol; dragging selects a range. */
export class Timeline {
  private plot: uPlot | null = null;
  private shape = '';
  private layers: Layer[] = [];
  private times: number[] = [];
  private range: Range | null = null;
  private hovered: number | null = null;

  constructor(
    private readonly box: HTMLElement,
    private readonly legend: HTMLElement | null,
    private readonly actions: Actions | null,
    private readonly height: () => number,
  ) {
    new ResizeObserver(() => this.resize()).observe(box);
  }

  update(range: Range, slices: Slice[], note: HTMLElement | null): void {
    this.range = range;
    this.times = times(range);
    this.layers = layers(this.times, range.bucket_seconds, slices);
    if (this.legend) {
      assign(this.layers.flatMap(layer => layer.protocol ?? []));
    }
    if (note) {
      text(note, `per ${bucket(range.bucket_seconds)}${this.outside(range.bucket_seconds).length > 0 ? '; pale: outside the range' : ''}${isSpread(range) ? '; flows spread from first to last packet' : ''}`);
    }
    this.draw(range.bucket_seconds);
    this.describe(range.bucket_seconds);
    this.showLegend();
  }

  /** Draws again, with the colours of the theme. */
  repaint(): void {
    this.shape = '';
    if (this.times.length > 0) {
      this.draw((this.times[1] ?? 0) - (this.times[0] ?? 0));
    }
  }

  private draw(step: number): void {
    const data = stacked(this.times, this.layers);
    const shape = this.layers.map(layer => slot(layer.protocol)).join() + String(step);
    if (this.plot && shape === this.shape) {
      this.plot.setData(data, true);
      return;
    }
    this.plot?.destroy();
    this.box.replaceChildren();
    this.shape = shape;
    this.plot = new uPlot(this.options(step), data, this.box);
  }

  private options(step: number): uPlot.Options {
    const ink = css('--muted');
    const grid = {stroke: css('--line'), width: 1};
    const bars = uPlot.paths.bars?.({size: [0.86, 64], align: 1, gap: 0});
    const font = '11px system-ui, sans-serif';
    return {
      width: Math.max(120, this.box.clientWidth),
      height: this.height(),
      padding: [8, 18, 0, 0],
      legend: {show: false},
      cursor: {
        y: false,
        points: {show: false},
        drag: {x: this.actions !== null, y: false, setScale: false},
      },
      scales: {
        x: {time: true, range: (_plot, low, high) => [low, high + step]},
        y: {range: (_plot, _low, high) => [0, high > 0 ? high * 1.06 : 1]},
      },
      axes: [
        {
          stroke: ink,
          grid: {show: false},
          ticks: {stroke: css('--line'), size: 4},
          font,
          space: 68,
          size: 28,
          values: (_plot, splits, _axis, _space, increment) => splits.map(split => tick(split, increment)),
        },
        {
          stroke: ink,
          grid,
          ticks: {show: false},
          font,
          size: 56,
          space: 36,
          values: (_plot, splits) => splits.map(split => (Number.isInteger(split) ? axisBytes(split) : '')),
        },
      ],
      series: [
        {},
        ...this.layers.map(layer => ({
          fill: colour(layer.protocol),
          width: 0,
          points: {show: false},
          paths: bars,
        })),
      ],
      hooks: {
        setCursor: [plot => this.hover(plot.cursor.idx ?? null)],
        setSelect: [plot => this.select(plot, step)],
        draw: [plot => this.fade(plot, step)],
      },
    };
  }

  /** The parts of the first and the last bar that are outside the range, in seconds. */
  private outside(step: number): [number, number][] {
    const [first, last] = [this.times[0] ?? 0, (this.times.at(-1) ?? 0) + step];
    const [from, to] = [Date.parse(this.range?.from ?? '') / 1000, Date.parse(this.range?.to ?? '') / 1000];
    const parts: [number, number][] = [[first, from], [to, last]];
    return parts.filter(([low, high]) => high - low >= 1);
  }

  /** A bar that is lower because the range ends within it must not look like a drop. */
  private fade(plot: uPlot, step: number): void {
    const {ctx, bbox} = plot;
    ctx.save();
    ctx.globalAlpha = 0.6;
    ctx.fillStyle = css('--panel');
    for (const [low, high] of this.outside(step)) {
      const [left, right] = [plot.valToPos(low, 'x', true), plot.valToPos(high, 'x', true)];
      ctx.fillRect(left, bbox.top, right - left, bbox.height);
    }
    ctx.restore();
  }

  private select(plot: uPlot, step: number): void {
    const {left, width} = plot.select;
    if (width < 4 || this.actions === null) {
      return;
    }
    const low = Math.floor(plot.posToVal(left, 'x') / step) * step;
    const high = Math.ceil(plot.posToVal(left + width, 'x') / step) * step;
    plot.setSelect({left: 0, top: 0, width: 0, height: 0}, false);
    this.actions.zoom(...(this.range ? selected(this.range, low, high) : this.within(low, high)));
  }

  /** The part of these seconds within the range. */
  private within(low: number, high: number): [Date, Date] {
    const from = this.range ? Date.parse(this.range.from) : low * 1000;
    const to = this.range ? Date.parse(this.range.to) : high * 1000;
    return [new Date(Math.max(low * 1000, from)), new Date(Math.min(high * 1000, to))];
  }

  /** The start of a bar; for a bar that extends beyond the range, the part within it. */
  private when(start: number): string {
    const end = start + (this.range?.bucket_seconds ?? 0);
    const [from, to] = this.within(start, end);
    const isWhole = from.getTime() === start * 1000 && to.getTime() === end * 1000;
    return isWhole ? fullTime(from) : `${fullTime(from)} – ${fullTime(to)} (part of a bar)`;
  }

  private hover(index: number | null): void {
    this.hovered = index;
    this.showLegend();
  }

  /** The values under the pointer, otherwise the sums. */
  private showLegend(): void {
    if (this.legend === null) {
      return;
    }
    const at = this.hovered;
    const time = at === null ? undefined : this.times[at];
    const entry = ({protocol}: Layer) => legendEntry(protocol, this.actions);
    sync(this.legend, [...this.layers].reverse(), layer => layer.protocol ?? ' other', entry, (row, layer) => {
      attribute(row.swatch, 'data-slot', slot(layer.protocol));
      text(row.value, bytes(at === null ? layer.sum : (layer.values[at] ?? 0)));
    });
    this.legend.dataset.time = time === undefined ? '' : this.when(time);
  }

  private describe(step: number): void {
    const sums = this.times.map((_, index) => this.layers.reduce((sum, layer) => sum + (layer.values[index] ?? 0), 0));
    const peak = Math.max(0, ...sums);
    const when = this.times[sums.indexOf(peak)];
    const all = sums.reduce((a, b) => a + b, 0);
    const at = peak > 0 && when !== undefined ? ` at ${this.when(when)}` : '';
    attribute(
      this.box,
      'aria-label',
      `Bytes by time: ${bytes(all)} in ${count(sums.length)} bars, one per ${bucket(step)}, at most ${bytes(peak)}${at}`,
    );
    this.box.dataset.value = String(all);
  }

  private resize(): void {
    const width = Math.max(120, this.box.clientWidth);
    if (this.plot && (this.plot.width !== width || this.plot.height !== this.height())) {
      this.plot.setSize({width, height: this.height()});
    }
  }
}

function legendEntry(protocol: string | null, actions: Actions | null) {
  const value = el('span', {class: 'value'});
  const swatch = el('span', {class: 'swatch'});
  const element: HTMLElement =
    protocol === null || actions === null
      ? el('span', {class: 'entry'}, swatch, protocol ?? 'other', value)
      : el('button', {type: 'button', class: 'entry', click: () => actions.choose(protocol)}, swatch, protocol, value);
  return {element, swatch, value};
}
