/** Kinds of agency, and how one is named where its own name may not stand. Pure. */

/** Kinds of agency. */
export type Sector = keyof typeof sectors

/** Each kind as chosen on a form, and as named in public. */
export const sectors = {
  health: { label: 'Hospital or community health', named: 'a hospital or community health service' },
  'mental-health': { label: 'Mental health', named: 'a mental health service' },
  'primary-care': { label: 'GP or primary care', named: 'a GP practice or primary care service' },
  police: { label: 'Police', named: 'a police force' },
  education: { label: 'School or education', named: 'a school or education service' },
  'childrens-social-care': { label: 'Children’s social care', named: 'a children’s social care service' },
  'adults-social-care': { label: 'Adult social care', named: 'an adult social care service' },
  housing: { label: 'Housing', named: 'a housing service' },
  probation: { label: 'Probation or justice', named: 'a probation or justice service' },
  'care-provider': { label: 'Care provider', named: 'a care provider' },
  voluntary: { label: 'Voluntary sector', named: 'a voluntary organisation' },
  fire: { label: 'Fire and rescue', named: 'a fire and rescue service' },
  other: { label: 'Another kind', named: 'another agency' },
} as const

/** True when the word is a kind of agency. */
export function isSector(word: string): word is Sector {
  return Object.hasOwn(sectors, word)
}
