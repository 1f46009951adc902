// @vitest-environment happy-dom
import {describe, expect, it} from 'vitest';
import {seen} from '../src/format';
import {when} from '../src/hostnames';

const range = {from: '2026-03-10T12:00:30Z', to: '2026-03-10T12:05:00Z', grain: 'minute', grain_by_time: 'minute', bucket_seconds: 60, window_seconds: 60} as const;

describe('when', () => {
  it('is from the first to the last bucket with something', () => {
    expect(when(range, [0, 5, null, 7, 0])).toBe(`${seen('2026-03-10T12:01:00Z', 'minute')} – ${seen('2026-03-10T12:03:00Z', 'minute')}`);
    expect(when(range, [3, 0, 0, 0, 0])).toBe(seen('2026-03-10T12:00:30Z', 'minute'));
    expect(when(range, [0, 0])).toBe('');
  });
});
