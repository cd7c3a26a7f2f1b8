import { EmptyState } from '#web/components/empty-state.tsx'
import { counted, dateInWords } from '#web/components/words.ts'
import { Page, type Shell } from '#web/shell.tsx'
import type { Context } from '#platform/context.ts'
import type { EditionListed, VolumeListed } from '../library.ts'
import { EditionLines } from './edition-lines.tsx'

const allReviews = { href: '/library', text: 'All reviews' }

/** Every volume, newest first. */
export const VolumesPage = (props: { shell: Shell; volumes: readonly VolumeListed[] }) => (
  <Page {...props.shell} title="Volumes" backLink={allReviews}>
    <h1 class="govuk-heading-l">Volumes</h1>
    <p class="govuk-body">Reviews are released several at a time, so that it is harder to tell whose each one is.</p>
    {props.volumes.length === 0 && (
      <EmptyState title="Nothing is published yet">The first volume will appear here.</EmptyState>
    )}
    {[
      { title: 'Sealed by their authors', list: props.volumes.filter((one) => !one.legacy) },
      { title: 'Legacy collection', list: props.volumes.filter((one) => one.legacy) },
    ].map(
      ({ title, list }) =>
        list.length > 0 && (
          <>
            <h2 class="govuk-heading-m">{title}</h2>
            <ul class="govuk-list govuk-list--spaced">
              {list.map((one) => (
                <li>
                  <a class="govuk-link" href={`/library/volumes/${one.id}`}>
                    {one.label}
                  </a>
                  , released on {dateInWords(one.publishedOn)}: {counted(one.editions, 'edition')}
                </li>
              ))}
            </ul>
          </>
        ),
    )}
  </Page>
)

/** One volume with its editions. */
export const VolumePage = (props: { shell: Shell; volume: VolumeListed & { list: EditionListed[] } }) => {
  const { volume } = props
  return (
    <Page {...props.shell} title={volume.label} backLink={{ href: '/library/volumes', text: 'All volumes' }} quickExit>
      <h1 class="govuk-heading-l">{volume.label}</h1>
      <p class="govuk-body-l">
        Released on {dateInWords(volume.publishedOn)}: {counted(volume.editions, 'edition')}, in no order.
      </p>
      {volume.list.length === 0 && (
        <EmptyState title="Nothing of this volume can be read any more">
          Its editions were withdrawn.{' '}
          <a class="govuk-link" href="/library">
            See all reviews
          </a>
        </EmptyState>
      )}
      {volume.list.map((one) => (
        <EditionLines edition={one} level={2} />
      ))}
    </Page>
  )
}

/** The volume's page as a visitor gets it. */
export function volumePageText(ctx: Context, path: string, volume: VolumeListed & { list: EditionListed[] }): string {
  const shell: Shell = { viewer: { kind: 'visitor' }, wing: 'public', demonstration: ctx.demonstration, path }
  return `<!DOCTYPE html>${String(<VolumePage shell={shell} volume={volume} />)}`
}
