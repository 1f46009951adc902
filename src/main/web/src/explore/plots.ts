import uPlot from 'uplot';
import {tick} from '../format';
import {css} from '../palette';
import {unit, type Series} from './figures';

/** A line of a plot. */
export interface Line {
  colour: string;
  values: Series;
  isFilled: boolean;
  isDashed: boolean;
}

/** What a plot shows, and what a drag on it does. */
export interface Plot {
  starts: number[];
  step: number;
  measure: string;
  lines: Line[];
  height: number;
  zoom(from: number, to: number): void;
  hover(index: number | null): void;
}

/** Draws steps, one for each bucket, into a box. */
export function draw(box: HTMLElement, plot: Plot): uPlot {
  const end = (plot.starts.at(-1) ?? 0) + plot.step;
  const data = [[...plot.starts, end], ...plot.lines.map(line => [...line.values, line.values.at(-1) ?? null])];
  return new uPlot(options(box, plot), data as uPlot.AlignedData, box);
}

function options(box: HTMLElement, plot: Plot): uPlot.Options {
  const font = '11px system-ui, sans-serif';
  const stroke = css('--muted');
  const steps = uPlot.paths.stepped?.({align: 1});
  const isSmall = plot.height < 150;
  return {
    width: Math.max(120, box.clientWidth),
    height: plot.height,
    padding: [8, 24, 0, 0],
    legend: {show: false},
    cursor: {y: false, points: {show: false}, drag: {x: true, y: false, setScale: false}},
    scales: {x: {time: true}, y: {range: (_plot, _low, high) => [0, high > 0 ? high * 1.06 : 1]}},
    axes: [
      {
        stroke, font, grid: {show: false}, ticks: {stroke: css('--line'), size: 4}, space: 68, size: 28,
        values: (_plot, splits, _axis, _space, increment) => splits.map(split => tick(split, increment)),
      },
      {
        stroke, font, grid: {stroke: css('--line'), width: 1}, ticks: {show: false}, size: isSmall ? 62 : 72, space: 36,
        values: (_plot, splits) => splits.map(split => unit(split, plot.measure).replace(/\.0+(?=\u202f|%)/, '')),
      },
    ],
    series: [{}, ...plot.lines.map(line => ({
      stroke: line.colour,
      ...(line.isFilled ? {fill: line.colour} : {}),
      ...(line.isDashed ? {dash: [6, 4]} : {}),
      width: line.isFilled ? 0 : 1.6,
      points: line.isFilled ? {show: false} : {show: true, size: 5, fill: line.colour, filter: () => alone(line.values)},
      ...(steps ? {paths: steps} : {}),
    }))],
    hooks: {
      setCursor: [chart => plot.hover(hovered(chart, plot))],
      setSelect: [chart => select(chart, plot)],
    },
  };
}

/** The buckets without neighbours, of which a line shows nothing. */
export function alone(values: Series): number[] {
  return values.flatMap((value, at) => (value !== null && (values[at - 1] ?? null) === null && (values[at + 1] ?? null) === null ? [at] : []));
}

/** The bucket under the pointer. */
function hovered(chart: uPlot, plot: Plot): number | null {
  const {left} = chart.cursor;
  if (left === undefined || left < 0) {
    return null;
  }
  const index = Math.floor((chart.posToVal(left, 'x') - (plot.starts[0] ?? 0)) / plot.step);
  return index >= 0 && index < plot.starts.length ? index : null;
}

function select(chart: uPlot, plot: Plot): void {
  const {left, width} = chart.select;
  if (width < 4) {
    return;
  }
  const low = Math.floor(chart.posToVal(left, 'x') / plot.step) * plot.step;
  const high = Math.ceil(chart.posToVal(left + width, 'x') / plot.step) * plot.step;
  chart.setSelect({left: 0, top: 0, width: 0, height: 0}, false);
  plot.zoom(low, high);
}
