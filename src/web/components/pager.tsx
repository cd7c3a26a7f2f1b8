import { Pagination, type PaginationItem } from './pagination.tsx'

/** Which page numbers to show: first, last, this one and its neighbours; `null` stands for an ellipsis. */
export const pageNumbers = (page: number, pages: number): (number | null)[] => {
  const shown = [...new Set([1, page - 1, page, page + 1, pages])]
    .filter((number) => number >= 1 && number <= pages)
    .toSorted((a, b) => a - b)
  return shown.flatMap((number, index) => {
    const before = shown[index - 1]
    if (before === undefined || number - before === 1) return [number]
    return number - before === 2 ? [number - 1, number] : [null, number]
  })
}

/**
 * Pagination for a list; nothing where all fits on one page.
 * @param page this page, from 1
 * @param hrefOf the address of a page
 */
export const Pager = (props: {
  page: number
  pages: number
  hrefOf: (page: number) => string
  landmarkLabel?: string | undefined
}) => {
  const { page, pages, hrefOf } = props
  if (pages <= 1) return null
  return (
    <Pagination
      landmarkLabel={props.landmarkLabel}
      previous={page > 1 ? { href: hrefOf(page - 1) } : undefined}
      next={page < pages ? { href: hrefOf(page + 1) } : undefined}
      items={pageNumbers(page, pages).map((number): PaginationItem =>
        number === null ? { ellipsis: true } : { number, href: hrefOf(number), current: number === page },
      )}
    />
  )
}
