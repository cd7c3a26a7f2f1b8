/** Who may do what in de-identification. One rule per act. */
import { declareActs } from '#platform/permission.ts'

/** The acts of this folder. */
export const deidentificationActs = declareActs('deidentification', {
  seeWork: { says: 'See de-identification work and the sealed report with names', allow: { editor: 'any' } },
  startWork: { says: 'Start to de-identify a report', allow: { editor: 'any' } },
  decide: { says: 'Decide what is replaced and by what', allow: { editor: 'any' } },
  prepareEdition: { says: 'Hand an edition to a second editor', allow: { editor: 'any' } },
  signOff: { says: 'Sign off an edition that another editor prepared, or send it back', allow: { editor: 'any' } },
  followText: {
    says: 'Take up a sealed text that changed in the open',
    allow: { editor: 'any' },
    task: true,
  },
  answerEdition: {
    says: 'See what is replaced in the edition of one’s own report, agree or refuse',
    allow: { author: 'own' },
  },
  readPreparedEdition: {
    says: 'Read an edition that waits for its volume',
    allow: { editor: 'any', analyst: 'any', registrar: 'any' },
    task: true,
  },
  assessRisk: {
    says: 'Assess whether somebody could be recognised by an edition',
    allow: { editor: 'any' },
    task: true,
  },
  readIdentities: { says: 'Read who is who for the identity map, which is then encrypted', allow: {}, task: true },
  forgetNames: {
    says: 'Make the workbench forget the names of a review whose identity map is destroyed',
    allow: {},
    task: true,
  },
})
