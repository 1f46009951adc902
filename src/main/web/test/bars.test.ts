// @vitest-environment happy-dom
import {expect, it, vi} from 'vitest';
import {bar, type Bar} from '../src/bars';
import {find} from '../src/dom';

const VALUE: Bar = {
  label: 'TLS',
  note: '69%',
  hint: '6 packets',
  slot: '4',
  length: 0.5,
  second: 0.25,
  figures: ['2.45 MB', '6'],
  value: 2_450_000,
  chosen: true,
};

it('shows its value', () => {
  const line = bar(() => undefined);
  line.show(VALUE);
  const texts = ['.label', '.sub', '.figure-1', '.figure-2'].map(part => find(line.element, part).textContent);
  expect(texts).toEqual(['TLS', '69%', '2.45 MB', '6']);
  expect(line.element.dataset.value).toBe('2450000');
  expect(find(line.element, '.swatch').dataset.slot).toBe('4');
  const track = find(line.element, '.track');
  expect([track.style.getPropertyValue('--first'), track.style.getPropertyValue('--second')]).toEqual(['0.5', '0.25']);
  expect(find(line.element, 'button').getAttribute('aria-pressed')).toBe('true');
  expect(find(line.element, 'button').title).toBe('6 packets');
});

it('has no colour where its list has no colours', () => {
  const line = bar(() => undefined);
  line.show({...VALUE, slot: null});
  expect(find(line.element, '.swatch').hidden).toBe(true);
});

it('filters when it is picked, and shows details by a button of their own', () => {
  const [choose, details] = [vi.fn(), vi.fn()];
  const line = bar(choose, details);
  line.show(VALUE);
  find(line.element, '.pick').click();
  expect([choose.mock.calls.length, details.mock.calls.length]).toEqual([1, 0]);
  const more = find(line.element, '.more');
  expect(more.getAttribute('aria-label')).toBe('Details of TLS');
  more.click();
  expect([choose.mock.calls.length, details.mock.calls.length]).toEqual([1, 1]);
});

it('is no button where there is nothing to choose, as on paper', () => {
  const line = bar(null);
  line.show(VALUE);
  expect(line.element.querySelector('button')).toBeNull();
  expect(find(line.element, '.pick').hasAttribute('aria-pressed')).toBe(false);
});
