import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BackLink } from './back-link.tsx'
import { Breadcrumbs } from './breadcrumbs.tsx'
import { Button } from './button.tsx'
import { ErrorSummary } from './error-summary.tsx'
import { Pagination } from './pagination.tsx'
import { classNames, describedByIds, safeHref } from './params.ts'
import { SummaryList } from './summary-list.tsx'
import { TaskList } from './task-list.tsx'

describe('safeHref', () => {
  it.each([
    '/library',
    '#title',
    '?page=2',
    'library/3',
    'https://example.org/a?b=c#d',
    'http://example.org',
    'mailto:a@example.org',
    'tel:999',
    '',
    './a:b',
    '/a:b',
    '//example.org/x',
  ])('lets %s pass', (address) => expect(safeHref(address)).toBe(address))

  it.each([
    'javascript:alert(1)',
    'JavaScript:alert(1)',
    ' \n javascript:alert(1)',
    'java\tscript:alert(1)',
    'java\nscript:alert(1)',
    '\u0000javascript:alert(1)',
    '\u001fjavascript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'blob:https://example.org/1',
    'file:///etc/passwd',
  ])('turns %j into #', (address) => expect(safeHref(address)).toBe('#'))

  it('agrees with the URL standard about what a browser would run', () => {
    const piece = fc.constantFrom(
      'java',
      'script',
      'Data',
      ':',
      '\t',
      '\n',
      '\r',
      ' ',
      '\u0000',
      '\u000b',
      '/',
      'x',
      '#',
      '?',
      '&',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const result = safeHref(pieces.join(''))
        const scheme = URL.canParse(result, 'https://example.org')
          ? new URL(result, 'https://example.org').protocol
          : 'https:'
        expect(['http:', 'https:', 'mailto:', 'tel:']).toContain(scheme)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('every component that links', () => {
  const bad = 'javascript:alert(1)'
  const markup: Record<string, unknown> = {
    button: <Button href={bad}>x</Button>,
    'back link': <BackLink href={bad} />,
    breadcrumbs: <Breadcrumbs items={[{ text: 'x', href: bad }]} />,
    'error summary': <ErrorSummary errorList={[{ text: 'x', href: bad }]} />,
    pagination: <Pagination next={{ href: bad }} items={[{ number: 1, href: bad }]} />,
    'summary list': <SummaryList rows={[{ key: 'x', actions: { items: [{ text: 'x', href: bad }] } }]} />,
    'task list': <TaskList items={[{ title: { text: 'x' }, href: bad, status: { text: 'x' } }]} />,
  }
  it.each(Object.entries(markup))('%s refuses an address that runs', (_, element) => {
    const html = String(element)
    expect(html).toContain('href="#"')
    expect(html).not.toContain('javascript')
  })
})

describe('what a caller writes', () => {
  it('is escaped', () => {
    expect(String(<Button text={'<img src=x onerror="x">'} />)).not.toContain('<img')
  })

  it('does not compile when a parameter is misspelt', () => {
    // @ts-expect-error -- `txt` is not a parameter
    const misspelt = <Button txt="Save" />
    // @ts-expect-error -- the policy forbids inline styles
    const styled = <Button text="Save" attributes={{ style: 'color: red' }} />
    expect([String(misspelt), String(styled)]).toHaveLength(2)
  })
})

describe('joining', () => {
  it('leaves out what is absent', () => {
    expect(classNames('a', undefined, false, '', 'b')).toBe('a b')
    expect(describedByIds(undefined, false)).toBeUndefined()
    expect(describedByIds('a', undefined, 'b')).toBe('a b')
  })
})
