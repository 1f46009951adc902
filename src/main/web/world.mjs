// The outlines of the countries (Natural Earth 1:110 million) with their two-letter codes, as TopoJSON.
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';

const require = createRequire(import.meta.url);

export function world() {
  const topology = JSON.parse(readFileSync(require.resolve('world-atlas/countries-110m.json'), 'utf8'));
  const codes = require('i18n-iso-countries');
  const countries = topology.objects.countries;
  const geometries = countries.geometries
    .filter(country => country.properties.name !== 'Antarctica')
    .map(({type, arcs, id, properties}) => ({type, arcs, id: id && codes.numericToAlpha2(id), properties}));
  return JSON.stringify({...topology, objects: {countries: {...countries, geometries}}});
}
