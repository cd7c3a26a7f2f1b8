/**
 * What part a person plays, read from the words around the name: kinship, post, age, gender. Contexts hold the text on both
 * sides of a mention, with U+E002 where the mention stands.
 */

/** A part in the story. Roles are numbered when several share one; a unique role only when two people have it. */
export type Role = {
  readonly words: string
  readonly unique: boolean
  readonly gender?: 'f' | 'm'
  /** Set for roles that only a child or only a grown person has. */
  readonly age?: 'child' | 'adult'
}

type Cue = readonly [RegExp, Role]

const role = (words: string, more: Partial<Role> = {}): Role => ({ words, unique: false, ...more })
const adult = (words: string, more: Partial<Role> = {}): Role => role(words, { age: 'adult', ...more })

const TITLE = '(?:Mr |Mrs |Ms |Miss |Dr |Professor |Rev\\.? )?'

/** "the health visitor, Ms X"; "X, her new health visitor"; "X\tHealth visitor" in a table. */
const post = (pattern: string, words: string, more: Partial<Role> = {}): Cue => [
  new RegExp(
    `\\b(?:${pattern}),? (?:was |is |named |called |who was )?${TITLE}\\uE002|\\uE002(?:,| was| is|,? who was) (?:(?:an?|the|her|his|their|its|[\\p{L}’']+[’']s) )?(?:[\\p{Ll}-]+ ){0,3}(?:${pattern})\\b|\\uE002(?:\\t| \\()(?:[\\p{L}-]+ ){0,3}(?:${pattern})\\b`,
    'iu',
  ),
  adult(words, more),
]

/** "his mother, X"; "X, Alfie’s mother"; "X\tMother" in a table. Not "mother of" somebody further on. */
const kin = (pattern: string, words: string, more: Partial<Role> = {}): Cue => [
  new RegExp(
    `\\uE002\\t(?:birth |maternal |paternal |step-?|half-|older |elder |younger |twin |the )*(?:${pattern})\\b(?!-in-law)|\\b(?:his|her|their|the|the child(?:ren)?[’']s) (?:birth |late |own |maternal |paternal |older |elder |younger |eldest |youngest |twin |half-|step-?)*(?:${pattern})(?!-in-law),? ${TITLE}\\uE002|\\uE002(?:,| was| is) (?:his|her|their|the child(?:ren)?[’']s) (?:birth |maternal |paternal |older |elder |younger |twin |half-|step-?)*(?:${pattern})\\b(?!-in-law)`,
    'iu',
  ),
  role(words, more),
]

const AGE_OF_CHILD =
  /\uE002(?:[^.\n\uE002]{0,12})\b(?:was born\b|aged? (?:of )?(?:1[0-7]|\d)\b(?! (?:weeks?|months?|years?) (?:in|of|as) )|(?:was |is |now |then )?(?:1[0-7]|\d|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen)(?: and a half)? (?:years?|months?|weeks?|days?) old\b)|\uE002(?: \(|, then |, )(?:aged )?(?:1[0-7]|\d)\)?[,.) ]/

/** Most telling first: the first that is met anywhere decides. */
const CUES: readonly Cue[] = [
  [/\uE002\t(?:the )?(?:subject child|child\b|index child)/i, role('Child', { age: 'child' })],
  kin('mother', 'Mother', { unique: true, gender: 'f', age: 'adult' }),
  kin('father|dad', 'Father', { unique: true, gender: 'm', age: 'adult' }),
  kin('great-?grandmother', 'Great-grandmother', { unique: true, gender: 'f', age: 'adult' }),
  kin('grandmother|nana?|granny|gran', 'Grandmother', { unique: true, gender: 'f', age: 'adult' }),
  kin('grandfather|grandad|grandpa', 'Grandfather', { unique: true, gender: 'm', age: 'adult' }),
  kin('stepfather', 'Stepfather', { unique: true, gender: 'm', age: 'adult' }),
  kin('stepmother', 'Stepmother', { unique: true, gender: 'f', age: 'adult' }),
  kin('half-sister', 'Sibling', { gender: 'f' }),
  kin('half-brother', 'Sibling', { gender: 'm' }),
  kin('sister', 'Sibling', { gender: 'f' }),
  kin('brother', 'Sibling', { gender: 'm' }),
  kin('sibling|twin', 'Sibling'),
  kin('husband', 'Partner', { gender: 'm', age: 'adult' }),
  kin('wife', 'Partner', { gender: 'f', age: 'adult' }),
  kin('partner|boyfriend|girlfriend|fiancée?', 'Partner', { age: 'adult' }),
  [
    /\b(?:uncle|aunt|auntie|cousin|nephew|niece|son|daughter|(?:sister|brother|mother|father)-in-law),? \uE002|\uE002(?:\t|, (?:his|her|their) )(?:maternal |paternal |great-?)*(?:uncle|aunt|cousin|nephew|niece|son|daughter|(?:sister|brother|mother|father)-in-law)/i,
    role('Relative'),
  ],
  [/\uE002\tSubject\b/i, role('Subject', { unique: true })],
  [/\bJudge \uE002|\bJustice \uE002|\bHHJ \uE002|\bRecorder \uE002/, adult('Judge', { unique: true })],
  post('social worker', 'Social Worker'),
  post('health visitor', 'Health Visitor'),
  post('school nurse', 'School Nurse'),
  post('family nurse|practice nurse|district nurse|staff nurse|charge nurse|ward sister|nurse', 'Nurse'),
  post('midwife', 'Midwife'),
  post('paediatrician', 'Paediatrician'),
  post('psychiatrist|psychologist', 'Mental Health Practitioner'),
  post('paramedic', 'Paramedic'),
  post('GP|general practitioner', 'GP'),
  post('police officer|detective|constable|sergeant|inspector|superintendent', 'Police Officer'),
  post('probation officer', 'Probation Officer'),
  post('youth (?:justice )?worker|mentor', 'Youth Worker'),
  post('interpreter|translator', 'Interpreter'),
  post('head ?teacher|deputy head|teacher|designated safeguarding lead|tutor|teaching assistant|SENCO', 'Teacher'),
  post('nursery (?:worker|nurse|manager|practitioner)|key person|childminder', 'Nursery Worker'),
  post('foster carer|carer', 'Carer'),
  post('housing officer|tenancy officer|landlord|caretaker', 'Housing Officer'),
  post('solicitor|barrister|guardian', 'Legal Representative'),
  post('imam|minister|pastor|priest|vicar|rabbi|granthi', 'Faith Leader'),
  post('councillor|member of parliament|MP|MSP', 'Elected Member'),
  post('chief executive|director', 'Senior Leader'),
  post('team manager|service manager|practice manager|manager|supervisor', 'Manager'),
  post('support worker|key ?worker|worker|officer|practitioner|advocate|assessor', 'Practitioner'),
  [
    /(?:lead reviewer|independent author|reviewer|author|report writer)[:,]? \uE002/i,
    adult('the reviewer', { unique: true }),
  ],
  [
    /(?:independent chair|convener|chair)[^\n]{0,60}[:,] (?:Professor |Sir |Dame )?\uE002/i,
    adult('the chair', { unique: true }),
  ],
  post('neighbour', 'Neighbour'),
  [/\b(?:Dr|Doctor) \uE002/, adult('Doctor')],
  [/\b(?:PC|DC|DS|DI|DCI|WPC|Sergeant|Inspector|Constable) ?(?:\d+ )?\uE002/, adult('Police Officer')],
  kin('friend|best friend', 'Friend'),
  [AGE_OF_CHILD, role('Child', { age: 'child' })],
]

/** The role that any of the contexts shows; undefined when none does. */
export function roleIn(contexts: readonly string[]): Role | undefined {
  for (const [cue, found] of CUES) if (contexts.some((context) => cue.test(context))) return found
  return undefined
}

/** Whether someone is a child or grown, and a woman or a man, as far as the words say. */
export type Person = { readonly age: 'child' | 'adult' | undefined; readonly gender: 'f' | 'm' | undefined }

const SHE = /\uE002[^.\n]{0,60}\b(?:she|her|herself|mother|sister|daughter|girl|woman)\b/i
const HE = /\uE002[^.\n]{0,60}\b(?:he|him|his|himself|father|brother|son|boy|man)\b/i

/** Reads age and gender from the contexts of one name, by its role alone: pronouns nearby may be anybody's. */
export function personIn(contexts: readonly string[]): Person {
  const found = roleIn(contexts)
  const child = contexts.some((context) => AGE_OF_CHILD.test(context))
  return { age: found?.age ?? (child ? 'child' : undefined), gender: found?.gender }
}

/** The gender of the pronouns after a name, where at least three contexts agree and hardly any does not. */
export function genderByPronouns(contexts: readonly string[]): 'f' | 'm' | undefined {
  const she = contexts.filter((context) => SHE.test(context) && !HE.test(context)).length
  const he = contexts.filter((context) => HE.test(context) && !SHE.test(context)).length
  if (Math.max(she, he) < 3 || Math.min(she, he) * 4 > Math.max(she, he)) return undefined
  return she > he ? 'f' : 'm'
}

/** A role that a title or post in the name itself shows. */
export function roleByTitle(surface: string): Role | undefined {
  return BY_TITLE.find(([pattern]) => pattern.test(surface))?.[1]
}

const BY_TITLE: readonly Cue[] = [
  [
    /^(?:PC|DC|DS|DI|DCI|PS|WPC|(?:Detective )?(?:Sergeant|Inspector|Constable|Superintendent))\b/,
    adult('Police Officer'),
  ],
  [/\b(?:MP|MSP|MLA|AM)$|^(?:Cllr|Councillor|Lord|Lady|Baroness|Rt Hon)\b/, adult('Elected Member')],
  [/^(?:Imam|Rev|Revd|Reverend|Pastor|Rabbi|Canon|Bishop|Fr|Sheikh)\b/, adult('Faith Leader')],
  [/^(?:Charge |Staff |Ward )?(?:Nurse|Sister|Matron)\b/, adult('Nurse')],
  [/Judge|Justice|Sheriff/, adult('Judge', { unique: true })],
  [/^(?:Uncle|Aunt|Auntie|Aunty|Cousin)\b/, role('Relative')],
  [/^(?:Nana?|Granny|Gran|Grandma|Bunica|Babcia|Dadi|Nani)\b/, adult('Grandmother', { unique: true, gender: 'f' })],
  [/^(?:Grandad|Grandpa|Taid|Dada)\b/, adult('Grandfather', { unique: true, gender: 'm' })],
  [/^(?:Crew|Watch|Station) Manager\b|^Firefighter\b/, adult('Firefighter')],
  [/^(?:Housing|Tenancy) Officer\b/, adult('Housing Officer')],
  [/^Social Worker\b/, adult('Social Worker')],
]

/** What a title or post written with the name says of its bearer. */
export function personByTitle(surface: string): Person {
  if (/^(?:Mrs|Ms|Miss|Lady|Dame|WPC|Sister|Nana?|Aunt|Auntie|Granny)\b/.test(surface))
    return { age: 'adult', gender: 'f' }
  if (/^(?:Mr|Sir|Lord|Father|Uncle|Grandad|Imam)\b/.test(surface)) return { age: 'adult', gender: 'm' }
  if (/^(?:Dr|Professor|PC|DC|DS|DI|DCI|PS|Judge|Rev|Sergeant|Inspector|Constable|Cllr)\b/.test(surface))
    return { age: 'adult', gender: undefined }
  return { age: undefined, gender: undefined }
}
