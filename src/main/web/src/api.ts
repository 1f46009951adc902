import type {components, operations} from '../generated/openapi';

/** The queries of /api: what each answers is described in api/openapi.json, which the types are generated from. */
export type Query = Exclude<keyof operations, 'acknowledge' | 'openapi'>;
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
export type Health = Answer<'capture'>;
export type Capture = Health['captures'][number];
/** What a list says of a host beside its figures. */
export type Named = Pick<Talker, 'host' | 'name' | 'scope' | 'country_code' | 'country_name' | 'asn' | 'organization'>;

/** A request was not answered as it should; the message is for the reader. */
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

/** Says that somebody has seen an open alert; who, is known to the server. */
export function acknowledge(alert: number): Promise<unknown> {
  return ask(`api/alerts/${alert}/acknowledge`, {method: 'POST', headers: {'Content-Type': 'application/json'}});
}

async function ask(url: string, request: Omit<RequestInit, 'headers'> & {headers?: Record<string, string>}): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(url, {...request, headers: {Accept: 'application/json', ...request.headers}});
  } catch (e) {
    if (request.signal?.aborted) {
      throw e;
    }
    throw new ApiError('Wadi does not answer', 0);
  }
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok) {
    const sentence = (body as Partial<components['schemas']['error']> | null)?.error;
    throw new ApiError(sentence ?? `Wadi answered with status ${response.status}`, response.status);
  }
  return body;
}
