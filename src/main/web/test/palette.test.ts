import {beforeEach, expect, it} from 'vitest';
import {assign, slot} from '../src/palette';

beforeEach(() => assign([]));

it('gives each protocol a colour of its own', () => {
  assign(['TLS', 'DNS', 'HTTP', 'QUIC', 'SSH']);
  expect(['TLS', 'DNS', 'HTTP', 'QUIC', 'SSH'].map(slot)).toEqual(['0', '1', '2', '3', '4']);
});

it('keeps the colour of a protocol whose rank changes', () => {
  assign(['TLS', 'DNS', 'HTTP']);
  assign(['HTTP', 'TLS', 'DNS']);
  expect(['TLS', 'DNS', 'HTTP'].map(slot)).toEqual(['0', '1', '2']);
});

it('gives the colour of one that has gone to the next that comes', () => {
  assign(['TLS', 'DNS', 'HTTP']);
  assign(['TLS', 'HTTP', 'SSH']);
  expect(['TLS', 'SSH', 'HTTP', 'DNS'].map(slot)).toEqual(['0', '1', '2', 'other']);
});

it('shows as other what has no colour: a sixth protocol, an unknown one, none', () => {
  assign(['a', 'b', 'c', 'd', 'e', 'f']);
  expect(['f', 'never seen', null].map(slot)).toEqual(['other', 'other', 'other']);
});
