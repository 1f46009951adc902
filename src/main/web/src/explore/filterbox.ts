import {ApiError, get} from '../api';
import {attribute, el, text} from '../dom';
import {accept, place, words, type Place} from './complete';
import type {Field} from './fields';
import {literal} from './filter';
import {request, type Question} from './state';

const MOST = 12;

interface Suggestion {
  word: string;
  hint: string;
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
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      this.choose((this.chosen + step + this.suggestions.length + (this.chosen < 0 && step < 0 ? 1 : 0)) % Math.max(1, this.suggestions.length));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      if (isOpen && this.chosen >= 0) {
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
    const fixed = words(at).map(word => ({word, hint: ''}));
    const isValue = at.expected === 'value' && at.field !== null;
    const known = isValue && at.field ? await this.valuesOf(at.field) : [];
    if (mine !== this.asked || document.activeElement !== this.input) {
      return;
    }
    const typed = at.typed.replaceAll('"', '').toLowerCase();
    const fits = known.filter(each => `${each.word} ${each.hint}`.toLowerCase().includes(typed) && each.word !== at.typed);
    this.open([...fits, ...fixed].slice(0, MOST), at);
  }

  /** The values of a field in the range that is shown, those with most bytes first. */
  private valuesOf(field: Field): Promise<Suggestion[]> {
    const by = field.values;
    if (by === null) {
      return Promise.resolve([]);
    }
    const isName = field.kind === 'as';
    const id = `${by} ${isName}`;
    const found = this.values.get(id) ?? this.fetch(by, isName);
    this.values.set(id, found);
    return found;
  }

  private async fetch(by: string, isName: boolean): Promise<Suggestion[]> {
    const query = request({...this.question(), by: [by], measure: 'bytes', rank: 'average', filter: '', compare: ''});
    query.set('series', 'false');
    query.set('limit', '500');
    try {
      const {rows} = await get('explore', query);
      return rows.flatMap(row => {
        const [value, label] = [row.values[0] ?? null, row.labels[0] ?? null];
        const word = literal((isName ? label : value) ?? '"');
        return word === null ? [] : [{word, hint: isName ? '' : (label ?? '')}];
      });
    } catch (e) {
      if (e instanceof ApiError) {
        return [];
      }
      throw e;
    }
  }

  private open(suggestions: Suggestion[], at: Place): void {
    this.suggestions = suggestions;
    this.chosen = -1;
    this.list.replaceChildren(...suggestions.map((each, index) =>
      el('li', {id: `suggestion-${index}`, role: 'option', 'aria-selected': 'false', mousedown: event => this.press(event, index)},
        each.word, each.hint ? el('span', {class: 'sub'}, ` ${each.hint}`) : null),
    ));
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
