/** What an invented author asked for in one review under way, a refusal among it, and the family's part. */
import { addAgency, addPanelMember } from '#commissioning/commissioning.ts'
import {
  addQuietDate,
  answerRequest,
  askQuestion,
  commentOnLimits,
  keepWishes,
  nameLiaison,
  recordOutcome,
  requestAccess,
} from '#evidence/evidence.ts'
import { linkParticipant } from '#register/register.ts'
import { answerMarker } from '#quality/quality.ts'
import { done, type At } from './steps.ts'

const trust = 'Westermoor Community Health Trust'
const police = 'Westermoor Constabulary'

/** The agencies and the panel of a review, before its author is appointed. */
export async function stateCircumstances(at: At, reviewId: string): Promise<void> {
  const manager = at('board-manager')
  done(await addAgency(manager, reviewId, at.cast.bodies[trust] ?? '', 'health'))
  done(await addAgency(manager, reviewId, at.cast.bodies[police] ?? '', 'police'))
  const chair = { name: 'Ottoline Greaves', organisationId: null, chairs: true }
  const member = { name: 'Parveen Lockridge', organisationId: at.cast.bodies[trust] ?? null, chairs: false }
  for (const one of [chair, member]) done(await addPanelMember(manager, reviewId, one))
}

/** What goes on while a report is written: requests, the family's part, quality markers. */
export async function accessAndFamily(at: At, reviewId: string): Promise<void> {
  await askForAccess(at, reviewId)
  await bringInFamily(at, reviewId)
  await answerMarkers(at, reviewId, 'scr')
}

/** A conversation that was refused, in a review that is published later: its edition says so. */
export async function refusedConversation(at: At, manager: string, reviewId: string): Promise<void> {
  const agencyId = at.cast.bodies[police] ?? ''
  done(await addAgency(at(manager), reviewId, agencyId, 'police'))
  const { requestId } = done(
    await requestAccess(at('author'), reviewId, {
      agencyId,
      kind: 'person',
      asks: 'The officer who took the first call',
    }),
  )
  const answer = {
    answer: 'refused' as const,
    reasonClass: 'legal-advice' as const,
    words: 'On the advice of counsel.',
  }
  done(await answerRequest(at('agency-member-2'), requestId, answer))
}

/** Requests to two agencies, one granted and one refused, and the family's questions. */
async function askForAccess(at: At, reviewId: string): Promise<void> {
  const author = at('author')
  const request = async (body: string, kind: 'person' | 'record', asks: string) =>
    done(await requestAccess(author, reviewId, { agencyId: at.cast.bodies[body] ?? '', kind, asks })).requestId
  const visitor = await request(trust, 'person', 'The health visitor who knew the family in the first year')
  const notes = await request(trust, 'record', 'Supervision notes of that year')
  const officer = await request(police, 'person', 'The officer who went to the house in the spring')
  done(
    await answerRequest(at('agency-member'), visitor, {
      answer: 'granted',
      reasonClass: null,
      words: 'She can be met at the clinic on any morning.',
    }),
  )
  done(await recordOutcome(author, visitor, { happened: true, words: '' }))
  done(await answerRequest(at('agency-member'), notes, { answer: 'granted', reasonClass: null, words: '' }))
  done(
    await answerRequest(at('agency-member-2'), officer, {
      answer: 'refused',
      reasonClass: 'proceedings',
      words: 'The officer is a witness in proceedings that have not ended.',
    }),
  )
  done(
    await commentOnLimits(author, reviewId, {
      words: 'The record of the visit was seen. What the officer thought at the time is not known.',
      version: 0,
    }),
  )
}

/** The family's contact asks, wishes, and names a quiet date. */
async function bringInFamily(at: At, reviewId: string): Promise<void> {
  const family = at('family-contact')
  const personId = family.actor.kind === 'person' ? family.actor.personId : ''
  done(await linkParticipant(at('board-manager'), reviewId, personId, 'family-contact'))
  done(
    await nameLiaison(at('board-manager'), reviewId, {
      name: 'Marguerite Ashdown-Lowe',
      reach: 'On weekdays from 10 to 4, by telephone; she calls back the same day.',
      version: 0,
    }),
  )
  for (const words of ['Why did nobody tell us that the visits had stopped?', 'Who was meant to listen to him?'])
    done(await askQuestion(family, reviewId, words))
  done(
    await keepWishes(family, reviewId, {
      named: 'pseudonym',
      namedWords: 'Robin',
      told: 'when-important',
      words: '',
      version: 0,
    }),
  )
  done(await addQuietDate(family, reviewId, { month: 4, day: 19, onlyYear: null }))
}

/** The board and the author answer two quality markers. */
async function answerMarkers(at: At, reviewId: string, set: 'scr' | 'sar'): Promise<void> {
  const answer = { evidence: 'Minutes of the panel', seen: 0 }
  done(await answerMarker(at('board-manager'), reviewId, `${set}-1`, { ...answer, answer: 'met', note: '' }))
  done(
    await answerMarker(at('author'), reviewId, `${set}-8`, {
      ...answer,
      answer: 'partly',
      note: 'The dates of the trial are not known yet.',
    }),
  )
}
