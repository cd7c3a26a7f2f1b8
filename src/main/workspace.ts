/** The workspace's pages: everything behind sign-in, and sign-in itself. */
import type { FastifyInstance } from 'fastify'
import type { Context } from '#platform/context.ts'
import { censusPages } from '#census/pages/pages.ts'
import { censusActs } from '#census/permissions.ts'
import { circulationPages } from '#circulation/pages/pages.ts'
import { circulationActs } from '#circulation/permissions.ts'
import { authorshipPages, authorshipSlot } from '#authorship/pages/pages.ts'
import { authorshipActs } from '#authorship/permissions.ts'
import { commissioningPages, commissioningSlot } from '#commissioning/pages/pages.tsx'
import { disclosurePages, disclosureSlot } from '#disclosure/pages/pages.tsx'
import { disclosureActs } from '#disclosure/permissions.ts'
import { accessSlot, evidencePages, familySlot } from '#evidence/pages/pages.ts'
import { evidenceActs } from '#evidence/permissions.ts'
import { qualityPages, qualitySlot } from '#quality/pages/pages.tsx'
import { directoryPages } from '#directory/pages/pages.ts'
import { directoryActs } from '#directory/permissions.ts'
import { demonstrationAccounts } from '#demonstration/demonstration.ts'
import { crosswalkPages } from '#crosswalk/pages/pages.tsx'
import { crosswalkActs } from '#crosswalk/permissions.ts'
import { secretBox } from '#platform/encryption.ts'
import { deidentificationPages } from '#deidentification/pages/pages.ts'
import { deidentificationActs } from '#deidentification/permissions.ts'
import { identityPages, workspaceDrafts } from '#identity/pages/pages.ts'
import { identityActs } from '#identity/permissions.ts'
import { legacyPages, legacySlot } from '#legacy/pages/pages.ts'
import { legacyActs } from '#legacy/permissions.ts'
import { registerPages } from '#register/pages/pages.ts'
import { registerActs } from '#register/permissions.ts'
import { releasePages } from '#release/pages/pages.tsx'
import { releaseActs } from '#release/permissions.ts'
import { keysPages, keysSlot, termsSigningSlot } from '#keys/pages/pages.ts'
import { keysActs } from '#keys/permissions.ts'
import { mailFolder } from '#platform/mail-transports.ts'
import { offerPlaces } from '#web/site.ts'
import { worklistPages, type WayIn } from '#worklist/pages/pages.tsx'
import { trendsPages } from '#trends/pages/pages.tsx'
import { trendsActs } from '#trends/permissions.ts'
import type { Installation } from './installation.ts'

const waysIn: readonly WayIn[] = [
  {
    title: 'Reviews',
    href: '/workspace/reviews',
    words: 'See the reviews in the register and where each stands.',
    rule: registerActs.readReview,
  },
  {
    title: 'Register a review',
    href: '/workspace/reviews/new',
    words: 'Tell the national register of a review, from the first decision.',
    rule: registerActs.registerReview,
  },
  {
    title: 'What is due',
    href: '/workspace/due',
    words: 'See what is overdue or due soon, from which rule and since when.',
    rule: registerActs.seeOverdue,
  },
  {
    title: 'Author directory',
    href: '/workspace/authors',
    words: 'See who can write reviews, with every interest they have declared.',
    rule: directoryActs.readDirectory,
  },
  {
    title: 'Your entry in the author directory',
    href: '/workspace/authors/me',
    words: 'Keep what you offer, and declare every interest.',
    rule: directoryActs.keepProfile,
  },
  {
    title: 'Requests to your agency',
    href: '/workspace/requests',
    words: 'Answer what authors ask for, within the stated working days.',
    rule: evidenceActs.readRequest,
  },
  {
    title: 'Told in confidence',
    href: '/workspace/in-confidence',
    words: 'Tell the national body of interference, or follow what was told.',
    rule: disclosureActs.readReports,
  },
  {
    title: 'Census',
    href: '/workspace/census',
    words: 'See who has answered for the quarter, and where answers and register differ.',
    rule: censusActs.seeCensus,
  },
  {
    title: 'Reviews of the past',
    href: '/workspace/legacy',
    words: 'Bring in old reviews from a list with their files.',
    rule: legacyActs.seeBatches,
  },
  {
    title: 'Boards',
    href: '/workspace/boards',
    words: 'See, import and correct the list of boards.',
    rule: identityActs.correctOrganisations,
  },
  {
    title: 'Bank holidays',
    href: '/workspace/bank-holidays',
    words: 'See the days on which clocks stand still, and add more.',
    rule: registerActs.keepBankHolidays,
  },
  {
    title: 'Removing names',
    href: '/workspace/deidentification',
    words: 'De-identify submitted reports and check each other’s work.',
    rule: deidentificationActs.seeWork,
  },
  {
    title: 'Your signing key',
    href: '/workspace/keys',
    words: 'Make it, restore it from the key sheet, or make another.',
    rule: keysActs.keepKeyring,
  },
  {
    title: 'Identity maps',
    href: '/workspace/identity-maps',
    words: 'See who is who in the reviews you edited, and when each map will be destroyed.',
    rule: crosswalkActs.seeSchedule,
  },
  {
    title: 'People',
    href: '/workspace/people',
    words: 'Invite people, give roles, help with lost phones.',
    rule: identityActs.seePeople,
  },
]

/** Registers the workspace's pages. */
export async function registerWorkspacePages(
  app: FastifyInstance,
  installation: Installation,
  base: Omit<Context, 'actor' | 'requestId'>,
): Promise<void> {
  offerPlaces([
    { text: 'Your work', href: '/workspace' },
    { text: 'Reviews', href: '/workspace/reviews', rule: registerActs.readReview },
    { text: 'What is due', href: '/workspace/due', rule: registerActs.seeOverdue },
    { text: 'Census', href: '/workspace/census', rule: censusActs.seeCensus },
    { text: 'Removing names', href: '/workspace/deidentification', rule: deidentificationActs.seeWork },
    { text: 'Next volume', href: '/workspace/release', rule: releaseActs.seeWaiting },
    { text: 'Concerns', href: '/workspace/concerns', rule: releaseActs.settleConcern },
    { text: 'Circulation', href: '/workspace/circulation', rule: circulationActs.readCirculation },
    { text: 'Found before?', href: '/workspace/recurrences', rule: trendsActs.judgeRecurrence },
    { text: 'People', href: '/workspace/people', rule: identityActs.seePeople },
    { text: 'Being told', href: '/workspace/away', rule: authorshipActs.chooseDelegate },
    ...mailPlaces(installation, base.demonstration),
    { text: 'Published reviews', href: '/library' },
  ])
  await app.register(async (wing) => {
    workspaceDrafts(wing)
    await wing.register(
      identityPages({ box: installation.box, demonstrationAccounts: base.demonstration ? demonstrationAccounts : [] }),
    )
    await wing.register(worklistPages({ waysIn }))
    await wing.register(
      registerPages({
        slots: [
          commissioningSlot,
          keysSlot,
          authorshipSlot,
          accessSlot,
          familySlot,
          qualitySlot,
          disclosureSlot,
          legacySlot,
        ],
      }),
    )
    await wing.register(censusPages)
    await wing.register(legacyPages)
    await wing.register(directoryPages)
    await wing.register(commissioningPages({ signing: termsSigningSlot }))
    await wing.register(evidencePages)
    await wing.register(keysPages)
    await wing.register(qualityPages)
    await wing.register(disclosurePages)
    await wing.register(authorshipPages)
    await wing.register(deidentificationPages)
    await wing.register(crosswalkPages({ box: secretBox(installation.secret, 'identity-map') }))
    await wing.register(releasePages)
    await wing.register(trendsPages)
    await wing.register(
      circulationPages({
        mailFolder: installation.config.MAIL_BY === 'folder' ? mailFolder(installation.config) : null,
      }),
    )
  })
}

/** The mail folder's page, where mail goes to a folder: to everyone in the demonstration, otherwise to who may read it. */
function mailPlaces(installation: Installation, demonstration: boolean) {
  if (installation.config.MAIL_BY !== 'folder') return []
  const rule = demonstration ? circulationActs.openDemonstrationMail : circulationActs.readMailFolder
  return [{ text: 'Mail', href: '/mail', rule }]
}
