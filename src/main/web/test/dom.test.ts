// @vitest-environment happy-dom
import {beforeEach, describe, expect, it, vi} from 'vitest';
import {attribute, byId, el, find, placeholder, sync, text} from '../src/dom';

let list: HTMLElement;

beforeEach(() => {
  list = el('ul', {id: 'list'});
  document.body.replaceChildren(list);
});

describe('el', () => {
  it('takes text as text, never as markup', () => {
    const element = el('p', {}, '<img src=x onerror=alert(1)>');
    expect(element.children).toHaveLength(0);
    expect(element.textContent).toBe('<img src=x onerror=alert(1)>');
  });

  it('sets attributes, leaves out what is false or null, and listens', () => {
    const click = vi.fn();
    const button = el('button', {type: 'button', hidden: true, disabled: false, click}, null, 'Show');
    button.click();
    expect(button.outerHTML).toBe('<button type="button" hidden="">Show</button>');
    expect(click).toHaveBeenCalledOnce();
  });
});

describe('byId and find', () => {
  it('fail at once where the page has no such element', () => {
    expect(byId('list')).toBe(list);
    expect(() => byId('nothing')).toThrow('no HTMLElement nothing');
    expect(() => byId('list', HTMLInputElement)).toThrow('no HTMLInputElement list');
    expect(() => find(list, '.text')).toThrow('no element .text');
  });
});

describe('text and attribute', () => {
  it('touch nothing that is as it should be', () => {
    const element = el('p', {title: 'a'}, 'b');
    const observer = new MutationObserver(() => undefined);
    observer.observe(element, {attributes: true, childList: true, characterData: true, subtree: true});
    text(element, 'b');
    attribute(element, 'title', 'a');
    expect(observer.takeRecords()).toEqual([]);
    text(element, 'c');
    expect(observer.takeRecords()).not.toEqual([]);
    attribute(element, 'title', null);
    expect(element.outerHTML).toBe('<p>c</p>');
  });
});

describe('sync', () => {
  function show(...names: string[]): void {
    const create = (name: string) => ({element: el('li', {}, el('button', {type: 'button'}, name)), updates: 0});
    sync(list, names, name => name, create, row => attribute(row.element, 'data-updates', String(++row.updates)));
  }

  function shown(): string[] {
    return [...list.children].map(child => child.textContent);
  }

  it('makes, moves and removes elements so that they are those of the values', () => {
    for (const names of [['a', 'b', 'c'], ['c', 'a'], ['d', 'c', 'b', 'a'], [], ['b'], ['b', 'd']]) {
      show(...names);
      expect(shown()).toEqual(names);
    }
  });

  it('keeps the element of a value, and the focus in it when it moves', () => {
    show('a', 'b', 'c');
    const last = list.lastElementChild;
    const button = last?.querySelector('button');
    button?.focus();
    show('c', 'a', 'b');
    expect(list.firstElementChild).toBe(last);
    expect(document.activeElement).toBe(button);
    expect(last?.getAttribute('data-updates')).toBe('2');
  });

  it('begins again after a sentence has stood in the list', () => {
    show('a');
    placeholder(list, 'Nothing');
    expect(shown()).toEqual(['Nothing']);
    show('a');
    expect(shown()).toEqual(['a']);
    expect(list.firstElementChild?.getAttribute('data-updates')).toBe('1');
  });
});

it('puts a sentence into a table as a row over all columns', () => {
  const body = el('tbody');
  el('table', {}, el('thead', {}, el('tr', {}, el('th'), el('th'), el('th'))), body);
  placeholder(body, 'Nothing', 'tr');
  expect(body.innerHTML).toBe('<tr class="nothing"><td colspan="3">Nothing</td></tr>');
});
