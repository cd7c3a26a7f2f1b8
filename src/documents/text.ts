/**
 * Brings text into the form that can be sealed (sealed text, version 1, "Text") without changing a word:
 * Unicode NFC, one line, single spaces, no invisible characters that search, reader or verifier would trip over.
 *
 * No-break and typographic spaces become plain spaces; soft hyphens, zero-width spaces and direction overrides go;
 * the joiners U+200C and U+200D stay, since words in some scripts need them. Lone surrogates become U+FFFD.
 */

/** Characters that are removed: soft hyphen, zero-width space, word joiner, byte order mark, direction marks and overrides. */
const INVISIBLE = /[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]/g
// eslint-disable-next-line no-control-regex -- control characters are exactly what is replaced
const SPACES = /[\u0000-\u0020\u007f-\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/g
const LONE_SURROGATE = /\p{Surrogate}/gu

/** One line of clean text, trimmed; the reserved brackets ⟦ ⟧ become [ ]. */
export function cleanText(raw: string): string {
  return raw
    .replace(INVISIBLE, '')
    .replace(SPACES, ' ')
    .replace(LONE_SURROGATE, '\ufffd')
    .replace(/\u27e6/g, '[')
    .replace(/\u27e7/g, ']')
    .normalize('NFC')
    .trim()
}

/** Whether the text had brackets that are reserved for replacements. */
export function hasReservedBrackets(raw: string): boolean {
  return /[\u27e6\u27e7]/.test(raw)
}

/** Whether the text had symbols that only one particular font can show (Unicode's private use areas). */
export function hasPrivateSymbols(raw: string): boolean {
  return /\p{Co}/u.test(raw)
}

/** The first words of a text for a list the author reads: at most 80 characters. */
export function excerpt(text: string): string {
  const clean = cleanText(text)
  return clean.length <= 80
    ? clean
    : `${clean
        .slice(0, 79)
        .replace(/[\ud800-\udbff]$/, '')
        .trimEnd()}…`
}

/** How many words: runs without spaces that hold a letter or digit. */
export function countWords(text: string): number {
  return text.split(' ').filter((word) => /[\p{L}\p{N}]/u.test(word)).length
}
