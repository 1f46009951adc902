import {ApiError, get} from '../api';
import {attribute, el, text} from '../dom';
import {countryName} from '../format';
import {accept, fitting, place, words, type Place, type Suggestion} from './complete';
import type {Field, Kind} from './fields';
import {literal} from './filter';
import {request, type Question} from './state';

/** The list scrolls, and says if it is cut. */
const MOST = 100;
/** So many values of a field are looked at, those with most bytes. */
const MOST_VALUES = 500;

/** A value as it is suggested; null if it is unknown or cannot be written. */
function suggested(kind: Kind, value: string | null, label: string | null): Suggestion | null {
  const meant = kind === 'as' ? label : value;
  const word = meant === null ? null : literal(meant);
  if (word === null || value === null) {
    return null;
  }
  return {word, hint: kind === 'country' ? countryName(value) : kind === 'as' ? `AS${value}` : (label ?? '')};
}

/** The last line of a list that is cut. It cannot be chosen. */
function more(words: string): HTMLElement {
  const line = {class: 'sub', role: 'option', 'aria-disabled': 'true', 'aria-selected': 'false', mousedown: (event: Event) => event.preventDefault()};
  return el('li', line, words);
}

/** The box for the filter. It suggests what may stand at the caret; the keyboard suffices (ARIA combobox pattern). */
export class FilterBox {
  private suggestions: Suggestion[] = [];
  private chosen = -1;
  private isTyped = false;
  private readonly values = new Map<string, Promise<Suggestion[]>>();
  private asked = 0;
  private shown: string | null = null;

  constructor(
    private readonly input: HTMLInputElement,
    private readonly list: HTMLElement,
    private readonly problem: HTMLElement,
    private readonly question: () => Question,
    private readonly submit: (filter: string) => void,
  ) {
    input.addEventListener('input', () => void this.suggest());
    input.addEventListener('click', () => void this.suggest());
    input.addEventListener('focus', () => void this.suggest());
    input.addEventListener('blur', () => this.close());
    input.addEventListener('keydown', event => this.key(event));
  }

  show(filter: string): void {
    // What is being typed stays, unless the filter is another one now.
    if (filter !== this.shown || document.activeElement !== this.input) {
      this.input.value = filter;
    }
    this.shown = filter;
    this.complain(null);
  }

  /** Forgets the values, because the range has changed. */
  forget(): void {
    this.values.clear();
  }

  /** Shows what the server says is wrong, and puts the caret there, but not again while the user goes on typing. */
  complain(sentence: string | null): void {
    const isNew = this.problem.textContent !== (sentence ?? '');
    text(this.problem, sentence ?? '');
    this.problem.hidden = sentence === null;
    attribute(this.input, 'aria-invalid', sentence === null ? null : 'true');
    const position = /at position (\d+)/.exec(sentence ?? '')?.[1];
    if (isNew && position !== undefined && document.activeElement === this.input) {
      this.input.setSelectionRange(Number(position) - 1, Number(position) - 1);
    }
  }

  private key(event: KeyboardEvent): void {
    const isOpen = this.suggestions.length > 0;
    const isArrow = event.key === 'ArrowDown' || event.key === 'ArrowUp';
    if (!isOpen && (isArrow || (event.key === ' ' && event.ctrlKey))) {
      event.preventDefault();
      void this.suggest();
    } else if (isArrow) {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      this.choose((this.chosen + step + this.suggestions.length + (this.chosen < 0 && step < 0 ? 1 : 0)) % this.suggestions.length);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      if (isOpen && this.chosen >= 0 && !event.ctrlKey && !event.metaKey) {
        this.take(this.chosen);
      } else {
        this.close();
        this.submit(this.input.value.trim());
      }
    } else if (event.key === 'Tab' && isOpen && (this.chosen >= 0 || this.isTyped) && !event.shiftKey) {
      event.preventDefault();
      this.take(Math.max(0, this.chosen));
    } else if (event.key === 'Escape' && isOpen) {
      event.preventDefault();
      this.close();
    }
  }

  private caret(): number {
    return this.input.selectionStart ?? this.input.value.length;
  }

  private async suggest(): Promise<void> {
    const mine = ++this.asked;
    const at = place(this.input.value, this.caret());
    const isValue = at.expected === 'value' && at.field !== null;
    const known = isValue && at.field ? await this.valuesOf(at.field) : [];
    if (mine !== this.asked || document.activeElement !== this.input) {
      return;
    }
    this.open([...fitting(known, at.typed), ...words(at)], at, known.length >= MOST_VALUES);
  }

  /** The values of a field in the range that is shown, those with most bytes first. */
  private valuesOf(field: Field): Promise<Suggestion[]> {
    const by = field.values;
    if (by === null) {
      return Promise.resolve([]);
    }
    const id = `${by} ${field.kind}`;
    const found = this.values.get(id) ?? this.fetch(by, field.kind);
    this.values.set(id, found);
    return found;
  }

  private async fetch(by: string, kind: Kind): Promise<Suggestion[]> {
    const query = request({...this.question(), by: [by], measure: 'bytes', rank: 'average', filter: '', compare: ''});
    query.set('series', 'false');
    query.set('limit', String(MOST_VALUES));
    try {
      const {rows} = await get('explore', query);
      return rows.map(row => suggested(kind, row.values[0] ?? null, row.labels[0] ?? null)).filter(each => each !== null);
    } catch (e) {
      if (e instanceof ApiError) {
        return [];
      }
      throw e;
    }
  }

  private open(all: Suggestion[], at: Place, isOfMost = false): void {
    const suggestions = all.slice(0, MOST);
    this.suggestions = suggestions;
    this.chosen = -1;
    this.list.replaceChildren(...suggestions.map((each, index) =>
      el('li', {id: `suggestion-${index}`, role: 'option', 'aria-selected': 'false', mousedown: event => this.press(event, index)},
        each.word, each.hint ? el('span', {class: 'sub'}, ` ${each.hint}`) : null),
    ), ...(all.length > MOST ? [more('There are more: type a part of it')] : isOfMost ? [more(`Of the ${MOST_VALUES} values with most bytes`)] : []));
    this.list.hidden = suggestions.length === 0;
    attribute(this.input, 'aria-expanded', String(suggestions.length > 0));
    attribute(this.input, 'aria-activedescendant', null);
    this.isTyped = at.typed !== '';
  }

  private press(event: Event, index: number): void {
    event.preventDefault();
    this.take(index);
  }

  private close(): void {
    this.asked++;
    this.open([], {expected: 'next', field: null, start: 0, typed: '', depth: 0, isInSet: false});
  }

  private choose(index: number): void {
    this.chosen = this.suggestions.length === 0 ? -1 : index;
    [...this.list.children].forEach((option, at) => attribute(option, 'aria-selected', String(at === this.chosen)));
    attribute(this.input, 'aria-activedescendant', this.chosen < 0 ? null : `suggestion-${this.chosen}`);
    this.list.children[this.chosen]?.scrollIntoView({block: 'nearest'});
  }

  private take(index: number): void {
    const word = this.suggestions[index]?.word;
    if (word === undefined) {
      return;
    }
    const caret = this.caret();
    const [value, end] = accept(this.input.value, caret, place(this.input.value, caret), word);
    this.input.value = value;
    this.input.setSelectionRange(end, end);
    void this.suggest();
  }
}
