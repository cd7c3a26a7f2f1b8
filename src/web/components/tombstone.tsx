import type { Content } from './params.ts'

/** Stands where a withdrawn edition stood: that it existed, since when it is gone and why, and no more. */
export const Tombstone = (props: { title: string; withdrawn: string; children: Content }) => (
  <section class="tl-tombstone" aria-labelledby="tombstone-title">
    <h2 class="govuk-heading-m tl-tombstone__title" id="tombstone-title">
      {props.title}
    </h2>
    <p class="govuk-body tl-tombstone__when">Withdrawn on {props.withdrawn}</p>
    <div class="govuk-body">{props.children}</div>
  </section>
)
