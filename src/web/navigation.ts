import type { NavigationItem } from './components/service-navigation.tsx'

/** The public site, or the signed-in workspace. */
export type Wing = 'public' | 'workspace'

/** One place of the navigation; `href` is also the section: every page below it marks it as active. */
export type Place = { text: string; href: string }

/** Where the public wing's visitors go. */
export const publicPlaces: readonly Place[] = [
  { text: 'Reviews', href: '/library' },
  { text: 'Patterns', href: '/trends' },
  { text: 'What is not published', href: '/coverage' },
  { text: 'Get bulletins', href: '/subscribe' },
  { text: 'Check an edition', href: '/verify' },
]

/** Where the workspace's people go when `main` gives no places of its own. */
export const workspacePlaces: readonly Place[] = [
  { text: 'Your work', href: '/workspace' },
  { text: 'Published reviews', href: '/library' },
]

/**
 * Marks where one is: the place itself as current, the longest place above the page as active.
 * @param path the page's path, without query
 */
export const markedPlaces = (places: readonly Place[], path: string): NavigationItem[] => {
  const above = places
    .filter((place) => path === place.href || path.startsWith(`${place.href}/`))
    .toSorted((a, b) => b.href.length - a.href.length)[0]
  return places.map((place) => ({
    text: place.text,
    href: place.href,
    current: place.href === path,
    active: place === above,
  }))
}
