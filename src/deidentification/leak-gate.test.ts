import { strToU8, zipSync, zlibSync, gzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { leaksInOutputs, secretsOf, type LeakForm, type Secrets } from './leak-gate.ts'

const secrets: Secrets = {
  names: [
    'Alfie Hartley-Ogden',
    'Kayleigh Hartley',
    'Philip Garside',
    'Mrs Bickerdike',
    'Will Ogden',
    'Escalation',
    'AA-4471-KX',
    '943 476 5919',
  ],
  phrases: ['Parkwood Rise', 'Larkfield Primary School', 'Type 1 diabetes since birth'],
  window: { from: '2015-03-02', to: '2016-01-14' },
  days: ['12-02', '01-14'],
  kept: [],
}
const utf8 = strToU8
const utf16 = (text: string) =>
  new Uint8Array([255, 254, ...Array.from(text).flatMap((one) => [one.charCodeAt(0) % 256, one.charCodeAt(0) >> 8])])
const escapedAll = (text: string, one: (code: number) => string) =>
  Array.from(text, (letter) => one(letter.charCodeAt(0))).join('')
const page = (inside: string) => utf8(`<!DOCTYPE html><html><body><p>She said ${inside} on the day.</p></body></html>`)
const word = (inside: string, file = 'word/document.xml') =>
  zipSync({ '[Content_Types].xml': utf8('<Types/>'), [file]: utf8(`<w:document>${inside}</w:document>`) })
const stream = (content: string, packed = false) => {
  const bytes = packed ? zlibSync(utf8(content)) : utf8(content)
  return new Uint8Array([
    ...utf8(`%PDF-1.7\n4 0 obj\n<< /Length ${bytes.length}${packed ? ' /Filter /FlateDecode' : ''} >>\nstream\n`),
    ...bytes,
    ...utf8('\nendstream\nendobj\n'),
  ])
}
const glyphs = new Uint8Array([
  ...stream(
    '/CIDInit begincmap 1 beginbfrange <0024> <003D> <0041> endbfrange 1 beginbfrange <0044> <005D> <0061> endbfrange endcmap',
    true,
  ),
  ...stream(
    `BT [<${escapedAll('Bickerdike', (code) => (code - 29).toString(16).padStart(4, '0'))}>] TJ ET`,
    true,
  ).subarray(9),
])
const png = (kind: string, text: string) =>
  new Uint8Array([137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, text.length, ...utf8(kind), ...utf8(text), 0, 0, 0, 0])

/** Kinds of leak, each planted alone: what it is, the output, and in what form it must be reported. */
const planted: [string, { name?: string; bytes: Uint8Array | string }, LeakForm][] = [
  ['a whole name in plain text', { bytes: 'Then Alfie Hartley-Ogden slept.' }, 'name'],
  ['a given name alone', { bytes: 'Then Kayleigh slept.' }, 'name'],
  ['a surname alone', { bytes: 'Then Garside closed the case.' }, 'name'],
  ['half of a double name', { bytes: 'Then Ms Ogden rang.' }, 'name'],
  ['a possessive', { bytes: 'It was Kayleigh’s bag.' }, 'name'],
  ['a possessive with a straight apostrophe', { bytes: "It was Garside's bag." }, 'name'],
  ['lower case', { bytes: 'then kayleigh slept' }, 'name'],
  ['capitals', { bytes: 'THEN KAYLEIGH SLEPT' }, 'name'],
  ['a title and a surname', { bytes: 'He rang Mr Garside.' }, 'name'],
  ['an ordinary word as a name, with a capital in mid-sentence', { bytes: 'They asked Will about it.' }, 'name'],
  ['one letter wrong', { bytes: 'Then Kayliegh slept and Gartside left.' }, 'misspelt'],
  ['one letter left out, in lower case', { bytes: 'then bickerdke rang' }, 'misspelt'],
  ['dotted initials', { bytes: 'Seen by A.H-O. on the ward.' }, 'initials'],
  ['initials without dots', { bytes: 'The child (AHO) was weighed.' }, 'initials'],
  ['two initials signing a note', { bytes: 'Suggest other words. PG' }, 'initials'],
  ['a code with other spacing', { bytes: 'NHS number 9434765919.' }, 'name'],
  ['a code with hyphens left out', { bytes: 'Case AA 4471 KX was closed.' }, 'name'],
  ['a place', { bytes: 'They moved to Parkwood Rise.' }, 'phrase'],
  ['a school in lower case', { bytes: 'at larkfield primary school' }, 'phrase'],
  ['a telling phrase', { bytes: 'with type 1 diabetes since birth' }, 'phrase'],
  ['a hyphen at a line’s end', { bytes: 'Then Bicker-\ndike rang.' }, 'name'],
  ['a hyphen at a line’s end, wrapped and indented', { bytes: 'Then Bicker-\r\n    dike rang.' }, 'name'],
  ['a name broken across lines', { bytes: 'Then Philip\nGarside rang.' }, 'name'],
  ['soft hyphens', { bytes: 'Then Bick\u00ader\u00addike rang.' }, 'name'],
  ['zero-width joiners', { bytes: 'Then Kay\u200dleigh slept.' }, 'name'],
  ['Cyrillic look-alikes', { bytes: 'Then K\u0430yleigh slept.' }, 'name'],
  ['full-width letters', { bytes: 'Then Ｋａｙｌｅｉｇｈ slept.' }, 'name'],
  ['mathematical letters', { bytes: 'Then 𝐊𝐚𝐲𝐥𝐞𝐢𝐠𝐡 slept.' }, 'name'],
  ['combining accents', { bytes: 'Then K\u0301ayleigh slept.' }, 'name'],
  ['letters set apart', { bytes: 'Then G a r s i d e rang.' }, 'letters apart'],
  ['letters set apart with dots', { bytes: 'Then G.a.r.s.i.d.e rang.' }, 'letters apart'],
  ['run together', { bytes: 'see alfiehartleyogden' }, 'run together'],
  ['written backwards', { bytes: 'see nedgOyeltraHeiflA' }, 'run together'],
  ['inside a replacement', { bytes: 'Then ⟦Kayleigh⟧ slept.' }, 'name'],
  ['an HTML page', { bytes: page('Kayleigh') }, 'name'],
  ['an HTML page, split by tags', { bytes: page('Kay<b>lei</b>gh') }, 'name'],
  ['an HTML page, escaped in figures', { bytes: page(escapedAll('Kayleigh', (code) => `&#${code};`)) }, 'name'],
  [
    'an HTML page, escaped in hexadecimal',
    { bytes: page(escapedAll('Kayleigh', (code) => `&#x${code.toString(16)};`)) },
    'name',
  ],
  ['an HTML page, an invisible hyphen', { bytes: page('Kay&shy;leigh') }, 'name'],
  ['an HTML comment', { bytes: page('nothing<!-- Kayleigh -->') }, 'name'],
  ['an HTML attribute', { bytes: page('<img alt="Kayleigh asleep">') }, 'name'],
  ['an HTML identifier', { bytes: page('<a id="kayleigh-hartley">x</a>') }, 'name'],
  ['a page’s title', { bytes: '<html><head><title>Kayleigh</title></head></html>' }, 'name'],
  ['a script of a page', { bytes: page('<script>var a = "Kayleigh"</script>') }, 'name'],
  [
    'a link, percent-encoded',
    { bytes: page(`<a href="/x?q=${escapedAll('Kayleigh', (code) => `%${code.toString(16)}`)}">x</a>`) },
    'name',
  ],
  ['table cells side by side', { bytes: page('<table><tr><td>Kayleigh</td><td>Hartley</td></tr></table>') }, 'name'],
  ['JSON', { bytes: JSON.stringify({ a: ['Kayleigh slept'] }) }, 'name'],
  ['a key of JSON', { bytes: JSON.stringify({ Kayleigh: 1 }) }, 'name'],
  ['JSON with escapes', { bytes: `{"a":"${escapedAll('Kayleigh', (code) => `\\u00${code.toString(16)}`)}"}` }, 'name'],
  ['JSON that holds HTML', { bytes: JSON.stringify({ a: '<i>Kay<b>leigh</b></i>' }) }, 'name'],
  ['JSON, split between strings', { bytes: JSON.stringify({ a: ['x ', 'Kay', 'leigh', ' y'] }) }, 'name'],
  ['a feed, escaped twice', { bytes: '<feed><summary>&amp;#75;ayleigh slept</summary></feed>' }, 'name'],
  ['a feed’s character data', { bytes: '<feed><title><![CDATA[Kayleigh]]></title></feed>' }, 'name'],
  ['a mail’s subject', { bytes: `Subject: =?utf-8?B?${btoa('For Kayleigh')}?=\r\n\r\nHello` }, 'name'],
  ['a mail’s subject in Q encoding', { bytes: 'Subject: =?utf-8?Q?For_K=61yleigh?=\r\n\r\nHello' }, 'name'],
  ['a mail’s body, quoted-printable', { bytes: 'Subject: x\r\n\r\nFor Kay=\r\nleigh and more' }, 'name'],
  ['a mail’s body in base64', { bytes: `Subject: x\r\n\r\n${btoa('For Kayleigh, the bulletin')}\r\n` }, 'name'],
  ['hexadecimal', { bytes: `id ${escapedAll('Kayleigh', (code) => code.toString(16))} end` }, 'name'],
  ['a file name', { name: 'kayleigh_hartley_v4.txt', bytes: 'nothing' }, 'name'],
  ['a file name in one word', { name: 'SCRAlfieHartleyOgden.pdf', bytes: 'nothing' }, 'run together'],
  ['UTF-16', { bytes: utf16('Then Kayleigh slept.') }, 'name'],
  ['a packed file', { bytes: gzipSync(utf8('Then Kayleigh slept.')) }, 'name'],
  [
    'a Word file, split in runs',
    { bytes: word('<w:p><w:r><w:t>Kay</w:t></w:r><w:r><w:t>leigh</w:t></w:r></w:p>') },
    'name',
  ],
  ['a Word file’s author', { bytes: word('<dc:creator>Philip Garside</dc:creator>', 'docProps/core.xml') }, 'name'],
  [
    'a Word file’s tracked deletion',
    { bytes: word('<w:del w:author="x"><w:r><w:delText>Kayleigh</w:delText></w:r></w:del>') },
    'name',
  ],
  ['a Word file’s tracked author', { bytes: word('<w:ins w:author="Philip Garside"></w:ins>') }, 'name'],
  [
    'a Word file’s comment',
    { bytes: word('<w:comment w:initials="PG"><w:t>x</w:t></w:comment>', 'word/comments.xml') },
    'initials',
  ],
  ['a Word file’s bookmark', { bytes: word('<w:bookmarkStart w:name="_KayleighHartley"/>') }, 'name'],
  ['a file inside a Word file', { bytes: word('', 'word/embeddings/Kayleigh.bin') }, 'name'],
  ['an archive’s comment', { bytes: new Uint8Array([...word(''), ...utf8('Alfie Hartley-Ogden')]) }, 'run together'],
  [
    'an archive inside an archive',
    { bytes: zipSync({ 'a.zip': zipSync({ 'b.txt': utf8('Then Kayleigh slept.') }) }) },
    'name',
  ],
  ['a PDF’s title', { bytes: '%PDF-1.7\n1 0 obj\n<< /Title (SCR Kayleigh v4) >>\nendobj\n' }, 'name'],
  [
    'a PDF’s author in UTF-16',
    {
      bytes: `%PDF-1.7\n<< /Author <FEFF${escapedAll('Philip Garside', (code) => code.toString(16).padStart(4, '0'))}> >>`,
    },
    'name',
  ],
  ['a PDF’s page', { bytes: stream('BT (Then Kayleigh slept) Tj ET') }, 'name'],
  ['a PDF’s page, packed and kerned', { bytes: stream('BT [(Ka) 12 (yle) -8 (igh)] TJ ET', true) }, 'name'],
  ['a PDF’s page in octal', { bytes: stream('BT (\\113ayleigh) Tj ET', true) }, 'name'],
  ['a PDF’s page in glyph numbers', { bytes: glyphs }, 'name'],
  ['a PDF’s metadata', { bytes: stream('<x:xmpmeta><rdf:li>Philip Garside</rdf:li></x:xmpmeta>') }, 'name'],
  ['a picture’s text', { bytes: png('tEXt', 'Title\0Alfie Hartley-Ogden') }, 'run together'],
  ['a date in words', { bytes: 'On 2 December 2015 it was closed.' }, 'date'],
  ['a date, American', { bytes: 'On December 2nd, 2015 it was closed.' }, 'date'],
  ['a date in figures', { bytes: 'Closed 02/12/2015.' }, 'date'],
  ['a date, short', { bytes: 'Closed 2.12.15.' }, 'date'],
  ['a date, ISO', { bytes: '{"at":"2015-12-02"}' }, 'date'],
  ['a day of the case without its year', { bytes: 'Closed on 2 December, at night.' }, 'date'],
  ['an archive that cannot be read', { bytes: new Uint8Array([80, 75, 3, 4, 1, 2, 3]) }, 'unreadable'],
  ['an encrypted PDF', { bytes: '%PDF-1.7\n<< /Encrypt 5 0 R >>' }, 'unreadable'],
]

test.each(planted)('a planted leak is caught: %s', (_, { name = 'edition.txt', bytes }, how) => {
  const found = leaksInOutputs(secrets, [{ name, bytes: typeof bytes === 'string' ? utf8(bytes) : bytes }])
  expect(found.map((leak) => leak.how)).toContain(how)
})

test('what is no leak is not reported', () => {
  const clean = [
    'They will hope for grace in summer. Will they come? Hope is no plan.',
    'Grandmother 2 declined, and 14 marched. Use the escalation procedure. ',
    'The GP, the PC and the MASH met; the SCR and the DASH form were late.',
    'On 3 February 2015 and on 15 January 2016, before and after. Section 47 of the Children Act 1989.',
    'The mother slept. ⟦Mother⟧ rang ⟦a primary school⟧ on ⟦day 40⟧. Version 2.12 of the form.',
  ].join('\n')
  const outputs = [
    { name: 'edition-3f0e.txt', bytes: utf8(clean) },
    { name: 'edition.html', bytes: page(clean) },
    {
      name: 'edition.json',
      bytes: utf8(JSON.stringify({ clean, root: btoa('\u0001\u0002 random bytes here \u0003') })),
    },
    { name: 'edition.docx', bytes: word(`<w:p><w:t>${clean}</w:t></w:p>`) },
  ]
  expect(leaksInOutputs(secrets, outputs)).toEqual([])
})

test('hashes are noise: letters in them are nobody’s initials and no packed file', () => {
  const hashes = [
    'H4sAbcdefghijklmnopqrstuvwxyzABCDEFGHIJKL12=',
    'abcdefghijklmnop/PG/rstuvwxyzABCDEFGHIJKLMN=',
    'abc/AHO/fghijklmnopqrstuvwxyzABCDEFGHIJK123=',
  ]
  const id = '3f0e1a2b-aaaa-4bbb-8ccc-0123456789ab'
  const outputs = [
    { name: 'edition.json', bytes: utf8(JSON.stringify({ id, hashes })) },
    { name: 'edition.html', bytes: page(`<a data-value="${hashes[1]}" href="/${id}">${hashes[2]}</a>`) },
  ]
  expect(leaksInOutputs(secrets, outputs)).toEqual([])
})

test('what an editor kept is excused in its own place only', () => {
  const blocks = [{ text: 'Will Ogden slept. A garside is a tool.' }, { text: 'Garside rang.' }]
  const at = (block: number, words: string, label: string, hidden: boolean) => {
    const start = blocks[block]!.text.indexOf(words)
    return { label, block, start, end: start + words.length, hidden }
  }
  const made = secretsOf(blocks, [at(1, 'Garside', 'PERSON', true), at(0, 'garside', 'PERSON', false)], null)
  const inText = (text: string) => leaksInOutputs(made, [{ name: 'x', bytes: utf8(text) }]).length
  expect(inText('Somebody slept. A garside is a tool.')).toBe(0)
  expect(inText('<p>Somebody slept. A <i>garside</i> is a tool.</p>')).toBe(0)
  expect(inText('The garside rang.')).toBe(1)
})

test('secrets are drawn from what is hidden: dates give the window', () => {
  const text = 'On 2 December 2015 and 14/01/2016 at Larkfield Primary School, aged 3, the mother.'
  const span = (words: string, label: string) => ({
    label,
    block: 0,
    start: text.indexOf(words),
    end: text.indexOf(words) + words.length,
    hidden: true,
  })
  const made = secretsOf(
    [{ text }],
    [
      span('2 December 2015', 'DATETIME'),
      span('14/01/2016', 'DATETIME'),
      span('Larkfield Primary School', 'LOC'),
      span('3', 'QUANTITY'),
      span('mother', 'DEM'),
    ],
    null,
  )
  expect(made).toMatchObject({
    names: [],
    phrases: ['Larkfield Primary School'],
    window: { from: '2015-12-02', to: '2016-01-14' },
    days: ['12-02', '01-14'],
  })
})

test('a bare age is not looked for as a name, since every list of paragraphs holds its figures; a long number is', () => {
  const blocks = [{ text: 'Aged 31, case 4471, file 22.' }]
  const at = (words: string) => {
    const start = blocks[0]!.text.indexOf(words)
    return { label: 'CODE', block: 0, start, end: start + words.length, hidden: true }
  }
  expect(secretsOf(blocks, [at('31'), at('4471'), at('22')], null).names).toEqual(['4471'])
})

test('a word that begins like a month is no month, and a month is one in full or short', () => {
  const found = (text: string) =>
    leaksInOutputs({ ...secrets, names: [], phrases: [] }, [{ name: 'x', bytes: utf8(text) }])
  expect(found('She regrets that decision.\n2 Family background')).toEqual([])
  for (const day of ['2 December', 'December 2', '2 Dec.', 'Dec 2nd', '2nd day of December'])
    expect([day, found(`It was ${day} when`).map((one) => one.how)]).toEqual([day, ['date']])
})
