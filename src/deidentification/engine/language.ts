/**
 * Says in which language a passage is written, by the small words that only that language uses often, or by its letters.
 * The tagger and the lists of ordinary words know English only; elsewhere the engine says so and does not guess.
 */
import type { Word } from './words.ts'

/** ISO 639-1 codes of the languages told apart; `und` for letters or words of none of them. */
export type LanguageCode = keyof typeof LANGUAGE_NAMES | 'und'

/** English names of the languages told apart. */
export const LANGUAGE_NAMES = {
  en: 'English',
  cy: 'Welsh',
  ga: 'Irish',
  gd: 'Scottish Gaelic',
  pl: 'Polish',
  ro: 'Romanian',
  lt: 'Lithuanian',
  cs: 'Czech or Slovak',
  sq: 'Albanian',
  fr: 'French',
  de: 'German',
  nl: 'Dutch',
  es: 'Spanish',
  pt: 'Portuguese',
  it: 'Italian',
  tr: 'Turkish',
  so: 'Somali',
  yo: 'Yoruba',
  ur: 'Urdu, Arabic, Persian or Kurdish',
  pa: 'Punjabi',
  bn: 'Bengali',
  hi: 'Hindi or Nepali',
  gu: 'Gujarati',
  ta: 'Tamil',
  ru: 'Russian, Ukrainian or Bulgarian',
  el: 'Greek',
  zh: 'Chinese',
  ja: 'Japanese',
  ko: 'Korean',
  he: 'Hebrew',
  am: 'Amharic or Tigrinya',
} as const

/** The English name of a language. */
export const languageName = (code: LanguageCode): string =>
  code === 'und' ? 'a language that was not recognised' : LANGUAGE_NAMES[code]

/** A passage that is not in English. Offsets are UTF-16 units of the text read. */
export type OtherLanguage = { readonly start: number; readonly end: number; readonly language: LanguageCode }

/** In what languages a text is written. */
export type LanguageFinding = {
  /** The language of most of its words; null where there are too few to say. */
  readonly main: LanguageCode | null
  readonly others: readonly OtherLanguage[]
}

const SMALL_WORDS: Readonly<Partial<Record<LanguageCode, string>>> = {
  en: 'the of and to a in that is was he she for it with as his her on be at by had not are but from or have an they which were this their been has would who will more when there said what about him them its did also after before told because where while could should into than these those only no',
  cy: 'y yr yn i o a ac ar at am gan gyda wedi oedd mae bod ei eu ein dim nid ni fe hi hwn hon hynny sydd sy roedd bu cael gael gwneud mewn dros hefyd ond neu fel pan lle byddai oherwydd wrth ddim nhw ydy yw fod eto hyn plentyn teulu',
  ga: 'an na agus ar i is le do go bhí tá sé sí ag ó níl raibh mar ach nó sa den don leis seo sin gur chun faoi aige aici iad muid bhfuil ní ina',
  gd: 'an na agus air ann tha bha e i le do gu aig o nach robh mar ach no san den dha seo sin gun fo aca iad sinn chan ri bho às',
  pl: 'i w na z do nie że się jest to o jak po ale za co od przez dla był była są tym jego jej oraz ich przy bez tak który która się ze czy już może tylko',
  ro: 'și în de la cu pe nu că a fost este din pentru o un care mai sau ca lui ei prin sunt după fără au cum dar când copil mama sa să',
  lt: 'ir į iš su kad yra ne bet kaip buvo apie per už jis ji tai jo jos nuo po arba tik dar labai vaikas',
  cs: 'a v na se z do že je to s o jak po ale za od pro byl byla jsou jeho její které který si při bez tak nebo aby když',
  sq: 'dhe në të e i me nga për se një është që nuk ka si por ishte kjo ky ai ajo tek pas edhe',
  fr: 'le la les de des du et à un une est que qui dans pour il elle ne pas sur au avec son sa ses ce cette par plus mais nous vous été ont était',
  de: 'der die das und in zu den von mit ist nicht sich ein eine für auf dem des im er sie es wurde war als auch aus bei nach wird haben hat',
  nl: 'de het een en van in is dat op te zijn met voor niet aan hij zij er maar om ook als bij uit was werd naar heeft',
  es: 'el la los las de y en que un una es no por con para su se del al lo como más pero fue era ha sus le ya este',
  pt: 'o a os as de e em que um uma é não por com para seu sua se do da no na como mais mas foi era ao dos',
  it: 'il la le gli di e in che un una è non per con si del della nel al come più ma fu era sono dal suo sua ha',
  tr: 'bir ve bu için ile de da çok ne ama olarak var gibi daha o değil kadar sonra olan mi ben sen onun çocuk',
  so: 'iyo waa ku ka oo u in ay la uu aan waxaa ah lahaa ahaa waxay isaga iyada inay badan kale markii ilmaha hooyo',
  yo: 'ni ti si fun lati awọn naa ó wọn kan bi àti ìyá ọmọ mo ṣe kò jẹ',
}

const SCRIPTS: readonly (readonly [RegExp, LanguageCode])[] = [
  [/\p{Script=Arabic}/gu, 'ur'],
  [/\p{Script=Gurmukhi}/gu, 'pa'],
  [/\p{Script=Bengali}/gu, 'bn'],
  [/\p{Script=Devanagari}/gu, 'hi'],
  [/\p{Script=Gujarati}/gu, 'gu'],
  [/\p{Script=Tamil}/gu, 'ta'],
  [/\p{Script=Cyrillic}/gu, 'ru'],
  [/\p{Script=Greek}/gu, 'el'],
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/gu, 'ja'],
  [/\p{Script=Hangul}/gu, 'ko'],
  [/\p{Script=Han}/gu, 'zh'],
  [/\p{Script=Hebrew}/gu, 'he'],
  [/\p{Script=Ethiopic}/gu, 'am'],
]

const LATIN = /\p{Script=Latin}/gu
const OTHER_LETTER = /(?!\p{Script=Latin})\p{L}/u

/** For each small word the languages that use it. */
const USERS: ReadonlyMap<string, readonly LanguageCode[]> = (() => {
  const users = new Map<string, LanguageCode[]>()
  for (const [language, words] of Object.entries(SMALL_WORDS) as [LanguageCode, string][])
    for (const word of new Set(words.split(' '))) users.set(word, [...(users.get(word) ?? []), language])
  return users
})()

/** A passage with fewer words than this is taken to be in the language around it. */
const LEAST_WORDS = 6

/** The languages of a reading copy, line by line; a sentence in another language inside a line counts when it is a line's most. */
export function languagesOf(clean: string, words: readonly Word[]): LanguageFinding {
  const totals = new Map<LanguageCode, number>()
  const others: OtherLanguage[] = []
  let next = 0
  for (let start = 0; start <= clean.length;) {
    const stop = clean.indexOf('\n', start)
    const end = stop < 0 ? clean.length : stop
    const first = next
    while (next < words.length && (words[next]?.start ?? 0) < end) next++
    if (end > start) {
      const language = lineLanguage(clean, start, end, words, first, next)
      if (language !== null) {
        totals.set(language, (totals.get(language) ?? 0) + (end - start))
        if (language !== 'en') pushOther(others, { start, end, language })
      }
    }
    start = end + 1
  }
  const main = [...totals].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? null
  return { main, others }
}

function pushOther(others: OtherLanguage[], found: OtherLanguage): void {
  const last = others.at(-1)
  if (last !== undefined && last.language === found.language && found.start - last.end <= 2)
    others[others.length - 1] = { ...last, end: found.end }
  else others.push(found)
}

function lineLanguage(
  clean: string,
  start: number,
  end: number,
  words: readonly Word[],
  first: number,
  next: number,
): LanguageCode | null {
  const script = scriptLanguage(clean.slice(start, Math.min(end, start + 4000)))
  if (script !== null) return script
  const count = next - first
  if (count < LEAST_WORDS) return null
  const scores = new Map<LanguageCode, number>()
  for (let i = first; i < next; i++) {
    const word = (words[i] as Word).text.toLowerCase()
    for (const language of USERS.get(word) ?? []) scores.set(language, (scores.get(language) ?? 0) + 1)
  }
  const ranked = [...scores].toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
  const [best, hits] = ranked[0] ?? ['und' as const, 0]
  const english = scores.get('en') ?? 0
  if (english >= hits || english / count >= 0.2) return 'en'
  if (hits / count >= 0.18 && hits >= 3 && hits >= 2 * english) return best
  // A list of names or a heading has few small words in any language: nothing is said of it.
  return null
}

/** The language of letters that are not Latin, where they are the most. */
function scriptLanguage(line: string): LanguageCode | null {
  if (!OTHER_LETTER.test(line)) return null
  const latin = line.match(LATIN)?.length ?? 0
  for (const [letters, language] of SCRIPTS) {
    const count = line.match(letters)?.length ?? 0
    if (count >= 8 && count > latin) return language
  }
  return null
}
