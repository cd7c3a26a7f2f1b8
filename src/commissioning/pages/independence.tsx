import { SummaryList } from '#web/components/summary-list.tsx'
import { Tag } from '#web/components/tag.tsx'
import { dateTimeInWords } from '#web/components/words.ts'
import type { Independence } from '../commissioning.ts'
import { testWords, type Outcome } from '../independence.ts'

const outcomeWords: Record<Outcome['outcome'], { text: string; classes: string }> = {
  met: { text: 'Met', classes: 'govuk-tag--green' },
  'not-met': { text: 'Not met', classes: 'govuk-tag--red' },
  unknown: { text: 'Cannot be told yet', classes: 'govuk-tag--grey' },
}

/** Every test with its outcome and the facts it rests on. */
export const IndependenceList = (props: { independence: Independence }) => (
  <SummaryList
    rows={props.independence.outcomes.map((one) => {
      const override = props.independence.overrides.find((other) => other.test === one.test)
      return {
        key: testWords[one.test],
        value: {
          text: (
            <>
              <Tag {...outcomeWords[one.outcome]} />
              {override && <Tag text="Overridden" classes="govuk-tag--orange" />}
              {one.facts.map((fact) => (
                <p class="govuk-body govuk-!-margin-top-1 govuk-!-margin-bottom-1">{fact}</p>
              ))}
              {override && (
                <p class="govuk-body">
                  {override.by}, {dateTimeInWords(override.at)}, for the national body: {override.reason} This is
                  printed in the edition.
                </p>
              )}
            </>
          ),
        },
      }
    })}
  />
)
