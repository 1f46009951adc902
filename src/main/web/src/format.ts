const BYTE_UNITS = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];
const BIT_UNITS = ['bit/s', 'kbit/s', 'Mbit/s', 'Gbit/s', 'Tbit/s'];
const whole = new Intl.NumberFormat('en');
const regions = new Intl.DisplayNames('en', {type: 'region'});

function scaled(value: number, units: string[]): string {
  let size = value;
  let unit = 0;
  while (size >= 999.5 && unit < units.length - 1) {
    size /= 1000;
    unit++;
  }
  const digits = unit === 0 || size >= 99.95 ? 0 : size >= 9.995 ? 1 : 2;
  return `${size.toFixed(digits)}\u202f${units[unit]}`;
}

export function bytes(value: number): string {
  return scaled(value, BYTE_UNITS);
}

/** A number for an axis, without unnecessary digits. */
export function axisBytes(value: number): string {
  return bytes(value).replace(/\.0+(?=\u202f)/, '');
}

export function bits(bytesPerSecond: number): string {
  return scaled(bytesPerSecond * 8, BIT_UNITS);
}

export function count(value: number): string {
  return whole.format(value);
}

/** A short number: all digits up to a million, then three digits. */
export function short(value: number): string {
  if (value < 1_000_000) {
    return count(value);
  }
  return scaled(value, ['', 'k', 'M', 'G', 'T']);
}

export function rate(perSecond: number): string {
  return perSecond >= 10 ? short(Math.round(perSecond)) : perSecond.toFixed(1);
}

/** The average per second, or per day if that would be almost zero. */
export function average(value: number, seconds: number, unit: (perTime: number) => string): string {
  if (value === 0) {
    return 'none in this range';
  }
  return value / seconds >= 1 ? `${unit(value / seconds)}/s on average` : `${unit((value / seconds) * 86_400)} a day on average`;
}

/** A part of everything, 0 to 1. */
export function percent(part: number): string {
  return `${(Math.round(part * 1000) / 10).toFixed(1)}%`;
}

/** A share; what is neither nothing nor all does not look so. */
export function share(part: number, all: number): string {
  if (part === 0 || part === all) {
    return part === 0 ? '0%' : '100%';
  }
  const of = part / all;
  return of < 0.0005 ? '<0.1%' : of >= 0.9995 ? '>99.9%' : percent(of);
}

export function plural(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

export function countryName(code: string, known?: string | null): string {
  if (known) {
    return known;
  }
  try {
    return regions.of(code) ?? code;
  } catch {
    return code;
  }
}

/** The network of an address. */
export function network(asn: number | null, organization: string | null): string {
  return [asn === null ? '' : `AS${asn}`, organization ?? ''].filter(Boolean).join(' ');
}

const clock: Intl.DateTimeFormatOptions = {hour: '2-digit', minute: '2-digit', hourCycle: 'h23'};
const formats = {
  second: new Intl.DateTimeFormat('en-GB', {...clock, second: '2-digit'}),
  minute: new Intl.DateTimeFormat('en-GB', clock),
  date: new Intl.DateTimeFormat('en-GB', {day: 'numeric', month: 'short'}),
  dateYear: new Intl.DateTimeFormat('en-GB', {day: 'numeric', month: 'short', year: 'numeric'}),
  month: new Intl.DateTimeFormat('en-GB', {month: 'short', year: 'numeric'}),
  full: new Intl.DateTimeFormat('en-GB', {dateStyle: 'medium', timeStyle: 'medium', hourCycle: 'h23'}),
};

export function clockTime(time: Date): string {
  return formats.second.format(time);
}

export function fullTime(time: Date): string {
  return formats.full.format(time);
}

/** A time with the precision of the figures, without the date if it is on a day, usually today. */
export function seen(text: string, grain: string, today = new Date()): string {
  const time = new Date(text);
  const day = time.getFullYear() === new Date().getFullYear() ? formats.date : formats.dateYear;
  if (grain === 'day') {
    return day.format(time);
  }
  const at = grain === 'minute' ? formats.second.format(time) : formats.minute.format(time);
  return time.toDateString() === today.toDateString() ? at : `${day.format(time)} ${at}`;
}

/** A label for an axis of time with this number of seconds between labels. */
export function tick(seconds: number, step: number): string {
  const time = new Date(seconds * 1000);
  if (step >= 300 * 86_400) {
    return String(time.getFullYear());
  }
  if (step >= 27 * 86_400) {
    return formats.month.format(time);
  }
  if (step >= 86_400 || (time.getHours() === 0 && time.getMinutes() === 0)) {
    return formats.date.format(time);
  }
  return step < 60 ? formats.second.format(time) : formats.minute.format(time);
}

/** A bucket of time as text. */
export function bucket(seconds: number): string {
  const units: [number, string][] = [[86_400, 'day'], [3600, 'hour'], [60, 'minute'], [1, 'second']];
  const [size, name] = units.find(([unit]) => seconds % unit === 0) ?? [1, 'second'];
  const number = seconds / size;
  return number === 1 ? name : `${number} ${name}s`;
}

export function duration(seconds: number): string {
  if (seconds < 120) {
    return `${Math.round(seconds)} s`;
  }
  if (seconds < 7200) {
    return `${Math.round(seconds / 60)} min`;
  }
  return seconds < 172_800 ? `${Math.round(seconds / 3600)} h` : `${Math.round(seconds / 86_400)} days`;
}
