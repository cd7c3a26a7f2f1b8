import type { Content } from './params.ts'

/** Splits into groups that an eye can compare; the last may be shorter. */
export const inGroups = (value: string, size: number): string[] => value.match(new RegExp(`.{1,${size}}`, 'gsu')) ?? []

/**
 * A fingerprint or code, in groups of characters, with a Copy button where scripts run. Copying gives it ungrouped.
 * @param id unique on the page
 */
export const Fingerprint = (props: {
  id: string
  label: Content
  value: string
  groupSize?: number | undefined
  note?: Content
}) => (
  <div class="tl-fingerprint">
    <p class="tl-fingerprint__label govuk-label govuk-label--s" id={`${props.id}-label`}>
      {props.label}
    </p>
    <div class="tl-fingerprint__row">
      <code class="tl-fingerprint__value" id={props.id} data-value={props.value} translate="no">
        {inGroups(props.value, props.groupSize ?? 4).map((group) => (
          <span class="tl-fingerprint__group">{group}</span>
        ))}
      </code>
      <button
        type="button"
        class="govuk-button govuk-button--secondary tl-fingerprint__copy"
        data-copies={props.id}
        aria-describedby={`${props.id}-copied`}
        hidden
      >
        Copy<span class="govuk-visually-hidden"> {props.label}</span>
      </button>
    </div>
    <p class="tl-fingerprint__status govuk-body-s" id={`${props.id}-copied`} role="status"></p>
    {props.note && <p class="govuk-hint">{props.note}</p>}
  </div>
)
