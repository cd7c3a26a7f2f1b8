/** The invented bodies and people of the demonstration. */
import type { Context } from '#platform/context.ts'
import type { SecretBox } from '#platform/encryption.ts'
import { addOrganisation, actorOf, enrolDemonstrationPerson, type OrganisationKind } from '#identity/identity.ts'
import type { Nation, Role } from '#vocabulary/vocabulary.ts'

/** The password of every account of the demonstration. It opens nothing but fiction. */
export const demonstrationPassword = 'fiction-only-2026'

interface Player {
  key: string
  name: string
  role: Role
  at?: string
}

const bodies: { name: string; kind: OrganisationKind; nation: Nation | 'uk' }[] = [
  { name: 'Westermoor Safeguarding Children Partnership', kind: 'childrens-board', nation: 'england' },
  { name: 'Aldermarsh Safeguarding Adults Board', kind: 'adults-board', nation: 'england' },
  { name: 'Hallowby Safeguarding Children Partnership', kind: 'childrens-board', nation: 'england' },
  { name: 'Stannerdale Safeguarding Adults Board', kind: 'adults-board', nation: 'england' },
  { name: 'Cwm Tarrant Regional Safeguarding Board', kind: 'joint-board', nation: 'wales' },
  { name: 'Strathcarron and Isles Public Protection Committee', kind: 'joint-board', nation: 'scotland' },
  { name: 'Lough Derra Safeguarding Panel', kind: 'childrens-board', nation: 'northern-ireland' },
  { name: 'Lough Derra Adult Safeguarding Panel', kind: 'adults-board', nation: 'northern-ireland' },
  { name: 'Westermoor Community Health Trust', kind: 'agency', nation: 'england' },
  { name: 'Westermoor Constabulary', kind: 'agency', nation: 'england' },
  { name: 'Westermoor Council Children’s Services', kind: 'agency', nation: 'england' },
]

const players: Player[] = [
  { key: 'registrar', name: 'Rosalind Achterberg', role: 'registrar' },
  { key: 'editor', name: 'Edwin Pemberthy', role: 'editor' },
  { key: 'second-editor', name: 'Saoirse Quillfeather', role: 'editor' },
  { key: 'analyst', name: 'Anjali Thornbury-Rao', role: 'analyst' },
  { key: 'circulation-officer', name: 'Callum Vexley', role: 'circulation-officer' },
  { key: 'administrator', name: 'Adaeze Winterbourne', role: 'administrator' },
  {
    key: 'board-manager',
    name: 'Bronwen Hartscombe',
    role: 'board-manager',
    at: 'Westermoor Safeguarding Children Partnership',
  },
  {
    key: 'board-chair',
    name: 'Cedric Olumide-Vane',
    role: 'board-chair',
    at: 'Westermoor Safeguarding Children Partnership',
  },
  {
    key: 'panel-member',
    name: 'Parveen Lockridge',
    role: 'panel-member',
    at: 'Westermoor Safeguarding Children Partnership',
  },
  { key: 'author', name: 'Ailsa Merriweather-Dunn', role: 'author' },
  {
    key: 'agency-member',
    name: 'Gethin Marlowe-Pryce',
    role: 'agency-member',
    at: 'Westermoor Community Health Trust',
  },
  { key: 'family-contact', name: 'Frances Ottershaw', role: 'family-contact' },
  { key: 'practitioner', name: 'Priya Dunmarsh', role: 'practitioner' },
]

/** More authors of the directory and a member of another agency, not listed on the sign-in page. */
const others: Player[] = [
  { key: 'author-2', name: 'Torquil Brackenbury', role: 'author' },
  { key: 'author-3', name: 'Ngozi Eldersley', role: 'author' },
  { key: 'author-4', name: 'Heledd Vaughan-Marsh', role: 'author' },
  { key: 'agency-member-2', name: 'Sunniva Threlkeld', role: 'agency-member', at: 'Westermoor Constabulary' },
]

/** The accounts listed on the sign-in page. */
export const accounts = players.map((player) => ({
  role: player.key,
  name: player.name,
  email: `${player.key}@throughline.example`,
  password: demonstrationPassword,
}))

/** Who is who, as contexts to act in. */
export interface Cast {
  /** A context that acts as this person, by key. */
  people: Record<string, Context>
  /** Ids of the bodies by name. */
  bodies: Record<string, string>
  /** Each board's manager and chair, by the board's name, as keys of `people`. */
  boards: Record<string, { manager: string; chair: string }>
}

/** Makes the bodies and the people. */
export async function enrolPeople(ctx: Context, box: SecretBox): Promise<Cast> {
  const cast: Cast = { people: {}, bodies: {}, boards: {} }
  for (const body of bodies) {
    const added = await addOrganisation(ctx, body)
    if ('organisationId' in added) cast.bodies[body.name] = added.organisationId
  }
  for (const player of [...players, ...others, ...boardPeople()]) {
    const { personId } = await enrolDemonstrationPerson(ctx, box, {
      name: player.name,
      email: `${player.key}@throughline.example`,
      password: demonstrationPassword,
      role: player.role,
      organisationId: player.at ? (cast.bodies[player.at] ?? null) : null,
    })
    const actor = await actorOf(ctx, personId)
    if (actor) cast.people[player.key] = { ...ctx, actor }
    if (player.at && (player.role === 'board-manager' || player.role === 'board-chair')) {
      const board = (cast.boards[player.at] ??= { manager: '', chair: '' })
      board[player.role === 'board-manager' ? 'manager' : 'chair'] = player.key
    }
  }
  return cast
}

/** Each other board has a manager and a chair of its own, not listed on the sign-in page. */
function boardPeople(): Player[] {
  const names = [
    'Idris Farrowgate',
    'Nerys Blackwell-Ito',
    'Tobias Wrenfield',
    'Mairi Sandilands',
    'Olwen Castellane',
    'Ruairi Penhallow',
    'Dervla Ashgrove',
  ]
  const chairs = [
    'Hester Vandermoor',
    'Jolyon Amberley',
    'Kirsty Ravenscroft',
    'Lachlan Merritt',
    'Meleri Strand',
    'Niall Corrigan-Bright',
    'Orla Fennimore',
  ]
  return bodies
    .filter((body) => body.kind !== 'agency')
    .slice(1)
    .flatMap((body, index) => [
      {
        key: `manager-${index + 2}`,
        name: names[index] ?? 'Fictional Manager',
        role: 'board-manager' as const,
        at: body.name,
      },
      {
        key: `chair-${index + 2}`,
        name: chairs[index] ?? 'Fictional Chair',
        role: 'board-chair' as const,
        at: body.name,
      },
    ])
}
