// @vitest-environment happy-dom
import {afterEach, expect, it, vi} from 'vitest';
import {acknowledge, ApiError, get, getIfAllowed} from '../src/api';

const answers = vi.fn<typeof fetch>();
vi.stubGlobal('fetch', answers);
afterEach(() => answers.mockReset());
const OF_SCRIPT = {Accept: 'application/json', 'X-Requested-With': 'XMLHttpRequest'};

function answer(status: number, body: string): void {
  answers.mockResolvedValue(new Response(body, {status}));
}

it('asks for a query with its parameters', async () => {
  answer(200, '{"rows": [1]}');
  expect(await get('totals', new URLSearchParams({last: '1h', host: '::1'}))).toEqual({rows: [1]});
  expect(answers).toHaveBeenCalledWith('api/totals?last=1h&host=%3A%3A1', {headers: OF_SCRIPT});
  await get('capture', new URLSearchParams());
  expect(answers.mock.lastCall?.[0]).toBe('api/capture');
});

it('acknowledges with the type that other sites cannot send', async () => {
  answer(200, '{}');
  await acknowledge(7);
  expect(answers).toHaveBeenCalledWith('api/alerts/7/acknowledge', {
    method: 'POST',
    headers: {...OF_SCRIPT, 'Content-Type': 'application/json'},
  });
});

it('repeats the token of a session where it changes something', async () => {
  document.cookie = 'XSRF-TOKEN=abc';
  answer(200, '{}');
  await acknowledge(7);
  expect(new Headers(answers.mock.lastCall?.[1]?.headers).get('X-XSRF-TOKEN')).toBe('abc');
  document.cookie = 'XSRF-TOKEN=; max-age=0';
});

it('goes to the form also where another tab has ended the session', async () => {
  const assign = vi.spyOn(location, 'assign').mockImplementation(() => undefined);
  document.cookie = 'XSRF-TOKEN=abc';
  answer(200, '{}');
  await get('totals', new URLSearchParams());
  document.cookie = 'XSRF-TOKEN=; max-age=0';
  answer(401, '{"error": "Authentication required"}');
  await expect(get('totals', new URLSearchParams())).rejects.toEqual(new ApiError('Authentication required', 401));
  expect(assign).toHaveBeenCalledWith(expect.stringMatching(/^\/login\?to=/));
});

it.each([
  [503, '{"error": "The database does not answer"}', 'The database does not answer'],
  [502, '<html>Bad gateway</html>', 'Wadi answered with status 502'],
  [500, '', 'Wadi answered with status 500'],
  [400, 'null', 'Wadi answered with status 400'],
])('turns status %d with body %s into a sentence', async (status, body, sentence) => {
  answer(status, body);
  await expect(get('totals', new URLSearchParams())).rejects.toEqual(new ApiError(sentence, status));
});

it('has no answer where the user sees a part of the traffic only', async () => {
  answer(403, '{"error": "vera may see a part"}');
  expect(await getIfAllowed('alerts', new URLSearchParams())).toBeNull();
  answer(500, '{"error": "no"}');
  await expect(getIfAllowed('alerts', new URLSearchParams())).rejects.toEqual(new ApiError('no', 500));
});

it('says so where nobody answers', async () => {
  answers.mockRejectedValue(new TypeError('Failed to fetch'));
  await expect(get('totals', new URLSearchParams())).rejects.toEqual(new ApiError('Wadi does not answer', 0));
});

it('does not complain about a request that the page itself gave up', async () => {
  const gone = new DOMException('aborted', 'AbortError');
  answers.mockRejectedValue(gone);
  await expect(get('totals', new URLSearchParams(), AbortSignal.abort())).rejects.toBe(gone);
});
