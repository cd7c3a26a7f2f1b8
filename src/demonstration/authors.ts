/** The invented authors' entries in the directory, with interests past and present. */
import {
  authorById,
  decideAuthor,
  declareInterest,
  declareReviewDone,
  keepProfile,
  type InterestToDeclare,
  type ProfileToKeep,
} from '#directory/directory.ts'
import { done, type At } from './steps.ts'

interface Entry {
  who: string
  profile: ProfileToKeep
  interests: (Partial<InterestToDeclare> & Pick<InterestToDeclare, 'kind' | 'from'> & { body: string })[]
  before: { year: number; title: string }[]
}

const entries: Entry[] = [
  {
    who: 'author',
    profile: {
      experience: 'Twenty years in children’s social work, twelve of them as a reviewer (invented).',
      methods: 'Learning Together, family group work',
      nations: ['england', 'wales', 'scotland', 'northern-ireland'],
      subjects: ['child', 'adult'],
      availability: 'now',
      availableFrom: null,
    },
    interests: [
      { kind: 'employment', body: 'Lough Derra Safeguarding Panel', from: '2006-02-01', until: '2011-06-30', note: '' },
    ],
    before: [{ year: 2019, title: 'A practice review of a well-managed discharge' }],
  },
  {
    who: 'author-2',
    profile: {
      experience: 'Nurse consultant for safeguarding, then independent (invented).',
      methods: 'SEIPS, after action review',
      nations: ['england'],
      subjects: ['child', 'adult'],
      availability: 'now',
      availableFrom: null,
    },
    interests: [
      {
        kind: 'employment',
        body: 'Westermoor Community Health Trust',
        from: '2014-09-01',
        until: '2024-03-31',
        note: 'Named nurse for safeguarding',
      },
    ],
    before: [{ year: 2022, title: 'A review of a missed diagnosis' }],
  },
  {
    who: 'author-3',
    profile: {
      experience: 'Detective superintendent, retired; chair of public protection panels (invented).',
      methods: 'Learning Together, significant incident learning process',
      nations: ['england', 'scotland'],
      subjects: ['child'],
      availability: 'from',
      availableFrom: '2027-02-01',
    },
    interests: [
      { kind: 'income', body: 'Stannerdale Safeguarding Adults Board', from: '2025-04-01', share: 40, note: '' },
    ],
    before: [],
  },
  {
    who: 'author-4',
    profile: {
      experience: 'Adult social work and housing, Welsh speaking (invented).',
      methods: 'Concise and extended practice reviews, learning events',
      nations: ['wales'],
      subjects: ['adult'],
      availability: 'now',
      availableFrom: null,
    },
    interests: [
      {
        kind: 'supervisory',
        body: 'Cwm Tarrant Regional Safeguarding Board',
        from: '2023-01-01',
        note: 'Supervises one of its officers',
      },
    ],
    before: [],
  },
]

/** Enters them; the national body approves each. @returns how many */
export async function enterAuthors(at: At): Promise<number> {
  for (const entry of entries) {
    const author = at(entry.who)
    const personId = author.actor.kind === 'person' ? author.actor.personId : ''
    done(await keepProfile(author, entry.profile, 0))
    for (const { body, ...interest } of entry.interests)
      done(
        await declareInterest(author, personId, {
          reference: '',
          withWhom: '',
          note: '',
          until: null,
          share: null,
          ...interest,
          organisationId: at.cast.bodies[body] ?? null,
        }),
      )
    for (const one of entry.before) done(await declareReviewDone(author, { ...one, organisationId: null }))
    const found = await authorById(author, personId)
    const version = found?.profile.version ?? 0
    done(await decideAuthor(at('registrar'), personId, { state: 'approved', why: '', version }))
  }
  return entries.length
}
