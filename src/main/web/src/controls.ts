import {get} from './api';
import {attribute, byId, el, find, text} from './dom';
import {countryName} from './format';
import {asked, day, moved} from './periods';
import {setUpLogout} from './session';
import {FILTERS, NO_FILTERS, USUAL_LAST, type Filters, type State} from './state';

const RANGES: [string, string][] = [
  ['5m', '5 minutes'],
  ['15m', '15 minutes'],
  ['1h', 'hour'],
  ['6h', '6 hours'],
  ['24h', '24 hours'],
  ['7d', '7 days'],
  ['30d', '30 days'],
];

export interface Controls {
  /** The state with the range that is shown. */
  state(): State;
  change(change: Partial<State>): void;
  pause(): void;
  repaint(): void;
}

/** The controls at the top: ranges, filters, live, theme. */
export function setUp(actions: Controls): void {
  byId('range').append(
    ...RANGES.map(([last, words]) =>
      el(
        'button',
        {type: 'button', 'data-last': last, title: `Last ${words}`, click: () => actions.change({last, from: null, to: null})},
        last,
      ),
    ),
    el('button', {type: 'button', id: 'range-custom', 'aria-expanded': 'false', 'aria-controls': 'custom', click: toggleCustom}, 'Custom'),
    el('button', {type: 'button', id: 'range-earlier', 'aria-label': 'Earlier', title: 'The range of the same length before', click: () => move(-1, actions)}, '‹'),
    el('button', {type: 'button', id: 'range-later', 'aria-label': 'Later', title: 'The range of the same length after', click: () => move(1, actions)}, '›'),
  );
  setUpLogout(byId('logout'));
  byId('live').addEventListener('click', () => actions.pause());
  byId('theme').addEventListener('click', () => switchTheme(actions));
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => actions.repaint());
  byId('custom').addEventListener('submit', event => {
    event.preventDefault();
    submitCustom(actions);
  });
  byId('custom-today').addEventListener('click', () => actions.change(day(0)));
  byId('custom-yesterday').addEventListener('click', () => actions.change(day(1)));
  byId('custom-all').addEventListener('click', () => void showAll(actions));
}

function periodOf(state: State): Pick<State, 'last' | 'from' | 'to'> {
  return {...state, last: state.last ?? USUAL_LAST};
}

function move(step: number, actions: Controls): void {
  const period = moved(periodOf(actions.state()), step);
  if (period !== null) {
    actions.change(period);
  }
}

function toggleCustom(): void {
  const form = byId('custom');
  form.hidden = !form.hidden;
  attribute(byId('range-custom'), 'aria-expanded', String(!form.hidden));
  if (!form.hidden) {
    byId('custom-from').focus();
  }
}

function submitCustom(actions: Controls): void {
  const from = new Date(byId('custom-from', HTMLInputElement).value);
  const to = new Date(byId('custom-to', HTMLInputElement).value);
  if (from >= to) {
    text(byId('custom-hint'), 'The start must be before the end');
    return;
  }
  text(byId('custom-hint'), 'in your time zone');
  actions.change({from: from.toISOString(), to: to.toISOString()});
}

/** Selects the range of everything that is stored. */
export async function showAll(actions: Controls): Promise<void> {
  const {rows} = await get('extent', new URLSearchParams());
  const extent = rows[0];
  if (extent?.earliest && extent.latest) {
    const [from, to] = [new Date(extent.earliest), new Date(extent.latest)];
    actions.change({from: from.toISOString(), to: to.toISOString()});
  } else {
    text(byId('custom-hint'), 'Nothing is stored yet');
  }
}

function switchTheme(actions: Controls): void {
  const root = document.documentElement;
  const isDark = root.dataset.theme
    ? root.dataset.theme === 'dark'
    : matchMedia('(prefers-color-scheme: dark)').matches;
  root.dataset.theme = isDark ? 'light' : 'dark';
  try {
    localStorage.setItem('wadi.theme', root.dataset.theme);
  } catch {
    // Without storage the choice lasts until the page is closed.
  }
  actions.repaint();
}

/** Shows a state in the controls. */
export function show(state: State, isPaused: boolean, actions: Controls): void {
  document.querySelectorAll('[data-last]').forEach(button => {
    const isOn = state.from === null && button.getAttribute('data-last') === (state.last ?? USUAL_LAST);
    attribute(button, 'aria-pressed', String(isOn));
  });
  const custom = byId('range-custom');
  attribute(custom, 'aria-pressed', String(state.from !== null));
  text(custom, state.from === null ? 'Custom' : asked(state.from, state.to));
  document.querySelector('#range [aria-pressed=true]')?.scrollIntoView({block: 'nearest', inline: 'nearest'});
  if (state.from !== null) {
    byId('custom-from', HTMLInputElement).value = local(state.from);
    byId('custom-to', HTMLInputElement).value = local(state.to ?? new Date().toISOString());
  }
  byId('range-later', HTMLButtonElement).disabled = moved(periodOf(state), 1) === null;
  showLive(state, isPaused);
  showChips(state, actions);
}

/** The format of an input of type datetime-local. */
function local(iso: string): string {
  const time = new Date(iso);
  return new Date(time.getTime() - time.getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
}

function showLive(state: State, isPaused: boolean): void {
  const live = byId('live');
  const isFixed = state.to !== null;
  attribute(live, 'aria-pressed', String(!isPaused && !isFixed));
  live.toggleAttribute('disabled', isFixed);
  text(find(live, '.text'), isFixed ? 'Fixed' : isPaused ? 'Paused' : 'Live');
  live.title = isFixed ? 'This range has a fixed end: choose a range up to now' : isPaused ? 'Continue' : 'Pause';
}

function showChips(state: State, actions: Controls): void {
  const box = byId('chips');
  // The box above shows the filter in words.
  const chips = FILTERS.filter(name => name !== 'filter').flatMap(name => {
    const value = state[name];
    return value === null ? [] : [chip(name, value, actions)];
  });
  if (chips.length > 1) {
    chips.push(el('button', {type: 'button', class: 'link', click: () => remove(NO_FILTERS, actions)}, 'Remove all'));
  }
  box.hidden = chips.length === 0;
  box.replaceChildren(...chips);
}

/** The pressed button is removed, so the focus would be lost. */
function remove(filters: Partial<Filters>, actions: Controls): void {
  actions.change(filters);
  byId('main').focus({preventScroll: true});
}

function chip(name: keyof Filters, value: string, actions: Controls): HTMLElement {
  const words = name === 'country' ? countryName(value) : name === 'once' ? 'each flow' : value;
  return el(
    'button',
    {type: 'button', class: 'chip', 'aria-label': `Remove filter ${name} ${words}`, click: () => remove({[name]: null}, actions)},
    el('span', {class: 'kind'}, name),
    words,
    el('span', {class: 'x', 'aria-hidden': 'true'}, '×'),
  );
}
