/**
 * Vocabulary: the controlled terms of the field. Roles, nations and kinds of subject are fixed in code because rules
 * depend on them; kinds of review and themes are dated rows, since law and taxonomies change. Owns schema `vocabulary`.
 * Invariant: a term is never deleted, only ended.
 */
import type { Context } from '#platform/context.ts'
import * as store from './store.ts'

/** The four nations. */
export type Nation = 'england' | 'wales' | 'scotland' | 'northern-ireland'

/** The nations as shown. */
export const nations: Record<Nation, string> = {
  england: 'England',
  wales: 'Wales',
  scotland: 'Scotland',
  'northern-ireland': 'Northern Ireland',
}

/** Whom a review is about: a child or an adult at risk. A review may be about both. */
export type SubjectKind = 'child' | 'adult'

/** The kinds of subject as shown. */
export const subjectKinds: Record<SubjectKind, string> = { child: 'Children’s', adult: 'Adults’' }

/** The twelve families of roles that learning is addressed to (domain notes, section 3). */
export type Profession = keyof typeof professions

/** The families of roles as shown. */
export const professions = {
  'social-worker': 'Social worker',
  manager: 'Manager',
  nurse: 'Health visitor, nurse or midwife',
  doctor: 'GP or other doctor',
  'mental-health': 'Mental health practitioner',
  police: 'Police',
  education: 'School or education',
  housing: 'Housing',
  justice: 'Probation or justice',
  'care-provider': 'Care provider',
  voluntary: 'Voluntary sector',
  elected: 'Councillor or executive',
} as const

/** Kinds of agency: how one is named where its own name may not stand. */
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

/** A kind of review, with its nation and statutory basis. `confirmed` is false where our source is unsure. */
export interface ReviewKind {
  code: string
  label: string
  short: string
  nation: Nation | null
  subjects: SubjectKind[]
  basis: string
  statutory: boolean
  confirmed: boolean
  /** No longer begun: kept for reviews of the past. */
  legacy: boolean
  /** First and last day on which one may be begun, 'YYYY-MM-DD'; null where our source does not say. */
  validFrom: string | null
  validTo: string | null
}

/** An event of a review that starts or stops a clock; 'outcome-told' is recorded by hand. */
export type ClockEvent =
  'notified' | 'registered' | 'decided' | 'commissioned' | 'submitted' | 'endorsed' | 'published' | 'outcome-told'

/** A clock that law or guidance sets, in force on the days given. `confirmed` is false where our source is unsure. */
export interface ClockRule {
  code: string
  kind: string
  /** What is to be done by then, in plain words. */
  says: string
  starts: ClockEvent
  ends: ClockEvent
  amount: number
  unit: 'working-days' | 'days' | 'months'
  basis: string
  confirmed: boolean
  validFrom: string
  validTo: string | null
}

/** A day on which nobody works in a nation. */
export interface BankHoliday {
  nation: Nation
  /** 'YYYY-MM-DD' */
  day: string
  name: string
  confirmed: boolean
}

/** A theme of practice, with its definition and the words that point to it. */
export interface Theme {
  code: string
  label: string
  definition: string
  terms: string[]
  validFrom: string
}

/** Every role that a person may hold. Anyone without one is the public. */
export type Role =
  | 'registrar'
  | 'editor'
  | 'analyst'
  | 'circulation-officer'
  | 'administrator'
  | 'board-manager'
  | 'board-chair'
  | 'panel-member'
  | 'author'
  | 'agency-member'
  | 'family-contact'
  | 'practitioner'

/** What is fixed about a role. */
export interface RoleDeclaration {
  /** As shown on pages. */
  label: string
  /** Where it is held: at the national body, for one board, for one agency, or by a person alone. */
  heldAt: 'national-body' | 'board' | 'agency' | 'person'
  /** True when the role can see names, so that signing in asks for a second factor. */
  secondFactor: boolean
  /** What it is for, in one line, for invitations and the README's table. */
  does: string
}

/** The roles and what is fixed about each. */
export const roles: Record<Role, RoleDeclaration> = {
  registrar: {
    label: 'Registrar',
    heldAt: 'national-body',
    secondFactor: true,
    does: 'Keeps the national register and appoints authors',
  },
  editor: {
    label: 'Editor',
    heldAt: 'national-body',
    secondFactor: true,
    does: 'De-identifies reports and prepares editions',
  },
  analyst: {
    label: 'Analyst',
    heldAt: 'national-body',
    secondFactor: true,
    does: 'Confirms themes and watches trends',
  },
  'circulation-officer': {
    label: 'Circulation officer',
    heldAt: 'national-body',
    secondFactor: true,
    does: 'Sends bulletins and follows receipts',
  },
  administrator: {
    label: 'Administrator',
    heldAt: 'national-body',
    secondFactor: true,
    does: 'Invites people and looks after accounts',
  },
  'board-manager': {
    label: 'Board manager',
    heldAt: 'board',
    secondFactor: true,
    does: 'Registers reviews and follows them',
  },
  'board-chair': {
    label: 'Board chair',
    heldAt: 'board',
    secondFactor: true,
    does: 'Accepts terms of engagement for the board',
  },
  'panel-member': {
    label: 'Panel member',
    heldAt: 'board',
    secondFactor: true,
    does: 'Follows the reviews of their board’s panel',
  },
  author: { label: 'Author', heldAt: 'person', secondFactor: true, does: 'Writes, submits and seals the report' },
  'agency-member': {
    label: 'Agency member',
    heldAt: 'agency',
    secondFactor: true,
    does: 'Answers requests made to their agency',
  },
  'family-contact': {
    label: 'Family contact',
    heldAt: 'person',
    secondFactor: true,
    does: 'Follows the review of their relative',
  },
  practitioner: {
    label: 'Practitioner',
    heldAt: 'person',
    secondFactor: false,
    does: 'Reads, discusses and records learning',
  },
}

/** All role names in the order above. */
export const roleNames = Object.keys(roles) as Role[]

/** True when the word is a role's name. */
export function isRole(word: string): word is Role {
  return Object.hasOwn(roles, word)
}

/** Kinds of review in force or, with `legacy`, those of the past as well; by label. */
export async function reviewKinds(
  ctx: Context,
  options: { legacy: boolean } = { legacy: false },
): Promise<ReviewKind[]> {
  return store.reviewKinds(ctx, options.legacy)
}

/** Every theme in force, by label. */
export async function themes(ctx: Context): Promise<Theme[]> {
  return store.themes(ctx)
}

/** Every clock there is or was, by code. */
export async function clockRules(ctx: Context): Promise<ClockRule[]> {
  return store.clockRules(ctx)
}

/** Bank holidays of all nations, by day. Days beyond the last one held are taken for working days. */
export async function bankHolidays(ctx: Context): Promise<BankHoliday[]> {
  return store.bankHolidays(ctx)
}

/**
 * Adds bank holidays or renames those there, in the transaction and act of the register, which asks for the permission.
 * None is taken away: a clock that has run is not run again.
 * @returns how many were new
 */
export async function keepBankHolidays(tx: Context, holidays: readonly BankHoliday[]): Promise<number> {
  return store.keepBankHolidays(tx, holidays)
}
