import {describe, expect, it} from 'vitest';
import {readable} from '../src/idn';

describe('a name with A-labels', () => {
  it.each([
    ['xn--mnchen-3ya.example', 'münchen.example'],
    ['www.xn--strae-oqa.xn--mnchen-3ya.example', 'www.straße.münchen.example'],
    ['xn--e1afmkfd.xn--p1ai', 'пример.рф'],
    ['xn--fsq.xn--fiqs8s', '例.中国'],
    ['xn--r8jz45g.jp', '例え.jp'],
    ['xn--zck0c2a5a3cwcd.jp', 'ラーメンスープ.jp'],
    ['xn--bj0bj06e.xn--3e0b707e', '한글.한국'],
    ['xn--mgbh0fb.xn--kgbechtv', 'مثال.إختبار'],
    ['xn--p1b6ci4b4b3a.xn--11b5bs3a9aj6g', 'उदाहरण.परीक्षा'],
    ['xn--hxajbheg2az3al.xn--jxalpdlp', 'παράδειγμα.δοκιμή'],
    ['xn--fa-hia.de', 'faß.de'],
  ])('is readable: %s', (ascii, text) => expect(readable(ascii)).toBe(text));

  it.each([
    ['plain.example'],
    ['10.0.0.1'],
    ['a "quoted" \\xe4 name'],
    ['notxn--a.example'],
  ])('is left alone without: %s', name => expect(readable(name)).toBe(name));

  it.each([
    ['all letters look Latin (Cyrillic)', 'xn--80ak6aa92e.com'],
    ['all letters look Latin (Greek)', 'xn--vxajog.com'],
    ['Latin with one Cyrillic letter', 'xn--pple-43d.com'],
    ['Latin with a Greek letter', 'xn--ggle-0nda.com'],
    ['Latin with a Katakana letter like a slash', 'xn--comlogin-634g.example'],
    ['a phonetic letter like g', 'xn--oole-z7b.com'],
    ['a symbol, which IDNA2008 does not allow', 'xn--i-n3p.ws'],
    ['a mark over a Latin letter', 'xn--paypal-m8d.com'],
    ['a joiner, which is invisible', 'xn--ab-m1t.example'],
    ['a script of limited use (Lisu)', 'xn--3l8a.example'],
    ['not what a browser encodes', 'xn--Mnchen-3ya.example'],
    ['a capital letter within', 'xn--mnchen-psa.example'],
    ['only ASCII within', 'xn--abc-.example'],
    ['no punycode', 'xn--\u00e4.example'],
    ['a number beyond Unicode', 'xn--99999999999.example'],
    ['nothing', 'xn--.example'],
    ['a fraction slash', 'xn--ab-c6t.example'],
  ])('stays as it is: %s', (_, ascii) => expect(readable(ascii)).toBe(ascii));

  it('has readable and other labels side by side', () =>
    expect(readable('xn--80ak6aa92e.xn--mnchen-3ya.example')).toBe('xn--80ak6aa92e.münchen.example'));
});
