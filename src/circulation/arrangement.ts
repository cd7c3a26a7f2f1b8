/** In which order a subscriber is shown a volume, and why. Pure. */
import { nations, subjectKinds, type Nation, type Profession, type SubjectKind } from '#vocabulary/vocabulary.ts'
import { listInWords } from '#web/components/words.ts'
import type { Preferences } from './subscription.ts'

/** What is known of an edition when bulletins are made. */
export interface BulletinEdition {
  id: string
  title: string
  summary: string
  subjects: readonly SubjectKind[]
  nation: Nation | null
  themes: readonly string[]
}

/** A volume as this subscriber is shown it: what matters to them first, each with one line why, then the rest. */
export interface Arrangement {
  first: { edition: BulletinEdition; why: string }[]
  rest: BulletinEdition[]
}

/** The heading over what comes first, by role. */
export const headings: Record<Profession, string> = {
  'social-worker': 'For social workers first',
  manager: 'For managers first',
  nurse: 'For health visitors, nurses and midwives first',
  doctor: 'For GPs and other doctors first',
  'mental-health': 'For mental health practitioners first',
  police: 'For the police first',
  education: 'For schools and education first',
  housing: 'For housing first',
  justice: 'For probation and justice first',
  'care-provider': 'For care providers first',
  voluntary: 'For the voluntary sector first',
  elected: 'For councillors and executives first',
}

/** Words by which an edition's title or summary shows that a role's own work is in it; beginnings of words. */
const wordsOfRole: Record<Profession, { says: string; words: readonly string[] }> = {
  'social-worker': {
    says: 'social work',
    words: ['social work', 'child in need', 'care act', 'section 47', 'section 42'],
  },
  manager: { says: 'supervision and management', words: ['supervis', 'manage', 'caseload', 'oversight', 'staffing'] },
  nurse: { says: 'nursing and health visiting', words: ['nurs', 'health visit', 'midwi', 'district nurse'] },
  doctor: { says: 'medical care', words: ['gp', 'gps', 'doctor', 'hospital', 'surgery', 'paediatric', 'prescri'] },
  'mental-health': { says: 'mental health', words: ['mental', 'psychiatr', 'suicid', 'self-harm', 'camhs'] },
  police: { says: 'policing', words: ['police', 'officer', 'criminal', 'domestic abuse'] },
  education: { says: 'school and education', words: ['school', 'college', 'nursery', 'teacher', 'education', 'pupil'] },
  housing: { says: 'housing', words: ['housing', 'tenan', 'homeless', 'hostel', 'landlord', 'evict'] },
  justice: { says: 'probation and justice', words: ['probation', 'prison', 'court', 'youth justice', 'licence'] },
  'care-provider': { says: 'care provision', words: ['care home', 'home care', 'carer', 'provider', 'residential'] },
  voluntary: { says: 'voluntary services', words: ['charity', 'voluntary', 'volunteer', 'refuge', 'advocacy'] },
  elected: { says: 'how services are led', words: ['commission', 'council', 'leadership', 'strategic', 'partnership'] },
}

/**
 * Puts a volume in order for one subscriber. First comes what fits the chosen kinds and nation (an edition that shows no
 * nation fits all) and touches their role or a chosen theme; someone who chose no theme takes all. Among them: role and
 * theme before one of them, then more themes, then the volume's own order. Nothing is left out.
 * @param labels theme labels by code
 */
export function arrange(
  preferences: Preferences,
  editions: readonly BulletinEdition[],
  labels: ReadonlyMap<string, string>,
): Arrangement {
  const judged = editions.map((edition) => judge(preferences, edition, labels))
  return {
    first: judged
      .filter((one) => one.fits)
      .toSorted((a, b) => b.weight - a.weight)
      .map(({ edition, why }) => ({ edition, why })),
    rest: judged.filter((one) => !one.fits).map((one) => one.edition),
  }
}

function judge(preferences: Preferences, edition: BulletinEdition, labels: ReadonlyMap<string, string>) {
  const subjects = edition.subjects.filter((kind) => preferences.subjects.includes(kind))
  const here = preferences.nation === null || edition.nation === null || edition.nation === preferences.nation
  const chosen = edition.themes.filter((code) => preferences.interests.includes(code))
  const role = touches(edition, preferences.profession)
  const reasons = [
    ...(role ? [`It touches on ${wordsOfRole[preferences.profession].says}`] : []),
    ...(chosen.length > 0
      ? [`You asked about ${listInWords(chosen.map((code) => lowerFirst(labels.get(code) ?? code)))}`]
      : []),
    ...(preferences.nation !== null && edition.nation === preferences.nation
      ? [`From ${nations[preferences.nation]}`]
      : []),
  ]
  return {
    edition,
    fits: subjects.length > 0 && here && (role || chosen.length > 0 || preferences.interests.length === 0),
    weight: (role ? 1 : 0) * 2 + (chosen.length > 0 ? 2 : 0) + chosen.length / 100,
    why: reasons.length > 0 ? `${reasons.join('. ')}.` : `You asked for ${kindsInWords(subjects)} reviews.`,
  }
}

function touches(edition: BulletinEdition, profession: Profession): boolean {
  const text = ` ${`${edition.title} ${edition.summary}`.toLowerCase().replaceAll(/[^\p{L}\p{N}-]+/gu, ' ')} `
  // A two- or three-letter word stands alone; a longer one may be the beginning of one.
  return wordsOfRole[profession].words.some((word) => text.includes(word.length <= 3 ? ` ${word} ` : ` ${word}`))
}

function kindsInWords(subjects: readonly SubjectKind[]): string {
  return listInWords(subjects.map((kind) => lowerFirst(subjectKinds[kind])))
}

function lowerFirst(words: string): string {
  return /^\p{Lu}{2}/u.test(words) ? words : words.charAt(0).toLowerCase() + words.slice(1)
}
