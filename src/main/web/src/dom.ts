type Attributes = Record<string, string | boolean | ((event: Event) => void)>;
type Child = Node | string | null;

/** Creates an element. Text stays text and is never parsed as markup. A function becomes a listener for the event. */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') {
      element.addEventListener(name, value);
    } else if (value === true) {
      element.setAttribute(name, '');
    } else if (value !== false) {
      element.setAttribute(name, value);
    }
  }
  element.append(...children.filter((child): child is Node | string => child !== null));
  return element;
}

export function byId(id: string): HTMLElement;
export function byId<T extends HTMLElement>(id: string, kind: new () => T): T;
export function byId(id: string, kind: new () => HTMLElement = HTMLElement): HTMLElement {
  const element = document.getElementById(id);
  if (!(element instanceof kind)) {
    throw new Error(`no ${kind.name} ${id}`);
  }
  return element;
}

/** The first descendant of an element that matches a selector. */
export function find(parent: Element, selector: string): HTMLElement {
  const element = parent.querySelector<HTMLElement>(selector);
  if (element === null) {
    throw new Error(`no element ${selector}`);
  }
  return element;
}

/** Sets a text only if it differs, so nothing flickers and screen readers are not triggered. */
export function text(element: Element, value: string): void {
  if (element.textContent !== value) {
    element.textContent = value;
  }
}

export function attribute(element: Element, name: string, value: string | null): void {
  if (value === null) {
    element.removeAttribute(name);
  } else if (element.getAttribute(name) !== value) {
    element.setAttribute(name, value);
  }
}

interface Row {
  element: HTMLElement;
}

const rows = new WeakMap<HTMLElement, Map<string, Row>>();

/**
 * Makes the elements of a list match some values, in their order. Existing elements are kept and updated, so that
 * focus, hover and selection survive a refresh.
 */
export function sync<T, R extends Row>(
  list: HTMLElement,
  values: T[],
  key: (value: T) => string,
  create: (value: T) => R,
  update: (row: R, value: T) => void,
): void {
  const before = (rows.get(list) ?? new Map()) as Map<string, R>;
  const after = new Map<string, R>();
  if (before.size === 0) {
    list.replaceChildren();
  }
  let place = list.firstElementChild;
  for (const value of values) {
    const id = key(value);
    const row = before.get(id) ?? create(value);
    update(row, value);
    after.set(id, row);
    if (row.element === place) {
      place = place.nextElementSibling;
    } else {
      move(list, row.element, place);
    }
  }
  before.forEach((row, id) => after.has(id) || row.element.remove());
  rows.set(list, after);
}

/** Moving an element removes it from the document for a moment, and with it its focus. */
function move(list: HTMLElement, element: HTMLElement, before: Element | null): void {
  const focused = element.contains(document.activeElement) ? (document.activeElement as HTMLElement) : null;
  list.insertBefore(element, before);
  focused?.focus({preventScroll: true});
}

/** How many columns the heading of a list's table has. */
function columns(list: HTMLElement): number {
  return list.closest('table')?.querySelectorAll('thead th').length ?? 1;
}

/** Shows a sentence in place of a list. */
export function placeholder(list: HTMLElement, sentence: string, tag: 'li' | 'tr' = 'li'): void {
  rows.delete(list);
  const element =
    tag === 'li'
      ? el('li', {class: 'nothing'}, sentence)
      : el('tr', {class: 'nothing'}, el('td', {colspan: String(columns(list))}, sentence));
  list.replaceChildren(element);
}
