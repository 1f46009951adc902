import {describe, expect, it} from 'vitest';
import {csv} from '../../src/explore/csv';
import {called, change, lengths, percent, shown, sum, summary, title, unit, type Findings} from '../../src/explore/figures';
import {short} from '../../src/format';
import {layout} from '../../src/explore/sankey';
import {address, read, request} from '../../src/explore/state';

const RANGE: Findings['range'] = {
  from: '2026-03-10T12:00:30Z', to: '2026-03-10T12:02:15Z', grain: 'minute', grain_by_time: 'minute', bucket_seconds: 60, window_seconds: 60,
};

function findings(rows: [(string | null)[], number][]): Findings {
  return {
    range: RANGE, former: null, source: 'database', by: ['name', 'protocol'], measure: 'bytes',
    total: {now: {packets: 1, bytes: 1, value: 1}, former: null, change: null},
    rows: rows.map(([values, value]) => ({
      values, labels: [null, null], other: false, now: {packets: 1, bytes: value, value, series: [value, 0, 0]}, former: null, change: null,
    })),
  };
}

describe('unit', () => {
  it('shows a digit of the smallest rates', () => {
    expect([0, 0.0002, 0.0021, 0.031, 0.5, 9.9].map(value => unit(value, 'bytes'))).toEqual(
      ['0\u202fB/s', '<0.001\u202fB/s', '0.002\u202fB/s', '0.03\u202fB/s', '0.5\u202fB/s', '9.9\u202fB/s']);
    expect([0.0021, 0.5, 20].map(value => unit(value, 'packets'))).toEqual(['0.002/s', '0.5/s', '20/s']);
  });
});

describe('sum', () => {
  it('is that of the range, in the unit of the measure', () => {
    expect(sum(1500, 'bytes')).toBe('1.50\u202fkB');
    expect(sum(1500, 'packets')).toBe(short(1500));
    expect(sum(null, 'bytes')).toBe('–');
  });
});

describe('lengths', () => {
  it('are the parts of the buckets within the range', () => {
    expect(lengths(RANGE)).toEqual([30, 60, 15]);
  });

  it('make rates of sums, and leave other values as they are', () => {
    expect(shown([60, null, 15], 'bytes', [30, 60, 15])).toEqual([2, null, 1]);
    expect(shown([60, 60, 60], 'hosts', [30, 60, 15])).toEqual([60, 60, 60]);
  });
});

describe('figures', () => {
  it('have units', () => {
    expect([unit(0.28, 'bytes'), unit(1500, 'bytes'), unit(0.0123, 'retransmissions'), unit(3, 'hosts'), unit(2.5, 'packets'), unit(null, 'bytes'), unit(0.42, 'rtt-p50'), unit(120.4, 'rtt-p95')])
      .toEqual(['0.3\u202fB/s', '1.50\u202fkB/s', '1.23%', '3', '2.5/s', '–', '0.4\u202fms', '120\u202fms']);
    expect([unit(0, 'retransmissions'), unit(0.00001, 'retransmissions')]).toEqual(['0.00%', '<0.01%']);
    expect([percent(5.25), percent(-50), percent(0), percent(null), percent(123456)]).toEqual(['+5.3%', '−50.0%', '0.0%', '–', '+123,456%']);
  });

  it('are compared with those of before', () => {
    const of = (now: number, former: number | null, percent: number | null, measure: string) => {
      const figures = (value: number | null) => ({value, packets: 0, bytes: 0, series: []});
      return change({now: figures(now), former: figures(former), change: percent}, measure);
    };
    expect(of(1000, 500, 100, 'bytes')).toEqual(['+100.0%', 'from 500\u202fB']);
    expect(of(1000, 0, null, 'bytes')).toEqual(['new', '']);
    expect(of(0, 0, null, 'bytes')).toEqual(['–', 'from 0\u202fB']);
    expect(of(3, null, null, 'rtt-p50')).toEqual(['–', '']);
    expect(of(3, 2, 50, 'rtt-p50')).toEqual(['+50.0%', 'from 2.0\u202fms']);
    expect(change({now: {value: 1, packets: 1, bytes: 1, series: []}, former: null, change: null}, 'bytes')).toEqual(['–', '']);
  });

  it('are summed up by average, maximum, last and percentile', () => {
    const series = Array.from({length: 20}, (_, index) => index + 1);
    expect(summary(2100, series, 'bytes', 100)).toEqual({average: 21, maximum: 20, last: 20, p95: 19});
    expect(summary(null, [], 'retransmissions', 100)).toEqual({average: null, maximum: null, last: null, p95: null});
  });

  it('are of groups with names', () => {
    expect(called('src.country', 'DE', null)).toBe('Germany');
    expect(called('src.asn', '64500', 'Example Net')).toBe('Example Net (AS64500)');
    expect(called('src.host', '::1', 'one.example')).toBe('one.example (::1)');
    const [row] = findings([[['a', null], 1]]).rows;
    expect(row && title(row, ['name', 'protocol'])).toBe('a · unknown');
  });
});

describe('csv', () => {
  it('has no formulas, and quotes what has commas', () => {
    const text = csv(findings([[['=cmd()', 'a,"b"'], 7]]));
    expect(text.split('\r\n')).toEqual([
      'name,name label,protocol,protocol label,other,bytes,packets,2026-03-10T12:00:00.000Z,2026-03-10T12:01:00.000Z,2026-03-10T12:02:00.000Z',
      '\'=cmd(),,"a,""b""",,false,7,1,7,0,0',
      '',
    ]);
  });
});

describe('sankey', () => {
  it('has a node for each value and a link for each group', () => {
    const {columns, links} = layout(findings([[['a', 'TLS'], 3], [['b', 'TLS'], 1], [['a', 'DNS'], 1]]));
    expect(columns.map(nodes => nodes.map(node => `${node.label} ${node.value}`))).toEqual([['a 4', 'b 1'], ['TLS 4', 'DNS 1']]);
    expect(links.map(link => `${link.from.label} ${link.to.label} ${link.value}`)).toEqual(['a TLS 3', 'b TLS 1', 'a DNS 1']);
    expect(links[2]?.fromY).toBe(links[0]?.height);
    const many = layout(findings(Array.from({length: 50}, (_, at) => [[`n${at}`, 'TLS'], at === 0 ? 1e6 : 1])));
    const tops = many.columns[0]?.map(node => node.y) ?? [];
    expect(Math.min(...tops.slice(1).map((top, at) => top - (tops[at] ?? 0)))).toBeGreaterThan(12);
    expect(many.height).toBe(1000);
  });
});

describe('state', () => {
  it('is in the address', () => {
    const text = '?from=2026-03-10T12:00:00Z&to=2026-03-10T13:00:00Z&by=src.host,dst.port&measure=flows&rank=p95&limit=20&filter=port+%3D+1&compare=week&graph=lines';
    expect(address(read(text))).toBe(text);
    expect(address(read(''))).toBe('?by=protocol');
    expect(request(read('')).toString()).toBe('last=1h&by=protocol&measure=bytes&rank=average&limit=10&series=true');
  });

  it('is the usual one where the address is wrong', () => {
    expect(read('?measure=x&rank=y&limit=0&graph=z&compare=never&by=,,')).toEqual(read(''));
  });
});
