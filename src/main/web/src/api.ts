import type {components, operations} from '../generated/openapi';
import {hasSession, loginAddress, tokenHeader} from './session';

/** The queries of /api. api/openapi.json describes the answers; their types are generated from it. */
export type Query = Exclude<keyof operations, 'acknowledge' | 'openapi' | 'saveView'>;
export type Answer<Q extends Query> = operations[Q]['responses'][200]['content']['application/json'];
type Row<Q extends Exclude<Query, 'capture'>> = Answer<Q>['rows'][number];

export type Range = components['schemas']['range'];
export type Totals = Row<'totals'>;
export type Slice = Row<'bytes-by-time'>;
export type Protocol = Row<'protocols'>;
export type Talker = Row<'top-talkers'>;
export type Country = Row<'countries'>;
export type Place = Row<'host-map'>;
export type Conversation = Row<'conversations'>;
export type Host = Row<'host'>;
export type Peer = Row<'host-peers'>;
export type Alert = Row<'alerts'>;
export type Consumer = Row<'consumers'>;
export type Exporter = Row<'exporters'>;
export type Interface = Row<'interfaces'>;
export type View = Row<'views'>;
export type Health = Answer<'capture'>;
export type Capture = Health['captures'][number];
export type NameSource = NonNullable<Talker['name_source']>;

/** The facts on a host in a list, besides its figures. */
export type Named = Pick<Talker, 'host' | 'name' | 'name_source' | 'scope' | 'country_code' | 'country_name' | 'asn' | 'organization'>;

/** With the second one, the server does not make the browser ask for a password in a dialog of its own. */
const OF_SCRIPT = {Accept: 'application/json', 'X-Requested-With': 'XMLHttpRequest'};

/** A request failed; the message is for the user. */
export class ApiError extends Error {
  constructor(
    message: string,
    readonly status: number,
  ) {
    super(message);
  }
}

export function get<Q extends Query>(query: Q, parameters: URLSearchParams, signal?: AbortSignal): Promise<Answer<Q>> {
  const text = parameters.toString();
  return ask(`api/${query}${text ? `?${text}` : ''}`, {signal}) as Promise<Answer<Q>>;
}

/** The same, but null where the user may see a part of the traffic only, and the query is not limited to it. */
export async function getIfAllowed<Q extends Query>(query: Q, parameters: URLSearchParams, signal?: AbortSignal): Promise<Answer<Q> | null> {
  try {
    return await get(query, parameters, signal);
  } catch (e) {
    if (e instanceof ApiError && e.status === 403) {
      return null;
    }
    throw e;
  }
}

/** Acknowledges an open alert; the server knows the user. */
export function acknowledge(alert: number): Promise<unknown> {
  return ask(`api/alerts/${alert}/acknowledge`, {method: 'POST', headers: {'Content-Type': 'application/json', ...tokenHeader(document.cookie)}});
}

/** Saves a question of the page /explore by name; null removes it. */
export function saveView(name: string, query: string | null): Promise<Answer<'views'>> {
  const headers = {'Content-Type': 'application/json', ...tokenHeader(document.cookie)};
  const request = {method: 'POST', headers, body: JSON.stringify({name, query})};
  return ask('api/views', request) as Promise<Answer<'views'>>;
}

/** Stays true when another tab ends the session, which takes the cookie from this one, too. */
let hadSession = hasSession(document.cookie);

async function ask(url: string, request: Omit<RequestInit, 'headers'> & {headers?: Record<string, string>}): Promise<unknown> {
  hadSession ||= hasSession(document.cookie);
  let response: Response;
  try {
    response = await fetch(url, {...request, headers: {...OF_SCRIPT, ...request.headers}});
  } catch (e) {
    if (request.signal?.aborted) {
      throw e;
    }
    throw new ApiError('Wadi does not answer', 0);
  }
  if (response.status === 401 && hadSession) {
    location.assign(loginAddress(location.pathname, location.search));
  }
  const body: unknown = await response.json().catch(() => null);
  request.signal?.throwIfAborted();
  if (!response.ok) {
    const sentence = (body as Partial<components['schemas']['error']> | null)?.error;
    throw new ApiError(sentence ?? `Wadi answered with status ${response.status}`, response.status);
  }
  return body;
}
