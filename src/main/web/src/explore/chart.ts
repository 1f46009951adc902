import type uPlot from 'uplot';
import {attribute, el} from '../dom';
import {bucket, fullTime} from '../format';
import {css} from '../palette';
import {selected, times} from '../stack';
import {colourOf, slotOf} from './colours';
import {addsUp, lengths, shown, title, unit, type Findings, type Row, type Series} from './figures';
import {draw, type Line} from './plots';
import {sankey} from './sankey';

export interface Actions {
  zoom(from: Date, to: Date): void;
  hover(index: number | null): void;
}

/** Draws the groups over time, or as a sankey. */
export class Chart {
  private plots: uPlot[] = [];
  private width = 0;
  private latest: {findings: Findings; graph: string} | null = null;

  constructor(
    private readonly box: HTMLElement,
    private readonly actions: Actions,
  ) {
    new ResizeObserver(() => this.resize()).observe(box);
  }

  show(findings: Findings, graph: string): void {
    this.latest = {findings, graph};
    this.plots.forEach(plot => plot.destroy());
    this.plots = [];
    this.box.replaceChildren();
    this.box.hidden = graph === 'table' || findings.rows.length === 0;
    this.width = this.box.clientWidth;
    attribute(this.box, 'data-graph', graph);
    attribute(this.box, 'aria-label', this.describe(findings));
    if (this.box.hidden) {
      return;
    }
    if (graph === 'sankey') {
      this.box.append(sankey(findings, Math.max(240, this.width)));
    } else if (graph === 'grid') {
      this.grid(findings);
    } else {
      this.plot(this.box, findings, graph === 'lines' ? this.lines(findings) : this.stack(findings), 300);
    }
  }

  repaint(): void {
    if (this.latest) {
      this.show(this.latest.findings, this.latest.graph);
    }
  }

  private resize(): void {
    if (this.latest && Math.abs(this.box.clientWidth - this.width) > 1 && !this.box.hidden) {
      this.repaint();
    }
  }

  private plot(box: HTMLElement, findings: Findings, lines: Line[], height: number): void {
    const step = findings.range.bucket_seconds;
    this.plots.push(draw(box, {
      starts: times(findings.range), step, measure: findings.measure, lines, height,
      zoom: (from, to) => this.zoom(findings, from, to),
      hover: index => this.actions.hover(index),
    }));
  }

  /** Zooms to the part of a selection within the range. */
  private zoom({range}: Findings, from: number, to: number): void {
    this.actions.zoom(...selected(range, from, to));
  }

  private grid(findings: Findings): void {
    findings.rows.forEach((row, index) => {
      const box = el('div', {class: 'cell'});
      this.box.append(el('figure', {}, el('figcaption', {}, title(row, findings.by)), box));
      const line = {colour: colourOf(slotOf(index, row.other)), values: valuesOf(findings, row.now.series), isFilled: true, isDashed: false};
      this.plot(box, findings, [line, ...former(findings, row, css('--ink'))], 120);
    });
  }

  private lines(findings: Findings): Line[] {
    return findings.rows.flatMap((row, index) => {
      const colour = colourOf(slotOf(index, row.other));
      const now = {colour, values: valuesOf(findings, row.now.series), isFilled: false, isDashed: false};
      return [...former(findings, row, colour), now];
    });
  }

  /** The top edges of the layers, the highest first; measures that do not add up are drawn from the bottom each. */
  private stack(findings: Findings): Line[] {
    if (!addsUp(findings.measure)) {
      return this.lines(findings);
    }
    const floor = new Array<number>(times(findings.range).length).fill(0);
    const layers = findings.rows.map((row, index): Line => {
      valuesOf(findings, row.now.series).forEach((value, at) => (floor[at] = (floor[at] ?? 0) + (value ?? 0)));
      return {colour: colourOf(slotOf(index, row.other)), values: [...floor], isFilled: true, isDashed: false};
    });
    return [...layers.reverse(), ...former(findings, findings.total, css('--ink'))];
  }

  private describe(findings: Findings): string {
    const values = valuesOf(findings, findings.total.now.series);
    const peak = Math.max(0, ...values.map(value => value ?? 0));
    const at = times(findings.range)[values.indexOf(peak)];
    const when = peak > 0 && at !== undefined ? ` at ${fullTime(new Date(at * 1000))}` : '';
    return `${findings.rows.length} groups over time, one value per ${bucket(findings.range.bucket_seconds)}; all together at most ${unit(peak, findings.measure)}${when}`;
  }
}

function valuesOf(findings: Findings, series: Series | undefined): Series {
  return shown(series, findings.measure, lengths(findings.range));
}

function former(findings: Findings, row: Pick<Row, 'former'>, colour: string): Line[] {
  return row.former ? [{colour, values: valuesOf(findings, row.former.series), isFilled: false, isDashed: true}] : [];
}
