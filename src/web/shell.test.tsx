import { describe, expect, it } from 'vitest'
import { markedPlaces, publicPlaces } from './navigation.ts'
import { Page, type Shell } from './shell.tsx'

const visitor: Shell = { viewer: { kind: 'visitor' }, wing: 'public', demonstration: false, path: '/library/3' }
const person: Shell = {
  viewer: { kind: 'person', name: 'Ffion <Example>', roles: ['editor'] },
  wing: 'workspace',
  demonstration: true,
  path: '/workspace',
  csrf: 'token',
}

const page = (shell: Shell, extra: Partial<Parameters<typeof Page>[0]> = {}): string =>
  String(
    <Page {...shell} title="A <page>" {...extra}>
      <h1>A page</h1>
    </Page>,
  )

describe('every page', () => {
  it('names itself and the service, in British English', () => {
    expect(page(visitor)).toContain('<title>A &lt;page&gt; – Throughline</title>')
    expect(page(visitor, { inError: true })).toContain('<title>Error: A &lt;page&gt; – Throughline</title>')
    expect(page(visitor)).toMatch(/^<html lang="en-GB"/)
  })

  it('begins with a way past the masthead to its one main', () => {
    const html = page(visitor)
    expect(html.indexOf('href="#main-content"')).toBeLessThan(html.indexOf('<header'))
    expect(html.match(/<main [^>]*id="main-content"/g)).toHaveLength(1)
  })

  it('has no inline script and no inline style, which the policy would block', () => {
    for (const html of [page(visitor, { quickExit: true }), page(person, { message: 'Saved' })]) {
      expect(html).not.toMatch(/\sstyle="/)
      expect(html).not.toMatch(/\son\w+="/)
      expect(html).not.toMatch(/<style|<script(?![^>]*\ssrc=)/)
    }
  })

  it('says it is fiction in a demonstration, and only there', () => {
    expect(page(person)).toContain('Everything here is fiction')
    expect(page(visitor)).not.toContain('fiction')
  })

  it('carries none of what belongs to GOV.UK alone', () => {
    expect(page(visitor)).not.toMatch(/crown|crest|govuk-header|govuk-logo|GOV\.UK/i)
  })
})

describe('who looks', () => {
  it('is offered to sign in as a visitor', () => {
    expect(page(visitor)).toContain('href="/sign-in"')
    expect(page(visitor)).not.toContain('sign-out')
  })

  it('sees their name, escaped, and signs out by a posted token', () => {
    const html = page(person)
    expect(html).toContain('Ffion &lt;Example&gt;')
    expect(html).toMatch(/<form [^>]*method="post" action="\/sign-out"><input type="hidden" name="_csrf" value="token"/)
  })
})

describe('search engines', () => {
  it('may see the public site, but neither the workspace nor a demonstration', () => {
    expect(page(visitor)).not.toContain('noindex')
    expect(page(visitor, { noindex: true })).toContain('noindex')
    expect(page({ ...visitor, demonstration: true })).toContain('noindex')
    expect(page({ ...person, demonstration: false })).toContain('noindex')
  })
})

describe('what a page may add', () => {
  it('a quick exit, a way back, a message', () => {
    expect(page(visitor, { quickExit: true })).toContain('govuk-exit-this-page')
    expect(page(visitor)).not.toContain('govuk-exit-this-page')
    expect(page(visitor, { backLink: '/library' })).toContain('<a href="/library" class="govuk-back-link">Back</a>')
    expect(page({ ...person, message: 'Draft saved' })).toContain('Draft saved')
  })
})

describe('the navigation', () => {
  it('marks the place itself, and the place above a page', () => {
    const mark = (path: string) => markedPlaces(publicPlaces, path).filter((place) => place.active)
    expect(mark('/library')).toMatchObject([{ href: '/library', current: true }])
    expect(mark('/library/3')).toMatchObject([{ href: '/library', current: false }])
    expect(mark('/librarian')).toEqual([])
  })

  it('marks only the nearest place', () => {
    const places = [
      { text: 'Your work', href: '/workspace' },
      { text: 'Register', href: '/workspace/register' },
    ]
    expect(markedPlaces(places, '/workspace/register/r1').map((place) => place.active)).toEqual([false, true])
  })
})
