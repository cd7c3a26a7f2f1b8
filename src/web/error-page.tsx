import { Page } from './shell.tsx'

/** Why a page could not be shown. */
export type ErrorKind = 'not-found' | 'expired' | 'busy' | 'bad' | 'fault'

const words: Record<ErrorKind, { title: string; say: string[] }> = {
  'not-found': {
    title: 'Page not found',
    say: [
      'If you typed the address, check it is right.',
      'If you followed a link, the page may have moved, or it may be for somebody else to see.',
    ],
  },
  expired: {
    title: 'This form was open too long',
    say: [
      'For your safety a form stops working after a while. Nothing was changed.',
      'Go back, reload the page and send it again. What you typed may still be there.',
    ],
  },
  busy: {
    title: 'Too many requests',
    say: ['Many requests came from where you are. Wait a minute, then try again. Nothing was lost.'],
  },
  bad: {
    title: 'That could not be read',
    say: ['What was sent could not be understood, or was too large. Nothing was changed.', 'Go back and try again.'],
  },
  fault: {
    title: 'Sorry, there is a problem',
    say: [
      'Something went wrong on our side. What you sent was not stored, so nothing is half done.',
      'Try again in a few minutes.',
    ],
  },
}

/** A page that says plainly what went wrong and what to do. Needs nothing from the database. */
export const ErrorPage = (props: { kind: ErrorKind; requestId: string }) => {
  const { title, say } = words[props.kind]
  return (
    <Page title={title} viewer={{ kind: 'visitor' }} wing="public" demonstration={false} path="" noindex>
      <h1 class="govuk-heading-l">{title}</h1>
      {say.map((line) => (
        <p class="govuk-body">{line}</p>
      ))}
      {props.kind === 'fault' && (
        <p class="govuk-body">
          If it goes on, tell us this number: <code>{props.requestId}</code>
        </p>
      )}
      <p class="govuk-body">
        <a class="govuk-link" href="/">
          Go to the home page
        </a>
      </p>
    </Page>
  )
}
