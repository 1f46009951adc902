/** What the server answers; the columns of sql/api. */
export interface Range {
  from: string;
  to: string;
  grain: 'minute' | 'hour' | 'day';
  grain_by_time: 'minute' | 'hour' | 'day';
  bucket_seconds: number;
}

export interface Rows<T> {
  range: Range;
  rows: T[];
}

export interface Totals {
  packets: number;
  bytes: number;
  hosts: number;
  countries: number;
}

export interface Slice {
  time: string;
  protocol: string | null;
  packets: number;
  bytes: number;
}

export interface Protocol {
  protocol: string;
  packets: number;
  bytes: number;
}

export interface Named {
  host: string;
  name: string | null;
  scope: string | null;
  country_code: string | null;
  country_name: string | null;
  asn: number | null;
  organization: string | null;
}

export interface Talker extends Named {
  packets: number;
  bytes_sent: number;
  bytes_received: number;
}

export interface Peer extends Talker {
  protocols: string;
  last_seen: string;
}

export interface Country {
  country_code: string;
  country_name: string | null;
  hosts: number;
  packets: number;
  bytes: number;
}

export interface Place {
  latitude: number;
  longitude: number;
  country_code: string | null;
  country_name: string | null;
  city: string | null;
  hosts: number;
  packets: number;
  bytes: number;
}

export interface Conversation {
  a_host: string;
  a_name: string | null;
  a_scope: string | null;
  a_country: string | null;
  a_asn: number | null;
  a_organization: string | null;
  b_host: string;
  b_name: string | null;
  b_scope: string | null;
  b_country: string | null;
  b_asn: number | null;
  b_organization: string | null;
  protocol: string;
  packets: number;
  bytes: number;
  a_bytes: number;
  b_bytes: number;
  last_seen: string;
}

export interface Host extends Named {
  first_seen: string;
  last_seen: string;
  packets_sent: number;
  packets_received: number;
  bytes_sent: number;
  bytes_received: number;
  city: string | null;
  latitude: number | null;
  longitude: number | null;
  database_date: string | null;
}

export interface Alert {
  id: number;
  detection: string;
  severity: string;
  subject: string | null;
  title: string;
  opened_at: string;
  updated_at: string;
  closed_at: string | null;
  score: number | null;
  acknowledged_at: string | null;
}

export interface Consumer {
  consumer: string;
  packets: number;
  dead: number;
  idle_seconds: number;
}

export interface Capture {
  route: string;
  status: string;
  sources: string;
  problem: string | null;
  received: number;
  received_bytes: number;
  decoded: number;
  skipped: number;
  excluded: number;
  rejected: number;
  published: number;
  refused: number;
  failed: number;
  queue_dropped: number;
  kernel_dropped: number;
  interface_dropped: number;
  lost: number;
  queued: number;
}

export interface Health {
  captures: Capture[];
  lag: Record<string, number>;
}

export interface Extent {
  earliest: string | null;
  latest: string | null;
}

/** A request was not answered as it should; the message is for the reader. */
export class ApiError extends Error {
  constructor(
    message: string,
    readonly status: number,
  ) {
    super(message);
  }
}

export function get<T>(path: string, parameters: URLSearchParams, signal?: AbortSignal): Promise<T> {
  const query = parameters.toString();
  return ask(`api/${path}${query ? `?${query}` : ''}`, {signal});
}

/** Says that somebody has seen an open alert; who, is known to the server. */
export function acknowledge(alert: number): Promise<unknown> {
  return ask(`api/alerts/${alert}/acknowledge`, {method: 'POST', headers: {'Content-Type': 'application/json'}});
}

async function ask<T>(url: string, request: RequestInit): Promise<T> {
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
    const sentence = (body as {error?: string} | null)?.error;
    throw new ApiError(sentence ?? `Wadi answered with status ${response.status}`, response.status);
  }
  return body as T;
}
