import { nations, subjectKinds } from '#vocabulary/vocabulary.ts'
import { SummaryList } from '#web/components/summary-list.tsx'
import { Tag } from '#web/components/tag.tsx'
import { dateInWords, listInWords } from '#web/components/words.ts'
import { interestWords, type Author, type AuthorState, type Interest, type Profile } from '../directory.ts'

const stateWords: Record<AuthorState, { text: string; classes: string }> = {
  draft: { text: 'Draft', classes: 'govuk-tag--grey' },
  submitted: { text: 'Waits for approval', classes: 'govuk-tag--yellow' },
  approved: { text: 'Approved', classes: 'govuk-tag--green' },
  returned: { text: 'Returned', classes: 'govuk-tag--orange' },
  ended: { text: 'Ended', classes: 'govuk-tag--grey' },
}

/** Where an entry stands. */
export const StateTag = (props: { state: AuthorState }) => <Tag {...stateWords[props.state]} />

/** When an author is free. */
export function availabilityInWords(profile: Profile): string {
  if (profile.availability === 'now') return 'Free now'
  return profile.availableFrom ? `Free from ${dateInWords(profile.availableFrom)}` : 'Not free'
}

/** An author's entry, and everything open about them. */
export const Entry = (props: { author: Author; endPath?: ((interest: Interest) => string) | undefined }) => {
  const { profile, interests, reviewsDone } = props.author
  return (
    <>
      <SummaryList
        rows={[
          { key: 'Entry', value: { text: <StateTag state={profile.state} /> } },
          profile.decidedAt && {
            key: 'Decided',
            value: `${dateInWords(profile.decidedAt)}, by ${profile.decidedBy ?? ''}${profile.decisionWhy ? `: ${profile.decisionWhy}` : ''}`,
          },
          { key: 'Experience', value: profile.experience },
          { key: 'Methods', value: profile.methods },
          { key: 'Nations', value: listInWords(profile.nations.map((nation) => nations[nation])) },
          { key: 'Reviews', value: listInWords(profile.subjects.map((subject) => subjectKinds[subject])) },
          { key: 'Availability', value: availabilityInWords(profile) },
        ]}
      />
      <h2 class="govuk-heading-m">Interests, past ones too</h2>
      <Interests interests={interests} endPath={props.endPath} />
      <h2 class="govuk-heading-m">Reviews done</h2>
      {reviewsDone.length === 0 ? (
        <p class="govuk-body">None yet.</p>
      ) : (
        <ul class="govuk-list govuk-list--bullet">
          {reviewsDone.map((done) => (
            <li>
              {done.year}: {done.title}
              {done.board ? `, ${done.board}` : ''}
              {done.reviewId ? '' : ' (declared by the author)'}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

/** Interests newest first; with `endPath`, those that go on can be ended. */
export const Interests = (props: {
  interests: readonly Interest[]
  endPath?: ((interest: Interest) => string) | undefined
}) =>
  props.interests.length === 0 ? (
    <p class="govuk-body">None declared.</p>
  ) : (
    <table class="govuk-table tl-table--stacked">
      <caption class="govuk-visually-hidden">Declared interests</caption>
      <thead class="govuk-table__head">
        <tr class="govuk-table__row">
          {['Tie', 'With', 'From', 'Until', 'Declared'].map((head) => (
            <th scope="col" class="govuk-table__header">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody class="govuk-table__body">
        {props.interests.map((one) => (
          <InterestRow interest={one} endPath={one.until === null ? props.endPath?.(one) : undefined} />
        ))}
      </tbody>
    </table>
  )

const InterestRow = (props: { interest: Interest; endPath: string | undefined }) => {
  const { interest } = props
  return (
    <tr class="govuk-table__row">
      <th scope="row" class="govuk-table__header">
        {interestWords[interest.kind]}
        {interest.share === null ? '' : `: ${interest.share} per cent`}
      </th>
      <td class="govuk-table__cell" data-label="With">
        {interest.withWhom || 'A review'}
        {interest.note ? `. ${interest.note}` : ''}
      </td>
      <td class="govuk-table__cell" data-label="From">
        {dateInWords(interest.from)}
      </td>
      <td class="govuk-table__cell" data-label="Until">
        {interest.until ? dateInWords(interest.until) : 'Goes on'}
        {interest.endedWhy ? `: ${interest.endedWhy}` : ''}
        {props.endPath && (
          <>
            {' '}
            <a class="govuk-link" href={props.endPath}>
              It has ended<span class="govuk-visually-hidden">: {interest.withWhom}</span>
            </a>
          </>
        )}
      </td>
      <td class="govuk-table__cell" data-label="Declared">
        {dateInWords(interest.declaredAt)}, by {interest.declaredBy}
      </td>
    </tr>
  )
}
