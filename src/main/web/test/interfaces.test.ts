// @vitest-environment happy-dom
import {beforeEach, describe, expect, it, vi} from 'vitest';
import type {Interface} from '../src/api';
import {interfaces} from '../src/interfaces';
import {NO_FILTERS} from '../src/state';

const row = (index: number, name: string | null): Interface => ({
  interface: index, name, bytes_in: 2_000_000, packets_in: 2000, bytes_out: 0, packets_out: 0,
});

describe('interfaces', () => {
  const choose = vi.fn();
  beforeEach(() => {
    document.body.innerHTML = '<h3 id="interface-title" hidden></h3><ul id="interface-list"></ul>';
  });

  it('are hidden without any', () => {
    interfaces([], NO_FILTERS, choose);
    expect(document.getElementById('interface-title')?.hidden).toBe(true);
  });

  it('have their name, or their number, and both directions', () => {
    interfaces([row(3, 'ge-0/0/3'), row(4, null)], {...NO_FILTERS, probe: 'r7', interface: '4'}, choose);
    expect(document.getElementById('interface-title')?.textContent).toBe('Interfaces of r7');
    const buttons = [...document.querySelectorAll('button')];
    expect(buttons.map(each => each.textContent)).toEqual(['ge-0/0/3', 'Interface 4']);
    expect(buttons.map(each => each.getAttribute('aria-pressed'))).toEqual(['false', 'true']);
    expect(document.querySelector('.sub')?.textContent).toBe('2.00\u202fMB in · 0\u202fB out');
    buttons[0]?.click();
    expect(choose).toHaveBeenCalledWith('interface', '3');
  });
});
