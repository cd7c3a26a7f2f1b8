import { Page, type Shell } from '#web/shell.tsx'

/** A page of plain words. `sections` each have a heading and paragraphs. */
export interface PlainPageWords {
  path: string
  title: string
  lead: string
  sections: { heading: string; paragraphs: string[] }[]
}

/** What the site says of itself. Says only what is built; change it with what it describes. */
export const plainPages: readonly PlainPageWords[] = [
  {
    path: '/about',
    title: 'About Throughline',
    lead: 'When a child or an adult at risk is failed, a review asks how and why. Throughline gathers those reviews from the four nations of the United Kingdom.',
    sections: [
      {
        heading: 'In full, and without names',
        paragraphs: [
          'An edition is the whole report. Names and details that could identify someone are replaced or taken out, and each such place is marked. Two editors work on every edition, and the second one signs it off.',
          'Editions are released several at a time, children’s and adults’ together. None says which board it came from, and none has a date finer than its volume’s. No method is perfect: every edition has a link to tell us that somebody could be identified.',
        ],
      },
      {
        heading: 'The author’s words',
        paragraphs: [
          'When an author submits a report, its text is sealed: a fingerprint is recorded, and the text cannot be changed after that. From the file of an edition anybody can check that each word that was not replaced fits that fingerprint.',
          'Two things are not claimed. The fingerprint is recorded by Throughline; the author does not yet sign it with a key of their own. And editions of the legacy collection were never sealed, so nothing proves their words.',
        ],
      },
      {
        heading: 'Themes',
        paragraphs: [
          'Themes are suggested by a program, with the sentences that speak for them, and confirmed by a person before an edition is released.',
        ],
      },
    ],
  },
  {
    path: '/accessibility',
    title: 'Accessibility statement',
    lead: 'We want everybody to be able to use this site: with a keyboard, a screen reader, a phone, large text, or without scripts.',
    sections: [
      {
        heading: 'What works how',
        paragraphs: [
          'All public pages work without scripts and on a narrow screen. Reports have headings in order, a list of contents, and a link to every passage. Wide tables scroll by themselves and can be scrolled with the keyboard.',
          'Sealing a report in the workspace is the one thing that needs scripts, since the seal is made in the author’s own browser.',
        ],
      },
      {
        heading: 'How it was tested',
        paragraphs: [
          'The pages are tested by a program against the Web Content Accessibility Guidelines 2.2 at level AA. Such a program finds only part of what can be wrong, and people with disabilities have not yet tested the whole site.',
          'Reports are shown as their authors wrote them: we cannot make hard sentences easier, and a table that was hard to read in the report may stay so.',
        ],
      },
    ],
  },
  {
    path: '/privacy',
    title: 'Privacy',
    lead: 'Reading here is not tracked: no cookie is set when you read, and no other site is told.',
    sections: [
      {
        heading: 'Cookies',
        paragraphs: [
          'A page with a form that you send to us sets one cookie, which protects the form from misuse. Signing in sets one more, which keeps you signed in. There are no others.',
        ],
      },
      {
        heading: 'What you tell us',
        paragraphs: [
          'If you tell us that an edition could identify someone, editors see what you wrote and, if you gave it, how to reach you. Nobody else does, and it is not published.',
          'A file that you check is read and not kept.',
        ],
      },
      {
        heading: 'Our own records',
        paragraphs: [
          'The server notes that a page was asked for, with the kind of page, the time and how long it took: not the address it was asked from, what was searched for, or which edition was read.',
        ],
      },
    ],
  },
  {
    path: '/contact',
    title: 'Contact or report a problem',
    lead: 'If an edition could identify someone, tell us on its own page: it reaches an editor at once.',
    sections: [
      {
        heading: 'Somebody could be identified',
        paragraphs: [
          'Every edition ends with the link “This could identify someone”. You do not have to say who you are or whom you recognised. An editor can take the edition down immediately; a page without its words stays in its place.',
        ],
      },
      {
        heading: 'A review is about your family',
        paragraphs: [
          'Names, places and dates are replaced before anything is published. If you find yourself or somebody you love in an edition all the same, use that link, and give a way to reach you if you want an answer.',
          'If something here distresses you, “Exit this page” leaves the site at once.',
        ],
      },
      {
        heading: 'You are affected by a review that is being written',
        paragraphs: [
          'Speak to the board that commissioned it. If you have an account here, your page shows what happens next.',
        ],
      },
    ],
  },
]

/** Shows one. */
export const PlainPage = (props: { shell: Shell; page: PlainPageWords }) => (
  <Page {...props.shell} title={props.page.title}>
    <h1 class="govuk-heading-l">{props.page.title}</h1>
    <p class="govuk-body-l">{props.page.lead}</p>
    {props.page.sections.map(({ heading, paragraphs }) => (
      <>
        <h2 class="govuk-heading-m">{heading}</h2>
        {paragraphs.map((words) => (
          <p class="govuk-body">{words}</p>
        ))}
      </>
    ))}
  </Page>
)
