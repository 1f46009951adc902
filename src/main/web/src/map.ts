import {geoNaturalEarth1, geoPath} from 'd3-geo';
import {feature} from 'topojson-client';
import type {GeometryCollection, Topology} from 'topojson-specification';
import type {Country, Place} from './api';
import {attribute, byId, text} from './dom';
import {bytes, count, countryName, plural} from './format';
import type {Choose} from './figures';

const WIDTH = 960;
const HEIGHT = 460;
const SVG = 'http://www.w3.org/2000/svg';
const LARGEST = 15;
/** With more places than this the circles shrink, so that they do not cover the map. */
const ROOMY = 100;
/** As many as are asked for: where so many come, there may be more. */
export const MOST_PLACES = 1000;

/** The outlines of the countries, as world.mjs makes them. */
export type World = Topology<{countries: GeometryCollection<{name: string}>}>;

/** Hosts on a map of the world: countries the darker the more bytes, places as circles. */
export class WorldMap {
  private readonly svg = svg('svg', {viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'img'});
  private readonly land = svg('g', {class: 'land'});
  private readonly dots = svg('g', {class: 'dots'});
  private readonly projection = geoNaturalEarth1();
  private readonly countries = new Map<string, SVGElement>();
  private rows: Country[] = [];
  private note = '';

  constructor(
    private readonly box: HTMLElement,
    private readonly choose: Choose | null,
  ) {
    this.svg.append(this.land, this.dots);
    box.append(this.svg);
    this.svg.addEventListener('click', event => this.click(event));
    this.svg.addEventListener('pointerover', event => this.hover(event));
    this.svg.addEventListener('pointerleave', () => text(byId('world-note'), this.note));
  }

  /** Draws the countries, once. */
  draw(topology: World): void {
    const shapes = feature(topology, topology.objects.countries);
    this.projection.fitExtent([[4, 4], [WIDTH - 4, HEIGHT - 4]], shapes);
    const path = geoPath(this.projection);
    for (const shape of shapes.features) {
      const code = shape.id === undefined ? '' : String(shape.id);
      const element = svg('path', {d: path(shape) ?? '', 'data-country': code, 'data-name': shape.properties.name});
      this.countries.set(code, element);
      this.land.append(element);
    }
    this.shade();
  }

  update(countries: Country[], places: Place[], hosts: number, chosen: string | null): void {
    this.rows = countries;
    this.shade();
    this.countries.forEach((element, code) => element.classList.toggle('chosen', code !== '' && code === chosen));
    this.place(places);
    const placed = places.reduce((sum, place) => sum + place.hosts, 0);
    this.note =
      places.length < MOST_PLACES
        ? `${plural(placed, 'host')} in ${plural(places.length, 'place')}, ${count(Math.max(0, hosts - placed))} without a place`
        : `${plural(placed, 'host')} in the ${count(places.length)} places with the most bytes`;
    text(byId('world-note'), this.note);
    attribute(this.svg, 'aria-label', `World map: ${this.note}; the list beside it contains the countries`);
    this.box.dataset.value = String(placed);
  }

  private shade(): void {
    const most = Math.max(1, ...this.rows.map(row => row.bytes));
    const shades = new Map(this.rows.map(row => [row.country_code, shade(row.bytes, most)]));
    this.countries.forEach((element, code) => attribute(element, 'data-shade', String(shades.get(code) ?? 0)));
  }

  private place(places: Place[]): void {
    const most = Math.max(1, ...places.map(place => place.bytes));
    const largest = LARGEST * Math.min(1, Math.sqrt(ROOMY / places.length));
    const known = this.dots.children;
    places.forEach((place, index) => {
      const point = this.projection([place.longitude, place.latitude]);
      const dot = known[index] ?? this.dots.appendChild(svg('circle', {}));
      attribute(dot, 'cx', (point?.[0] ?? 0).toFixed(1));
      attribute(dot, 'cy', (point?.[1] ?? 0).toFixed(1));
      attribute(dot, 'r', (2.5 + largest * Math.sqrt(place.bytes / most)).toFixed(1));
      attribute(dot, 'data-country', place.country_code ?? '');
      attribute(dot, 'data-name', caption(place));
    });
    while (known.length > places.length) {
      known[known.length - 1]?.remove();
    }
  }

  private click(event: Event): void {
    const code = (event.target as SVGElement).dataset.country;
    if (code && this.rows.some(row => row.country_code === code)) {
      this.choose?.('country', code);
    }
  }

  private hover(event: Event): void {
    const {name, country} = (event.target as SVGElement).dataset;
    if (!name) {
      text(byId('world-note'), this.note);
      return;
    }
    const row = this.rows.find(candidate => candidate.country_code === country);
    const isPlace = (event.target as Element).tagName === 'circle';
    const figures = row && !isPlace ? ` · ${plural(row.hosts, 'host')} · ${bytes(row.bytes)}` : '';
    text(byId('world-note'), isPlace ? name : `${name}${figures}`);
  }
}

function caption(place: Place): string {
  const country = place.country_code ? countryName(place.country_code, place.country_name) : null;
  const where = [place.city, country].filter(Boolean).join(', ');
  return `${where} · ${plural(place.hosts, 'host')} · ${bytes(place.bytes)}`;
}

/** From 1 to 5 by the order of magnitude below the largest. */
function shade(value: number, most: number): number {
  return Math.max(1, 5 - Math.floor(Math.log10(most / Math.max(1, value)) * 1.25));
}

function svg(tag: string, attributes: Record<string, string>): SVGElement {
  const element = document.createElementNS(SVG, tag);
  Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
  return element;
}
