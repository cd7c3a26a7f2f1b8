/**
 * Identity: people, organisations, roles, invitations, signing in, and the record of every act and sensitive read.
 * Owns schema `identity`. Invariant: no verb of any folder changes anything without leaving one act record in the same
 * transaction; nobody holds a grant before passing every factor that their roles ask for.
 */
import { createHash, randomBytes } from 'node:crypto'
import { hash as hashPassword, verify as verifyPassword } from '@node-rs/argon2'
import { Secret, TOTP } from 'otpauth'
import type { Actor, Context } from '#platform/context.ts'
import { newToken, tokenHash, type SecretBox } from '#platform/encryption.ts'
import { writeMail } from '#platform/mail.ts'
import { may } from '#platform/permission.ts'
import { readCsv, writeCsv } from '#platform/csv.ts'
import { performWith } from './act.ts'
import { listColumns, planList, readList, type ListPlan } from './organisation-list.ts'
import { identityActs } from './permissions.ts'
import { isRole, roles, type Nation, type Role } from '#vocabulary/vocabulary.ts'
import * as store from './store.ts'

/** What kind of body an organisation is. */
export type OrganisationKind =
  'national-body' | 'childrens-board' | 'adults-board' | 'joint-board' | 'community-safety' | 'agency'

/** A board, an agency or the national body; `uk` for bodies of the whole kingdom. */
export interface Organisation {
  id: string
  name: string
  kind: OrganisationKind
  nation: Nation | 'uk'
  /** Our own permanent short name, where it came from a list. */
  code: string | null
  /** First and last day of its life, 'YYYY-MM-DD'; null where it is not known, or has not ended. */
  validFrom: string | null
  validTo: string | null
  /** False where name or dates are to be confirmed. */
  confirmed: boolean
}

/** A person with their current roles, as an administrator sees them. */
export interface PersonListed {
  id: string
  name: string
  email: string
  state: 'invited' | 'active' | 'left'
  hasSecondFactor: boolean
  roles: {
    grantId: string
    role: Role
    organisation: string | null
    until: string | null
    coveringFor: string | null
  }[]
}

/** Kinds of organisation that commission reviews. */
export const boardKinds: readonly OrganisationKind[] = [
  'childrens-board',
  'adults-board',
  'joint-board',
  'community-safety',
]

/**
 * Runs one act: one transaction, one permission check, one record (see `act.ts`).
 * @throws when the work neither refuses nor records, or records without having been permitted
 */
export const perform = performWith(store.writeActRecord)

/**
 * Records that a person looked at confidential text. Background tasks and visitors are not recorded: the first act for
 * a person whose act is recorded, the second never see any.
 * @param what fixed word for what was read, `authorship.report`
 * @param about id of the thing
 */
export async function recordRead(ctx: Context, what: string, about: string): Promise<void> {
  if (ctx.actor.kind === 'person') await store.writeReadRecord(ctx, what, about, ctx.actor.personId)
}

/** Acts recorded about one thing, newest first: `actsAbout(ctx, 'review', reviewId)`. The caller has checked the permission. */
export async function actsAbout(
  ctx: Context,
  key: string,
  id: string,
  limit = 50,
): Promise<{ at: Date; act: string; name: string | null }[]> {
  return store.actsAbout(ctx, key, id, limit)
}

/** Days that an invitation or a link for a new password stays open. */
export const invitationDays = 14
const newPasswordHours = 2

/** Argon2id with the parameters of OWASP's Password Storage Cheat Sheet (19 MiB, 2 passes, 1 lane; read 2026). */
const argon2 = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** Shortest password taken: 12 characters, no composition rules (NCSC password guidance prefers length). */
export const passwordLeastLength = 12

/** Why an invitation, a grant or a change of account was refused. */
export type AccountRefusal =
  'not-allowed' | 'not-found' | 'already-invited' | 'role-needs-organisation' | 'last-administrator'

/**
 * Invites a person to a role: makes the account, gives the role and mails a link that is open for 14 days.
 * @param invitation.organisationId needed for roles held at a board or agency, must be null otherwise
 */
export async function invitePerson(
  ctx: Context,
  invitation: { name: string; email: string; role: Role; organisationId: string | null },
): Promise<{ personId: string } | { refused: AccountRefusal }> {
  return perform(ctx, identityActs.invitePerson, async (tx, act) => {
    if (!act.permits()) return { refused: 'not-allowed' as const }
    if (needsOrganisation(invitation.role) !== (invitation.organisationId !== null))
      return { refused: 'role-needs-organisation' as const }
    if (await store.accountByEmail(tx, invitation.email)) return { refused: 'already-invited' as const }
    const personId = await store.addPerson(tx, invitation.name, invitation.email)
    await store.addGrant(tx, {
      personId,
      role: invitation.role,
      organisationId: invitation.organisationId,
      from: today(tx),
      until: null,
      coveringFor: null,
    })
    await mailLink(tx, personId, invitation.email, invitationDays * 24, 'invitation')
    act.record({ person: personId })
    return { personId }
  })
}

/**
 * Invites the first administrator while no administrator has an account that is in use: nobody else could invite them.
 * Again for the same address gives a new link, since the first may have run out. Nothing is mailed: whoever runs the
 * command hands the link on.
 * @returns the link, open for 14 days
 */
export async function inviteFirstAdministrator(
  ctx: Context,
  invited: { name: string; email: string },
): Promise<{ link: string } | { refused: 'not-allowed' | 'administrator-exists' | 'already-invited' }> {
  return perform(ctx, identityActs.inviteFirstAdministrator, async (tx, act) => {
    if (!act.permits()) return { refused: 'not-allowed' as const }
    const administrators = await store.holdersOf(tx, 'administrator', null)
    const accounts = await Promise.all(administrators.map((one) => store.accountById(tx, one.id)))
    if (accounts.some((account) => account?.state === 'active')) return { refused: 'administrator-exists' as const }
    const known = await store.accountByEmail(tx, invited.email)
    if (known && !administrators.some((one) => one.id === known.id)) return { refused: 'already-invited' as const }
    const personId = known?.id ?? (await addAdministrator(tx, invited))
    const token = newToken()
    await store.addInvitation(
      tx,
      personId,
      tokenHash(token),
      new Date(tx.now().getTime() + invitationDays * 86_400_000),
    )
    act.record({ person: personId })
    return { link: `${tx.siteUrl}/invitation/${token}` }
  })
}

async function addAdministrator(tx: Context, { name, email }: { name: string; email: string }): Promise<string> {
  const personId = await store.addPerson(tx, name, email)
  await store.addGrant(tx, {
    personId,
    role: 'administrator',
    organisationId: null,
    from: today(tx),
    until: null,
    coveringFor: null,
  })
  return personId
}

/** Mails a link for a new password if the address has an account. The answer is the same either way. */
export async function askForNewPassword(ctx: Context, email: string): Promise<void> {
  await perform(ctx, identityActs.askForNewPassword, async (tx, act) => {
    act.permits()
    const account = await store.accountByEmail(tx, email)
    if (account && account.state !== 'left')
      await mailLink(tx, account.id, account.email, newPasswordHours, 'new-password')
    act.record({ person: account?.id })
    return null
  })
}

async function mailLink(
  tx: Context,
  personId: string,
  email: string,
  hours: number,
  purpose: 'invitation' | 'new-password',
) {
  const token = newToken()
  await store.addInvitation(tx, personId, tokenHash(token), new Date(tx.now().getTime() + hours * 3_600_000))
  const link = `${tx.siteUrl}/invitation/${token}`
  const text =
    purpose === 'invitation'
      ? `You have been invited to Throughline, the national body’s system for safeguarding reviews.\n\nSet your password here. The link works once, for ${invitationDays} days:\n${link}\n\nIf you did not expect this, you can ignore it.\n`
      : `Somebody, probably you, asked for a new password for Throughline.\n\nSet it here. The link works once, for ${newPasswordHours} hours:\n${link}\n\nIf it was not you, you can ignore this: nothing has changed.\n`
  await writeMail(tx, {
    to: email,
    subject: purpose === 'invitation' ? 'Your invitation to Throughline' : 'Set a new password for Throughline',
    text,
    purpose: `identity.${purpose}`,
    about: tokenHash(token),
  })
}

/** The person that an open link is for, or null when it was used, has run out or never was. */
export async function invitedPerson(
  ctx: Context,
  token: string,
): Promise<{ personId: string; name: string; email: string } | null> {
  const invitation = await store.openInvitation(ctx, tokenHash(token))
  const account = invitation && (await store.accountById(ctx, invitation.person_id))
  return account ? { personId: account.id, name: account.name, email: account.email } : null
}

/** Sets the password with an open link and uses the link up. All other sessions of the person end. */
export async function acceptInvitation(
  ctx: Context,
  token: string,
  password: string,
): Promise<{ personId: string } | { refused: 'link-not-open' | 'password-too-short' }> {
  return perform(ctx, identityActs.acceptInvitation, async (tx, act) => {
    act.permits()
    const invited = await invitedPerson(tx, token)
    if (!invited) return { refused: 'link-not-open' as const }
    if (Array.from(password).length < passwordLeastLength) return { refused: 'password-too-short' as const }
    if (!(await store.useInvitation(tx, tokenHash(token)))) return { refused: 'link-not-open' as const }
    await store.setPassword(tx, invited.personId, await hashPassword(password, argon2))
    await store.endSessions(tx, invited.personId)
    act.record({ person: invited.personId })
    return { personId: invited.personId }
  })
}

/** After so many failures from one address or for one account within the window, signing in waits. */
const failureLimit = 10
const failureWindowMinutes = 15

/** A hash of nobody's password: checking it takes as long as a real one, so that timing does not tell who has an account. */
let nobodysHash: Promise<string> | null = null

/**
 * Checks the first factor.
 * @returns the person and which second factor they need: none, a code, or setting one up
 */
export async function checkPassword(
  ctx: Context,
  email: string,
  password: string,
  from: string,
): Promise<
  | { personId: string; next: 'done' | 'second-factor' | 'set-up-second-factor' }
  | { refused: 'wrong' | 'too-many-tries' }
> {
  const keys = [email.trim().toLowerCase(), from].map((key) => tokenHash(`sign-in:${key}`))
  if (await tooManyTries(ctx, keys)) return { refused: 'too-many-tries' }
  const account = await store.accountByEmail(ctx, email.trim())
  nobodysHash ??= hashPassword(randomBytes(16).toString('hex'), argon2)
  const right = await verifyPassword(account?.password_hash ?? (await nobodysHash), password)
  if (!right || !account?.password_hash || account.state !== 'active') {
    for (const key of keys) await store.addFailure(ctx, key)
    return { refused: 'wrong' }
  }
  const grants = await store.grantsOf(ctx, account.id)
  if (!grants.some((grant) => isRole(grant.role) && roles[grant.role].secondFactor))
    return { personId: account.id, next: 'done' }
  return { personId: account.id, next: account.second_factor_secret ? 'second-factor' : 'set-up-second-factor' }
}

async function tooManyTries(ctx: Context, keys: string[]): Promise<boolean> {
  const since = new Date(ctx.now().getTime() - failureWindowMinutes * 60_000)
  await store.forgetFailures(ctx, null, since)
  for (const key of keys) if ((await store.recentFailures(ctx, key, since)) >= failureLimit) return true
  return false
}

/** A new second-factor secret for an authenticator app, not yet stored: as base32 and as the address its QR code holds. */
export function newSecondFactor(email: string): { secret: string; address: string } {
  const totp = new TOTP({ issuer: 'Throughline', label: email, secret: new Secret({ size: 20 }) })
  return { secret: totp.secret.base32, address: totp.toString() }
}

/** The code that an authenticator app would show now. For the demonstration's sign-in page and tests only. */
export function currentCode(secret: string, at: Date): string {
  return totpOf(secret).generate({ timestamp: at.getTime() })
}

/**
 * Stores a second factor after the person has shown that their app makes its codes.
 * @returns ten recovery codes, shown once
 */
export async function setUpSecondFactor(
  ctx: Context,
  box: SecretBox,
  personId: string,
  secret: string,
  code: string,
): Promise<{ recoveryCodes: string[] } | { refused: 'wrong' }> {
  return perform(ctx, identityActs.signIn, async (tx, act) => {
    act.permits()
    const account = await store.accountForUpdate(tx, personId)
    const step = stepOf(secret, code, tx.now())
    if (!account || account.second_factor_secret || step === null) return { refused: 'wrong' as const }
    await store.setSecondFactor(tx, personId, box.seal(secret))
    await store.useTimeStep(tx, personId, step)
    const recoveryCodes = Array.from({ length: 10 }, () =>
      randomBytes(5)
        .toString('hex')
        .replace(/(.{5})/, '$1-'),
    )
    await store.replaceRecoveryCodes(tx, personId, recoveryCodes.map(recoveryHash))
    act.record({ person: personId })
    return { recoveryCodes }
  })
}

/**
 * Checks the second factor: a code of the app (each works once) or a recovery code.
 * Failures count towards the same limit as passwords.
 */
export async function checkSecondFactor(
  ctx: Context,
  box: SecretBox,
  personId: string,
  code: string,
): Promise<{ personId: string } | { refused: 'wrong' | 'too-many-tries' }> {
  const key = tokenHash(`second-factor:${personId}`)
  if (await tooManyTries(ctx, [key])) return { refused: 'too-many-tries' }
  const answer = await perform(ctx, identityActs.signIn, async (tx, act) => {
    act.permits()
    const account = await store.accountForUpdate(tx, personId)
    if (!account?.second_factor_secret || account.state !== 'active') return { refused: 'wrong' as const }
    const words = code.replaceAll(/\s/g, '').toLowerCase()
    const step = stepOf(box.open(account.second_factor_secret), words, tx.now())
    const passed =
      step === null
        ? await store.useRecoveryCode(tx, personId, recoveryHash(words))
        : await store.useTimeStep(tx, personId, step)
    if (!passed) return { refused: 'wrong' as const }
    act.record({ person: personId })
    return { personId }
  })
  if ('refused' in answer) await store.addFailure(ctx, key)
  return answer
}

/** The code a demonstration account's app would show, for the sign-in page in demonstration mode. Null outside it. */
export async function demonstrationCode(ctx: Context, box: SecretBox, personId: string): Promise<string | null> {
  if (!ctx.demonstration) return null
  const account = await store.accountById(ctx, personId)
  if (!account?.second_factor_secret) return null
  // A code works once: when this half minute's is used up, the next one is shown, which is taken early.
  const next = new Date(((account.second_factor_last_step ?? 0) + 1) * 30_000)
  const now = ctx.now()
  return currentCode(box.open(account.second_factor_secret), next > now ? next : now)
}

/**
 * Makes an account that is ready to sign in, for the fictional demonstration.
 * @throws outside the demonstration: everybody else is invited
 */
export async function enrolDemonstrationPerson(
  ctx: Context,
  box: SecretBox,
  person: { name: string; email: string; password: string; role: Role; organisationId: string | null },
): Promise<{ personId: string }> {
  if (!ctx.demonstration) throw new Error('only the demonstration enrols people without an invitation')
  return perform(ctx, identityActs.invitePerson, async (tx, act) => {
    act.permits()
    const personId = await store.addPerson(tx, person.name, person.email)
    await store.addGrant(tx, {
      personId,
      role: person.role,
      organisationId: person.organisationId,
      from: '2020-01-01',
      until: null,
      coveringFor: null,
    })
    await store.setPassword(tx, personId, await hashPassword(person.password, argon2))
    if (roles[person.role].secondFactor)
      await store.setSecondFactor(tx, personId, box.seal(new Secret({ size: 20 }).base32))
    act.record({ person: personId })
    return { personId }
  })
}

/** The signed-in person as an actor, with today's grants. Null when the account was closed meanwhile. */
export async function actorOf(ctx: Context, personId: string): Promise<Extract<Actor, { kind: 'person' }> | null> {
  const account = await store.accountById(ctx, personId)
  if (!account || account.state !== 'active') return null
  return { kind: 'person', personId, name: account.name, grants: await store.grantsOf(ctx, personId) }
}

/**
 * Gives a person another role; with `coveringFor`, the role of somebody absent, for stated days only.
 * @param grant.until last day, 'YYYY-MM-DD'; null for no end, which cover may not have
 */
export async function grantRole(
  ctx: Context,
  grant: {
    personId: string
    role: Role
    organisationId: string | null
    until: string | null
    coveringFor: string | null
  },
): Promise<{ grantId: string } | { refused: AccountRefusal | 'cover-needs-end' }> {
  return perform(ctx, identityActs.grantRole, async (tx, act) => {
    if (!act.permits()) return { refused: 'not-allowed' as const }
    if (grant.coveringFor && !grant.until) return { refused: 'cover-needs-end' as const }
    if (needsOrganisation(grant.role) !== (grant.organisationId !== null))
      return { refused: 'role-needs-organisation' as const }
    const account = await store.accountForUpdate(tx, grant.personId)
    if (!account || account.state === 'left') return { refused: 'not-found' as const }
    const grantId = await store.addGrant(tx, { ...grant, from: today(tx) })
    act.record({ person: grant.personId, grant: grantId })
    return { grantId }
  })
}

/** Ends a role from today. Nobody can end the last administrator's. */
export async function endRole(
  ctx: Context,
  grantId: string,
): Promise<{ personId: string } | { refused: AccountRefusal }> {
  return perform(ctx, identityActs.endRole, async (tx, act) => {
    if (!act.permits()) return { refused: 'not-allowed' as const }
    const ended = await store.endGrant(tx, grantId)
    if (!ended) return { refused: 'not-found' as const }
    if ((await store.holdersOf(tx, 'administrator', null)).length === 0)
      return { refused: 'last-administrator' as const }
    act.record({ person: ended.personId, grant: grantId })
    return ended
  })
}

/** Closes the account of a person who leaves: roles and sessions end at once; what they did stays on record. */
export async function closeAccount(
  ctx: Context,
  personId: string,
): Promise<{ personId: string } | { refused: AccountRefusal }> {
  return perform(ctx, identityActs.closeAccount, async (tx, act) => {
    if (!act.permits()) return { refused: 'not-allowed' as const }
    const account = await store.accountForUpdate(tx, personId)
    if (!account || account.state === 'left') return { refused: 'not-found' as const }
    await store.closePerson(tx, personId)
    if ((await store.holdersOf(tx, 'administrator', null)).length === 0)
      return { refused: 'last-administrator' as const }
    act.record({ person: personId })
    return { personId }
  })
}

/** After a lost phone: removes the second factor, ends sessions and mails a link; the person sets up a new one. */
export async function resetSecondFactor(
  ctx: Context,
  personId: string,
): Promise<{ personId: string } | { refused: AccountRefusal }> {
  return perform(ctx, identityActs.resetSecondFactor, async (tx, act) => {
    if (!act.permits()) return { refused: 'not-allowed' as const }
    const account = await store.accountForUpdate(tx, personId)
    if (!account || account.state === 'left') return { refused: 'not-found' as const }
    await store.setSecondFactor(tx, personId, null)
    await store.replaceRecoveryCodes(tx, personId, [])
    await store.endSessions(tx, personId)
    await mailLink(tx, personId, account.email, newPasswordHours, 'new-password')
    act.record({ person: personId })
    return { personId }
  })
}

/** Adds a board or an agency. */
export async function addOrganisation(
  ctx: Context,
  organisation: { name: string; kind: OrganisationKind; nation: Nation | 'uk' },
): Promise<{ organisationId: string } | { refused: 'not-allowed' | 'already-there' }> {
  return perform(ctx, identityActs.addOrganisation, async (tx, act) => {
    if (!act.permits()) return { refused: 'not-allowed' as const }
    const organisationId = await store.addOrganisation(tx, organisation)
    if (!organisationId) return { refused: 'already-there' as const }
    act.record({ organisation: organisationId })
    return { organisationId }
  })
}

/** Organisations by name, of all kinds or those given; those that have ended are left out unless they are asked for. */
export async function organisations(
  ctx: Context,
  kinds: readonly OrganisationKind[] | null = null,
  options: { ended: boolean } = { ended: false },
): Promise<Organisation[]> {
  return store.organisations(ctx, kinds, options.ended ? null : today(ctx))
}

/** An organisation with what came after it and what it was called before. */
export interface OrganisationDetail extends Organisation {
  succeededBy: string | null
  succeededByCode: string | null
  formerNames: string[]
}

/** Every board and agency with its details, by nation and name. */
export async function organisationDetails(ctx: Context): Promise<OrganisationDetail[]> {
  return store.organisationDetails(ctx)
}

/**
 * What taking a list of boards (CSV) would do. Changes nothing.
 * @returns null when the file lacks one of the columns
 */
export async function previewOrganisations(ctx: Context, csv: string): Promise<ListPlan | null> {
  const table = readCsv(csv)
  if (listColumns.some((column) => !table.columns.includes(column))) return null
  return planList(readList(table.rows), await store.organisationDetails(ctx))
}

/**
 * Takes a list of boards: adds, corrects, renames, ends and links them. What was there stays: a name given up is kept as
 * a former one, and nothing is deleted. Lines that cannot be taken are left out and told by the preview.
 */
export async function correctOrganisations(
  ctx: Context,
  csv: string,
): Promise<{ added: number; changed: number } | { refused: 'not-allowed' | 'columns-missing' | 'nothing-to-do' }> {
  return perform(ctx, identityActs.correctOrganisations, async (tx, act) => {
    if (!act.permits()) return { refused: 'not-allowed' as const }
    const plan = await previewOrganisations(tx, csv)
    if (!plan) return { refused: 'columns-missing' as const }
    if (plan.added.length + plan.changed.length === 0) return { refused: 'nothing-to-do' as const }
    await store.addListed(tx, plan.added)
    await store.changeListed(tx, plan.changed, today(tx))
    await store.linkSuccessors(tx, [...plan.added, ...plan.changed.map((one) => one.listed)])
    act.record({ added: plan.added.length, changed: plan.changed.length })
    return { added: plan.added.length, changed: plan.changed.length }
  })
}

/** The list of boards and agencies as CSV, in the columns that `correctOrganisations` takes. */
export async function organisationsAsCsv(ctx: Context): Promise<string> {
  const rows = await store.organisationDetails(ctx)
  return writeCsv(
    listColumns,
    rows.map((one) => [
      one.code,
      one.name,
      one.kind,
      one.nation,
      one.validFrom,
      one.validTo,
      one.succeededByCode,
      one.confirmed ? 'yes' : 'no',
    ]),
  )
}

/** The organisations with these ids, by name. */
export async function organisationsById(ctx: Context, ids: readonly string[]): Promise<Organisation[]> {
  return store.organisationsById(ctx, ids)
}

/** Names of people by id, for pages whose reader may see them. */
export async function namesOf(ctx: Context, personIds: readonly string[]): Promise<Map<string, string>> {
  return store.namesOf(ctx, personIds)
}

/** A person's mail address, for a verb that writes to them. Asks no permission. */
export async function accountMailOf(tx: Context, personId: string): Promise<string> {
  const account = await store.accountById(tx, personId)
  if (!account) throw new Error('mail for no person')
  return account.email
}

/** Who holds a role now: at one organisation, or anywhere when it is null. */
export async function holdersOf(
  ctx: Context,
  role: Role,
  organisationId: string | null = null,
): Promise<{ id: string; name: string; email: string }[]> {
  return store.holdersOf(ctx, role, organisationId)
}

/** Everyone with an account. Empty for who may not see it. */
export async function people(ctx: Context): Promise<PersonListed[]> {
  return may(ctx.actor, identityActs.seePeople) ? store.people(ctx) : []
}

/** What was typed in a form: a field that can be sent several times, such as checkboxes, has a list. */
export type DraftValues = Record<string, string | string[]>

/** Keeps what a person has typed in a form, so that nothing is lost. Passwords and tokens are never kept. */
export async function saveDraft(ctx: Context, form: string, values: DraftValues): Promise<void> {
  if (ctx.actor.kind !== 'person') return
  const kept = Object.fromEntries(
    Object.entries(values).filter(([name]) => !name.startsWith('_') && !/password|code|token|save-draft/i.test(name)),
  )
  await store.saveDraft(ctx, ctx.actor.personId, form.slice(0, 200), kept)
}

/** What the person had typed in a form, if kept. */
export async function draftOf(ctx: Context, form: string): Promise<{ values: DraftValues; savedAt: Date } | null> {
  if (ctx.actor.kind !== 'person') return null
  const found = await store.draft(ctx, ctx.actor.personId, form)
  return found ? { values: found.values, savedAt: found.saved_at } : null
}

/** Forgets a draft, when its form has been sent. */
export async function dropDraft(ctx: Context, form: string): Promise<void> {
  if (ctx.actor.kind === 'person') await store.dropDraft(ctx, ctx.actor.personId, form)
}

function needsOrganisation(role: Role): boolean {
  return roles[role].heldAt === 'board' || roles[role].heldAt === 'agency'
}

function totpOf(secret: string): TOTP {
  return new TOTP({ issuer: 'Throughline', secret: Secret.fromBase32(secret) })
}

/** The time step that a code belongs to, one step of 30 seconds early or late allowed (RFC 6238 section 5.2); null if none. */
function stepOf(secret: string, code: string, now: Date): number | null {
  const delta = /^\d{6}$/.test(code)
    ? totpOf(secret).validate({ token: code, timestamp: now.getTime(), window: 1 })
    : null
  return delta === null ? null : Math.floor(now.getTime() / 30_000) + delta
}

function recoveryHash(code: string): string {
  return createHash('sha256')
    .update(`recovery:${code.replaceAll('-', '')}`)
    .digest('hex')
}

function today(ctx: Context): string {
  return ctx.now().toISOString().slice(0, 10)
}
