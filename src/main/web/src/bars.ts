import {attribute, el, text} from './dom';

/** One line of a ranking: a button that filters (unless nothing can be chosen), with a subject, a bar and figures. */
export interface Bar {
  label: string;
  note: string;
  hint: string;
  slot: string | null;
  /** Share of the longest bar, 0 to 1; the second part is drawn paler behind it. */
  length: number;
  second: number;
  figures: [string, string];
  value: number;
  chosen: boolean;
}

export interface BarLine {
  element: HTMLElement;
  show(value: Bar): void;
}

export function bar(choose: (() => void) | null, details?: () => void): BarLine {
  const label = el('span', {class: 'label'});
  const note = el('span', {class: 'sub'});
  const swatch = el('span', {class: 'swatch'});
  const first = el('span', {class: 'figure-1'});
  const second = el('span', {class: 'figure-2'});
  const track = el('span', {class: 'track', 'aria-hidden': 'true'}, el('span', {class: 'second'}), el('span', {class: 'first'}));
  const parts = [el('span', {class: 'names'}, swatch, label, note), el('span', {class: 'figures'}, first, second), track];
  const pick = choose
    ? el('button', {type: 'button', class: 'pick', click: choose}, ...parts)
    : el('div', {class: 'pick'}, ...parts);
  const more = details ? el('button', {type: 'button', class: 'more', click: details}, '›') : null;
  const element = el('li', {}, pick, more);
  return {
    element,
    show(value) {
      text(label, value.label);
      text(note, value.note);
      text(first, value.figures[0]);
      text(second, value.figures[1]);
      attribute(pick, 'title', value.hint);
      if (choose) {
        attribute(pick, 'aria-pressed', String(value.chosen));
      }
      attribute(element, 'data-value', String(value.value));
      attribute(swatch, 'data-slot', value.slot);
      swatch.hidden = value.slot === null;
      track.style.setProperty('--first', String(value.length));
      track.style.setProperty('--second', String(value.second));
      if (more) {
        attribute(more, 'aria-label', `Details of ${value.label}`);
      }
    },
  };
}
