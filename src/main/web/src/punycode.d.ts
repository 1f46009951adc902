declare module 'punycode/punycode.es6.js' {
  /** Replaces the A-labels of a domain name by what they encode (RFC 3492). Throws a RangeError if that is impossible. */
  export function toUnicode(domain: string): string;
}
