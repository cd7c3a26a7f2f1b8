/** The invented practitioners who get the demonstration's bulletins, and what they did with them. */
import {
  confirmReading,
  followBulletin,
  recordDiscussion,
  sendBulletinsAtOnce,
  signUpConfirmed,
} from '#circulation/circulation.ts'
import { actingAs, type Context } from '#platform/context.ts'
import { professions, type Nation, type Profession } from '#vocabulary/vocabulary.ts'
import { done } from './steps.ts'

/** How many of each role subscribe: enough of some that counts are shown, few enough of others that they are not. */
const counts: Record<Profession, number> = {
  'social-worker': 12,
  manager: 6,
  nurse: 9,
  doctor: 5,
  'mental-health': 3,
  police: 4,
  education: 7,
  housing: 5,
  justice: 2,
  'care-provider': 3,
  voluntary: 2,
  elected: 2,
}

const interestsOf: Partial<Record<Profession, string[]>> = {
  nurse: ['was-not-brought', 'neglect'],
  doctor: ['hospital-discharge', 'mental-capacity'],
  police: ['domestic-abuse', 'exploitation'],
  education: ['school-absence', 'voice-of-child'],
  housing: ['housing', 'self-neglect', 'exploitation'],
  'mental-health': ['suicide-self-harm', 'parental-mental-health'],
  'care-provider': ['care-provider-quality'],
}
const nationsInTurn: (Nation | null)[] = ['england', null, 'wales', 'england', 'scotland', null, 'northern-ireland']

/** Signs them up, before the first volume. @returns how many */
export async function subscribePeople(tx: Context): Promise<number> {
  const early = { ...tx, now: () => new Date('2026-03-02T09:00:00Z') }
  let n = 0
  for (const profession of Object.keys(professions) as Profession[]) {
    for (let one = 1; one <= counts[profession]; one += 1, n += 1) {
      done(
        await signUpConfirmed(early, {
          email: `${profession}-${one}@practice.example`,
          profession,
          nation: nationsInTurn[n % nationsInTurn.length] ?? null,
          interests: one % 2 === 0 ? [] : (interestsOf[profession] ?? []),
          subjects: profession === 'education' ? ['child'] : one % 5 === 0 ? ['adult'] : ['child', 'adult'],
        }),
      )
    }
  }
  return n
}

/**
 * A volume's bulletins are written, and in the days that follow some are opened, some are said to be read, and a few are
 * discussed in a team: fewer at each step, as it is.
 * @param day of the volume, 'YYYY-MM-DD'
 */
export async function receive(tx: Context, volumeId: string, day: string): Promise<void> {
  const later = (days: number) => new Date(Date.parse(`${day}T10:00:00Z`) + days * 86_400_000)
  const { tokens } = done(await sendBulletinsAtOnce({ ...tx, now: () => later(0) }, volumeId))
  const reader = (days: number) => actingAs({ ...tx, now: () => later(days) }, { kind: 'visitor' })
  for (const [n, token] of tokens.entries()) {
    if (n % 10 < 7) await followBulletin(reader(1 + (n % 5)), token)
    if (n % 10 < 4) await confirmReading(reader(2 + (n % 9)), token)
    if (n % 10 === 2)
      await recordDiscussion(reader(20), token, n % 20 === 2 ? '6-10' : '2-5', later(18).toISOString().slice(0, 10))
  }
}
