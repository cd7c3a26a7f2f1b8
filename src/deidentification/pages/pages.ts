/** Pages of the editors: the list of work, the workbench, the second check. */
import type { FastifyInstance } from 'fastify'
import { agreementRoutes } from './agreement.tsx'
import { decisionRoutes } from './decisions.tsx'
import { dateRoutes } from './dates.tsx'
import { leftRoutes } from './left.tsx'
import { listRoutes } from './list.tsx'
import { leakRoutes } from './leaks.tsx'
import { riskRoutes } from './risk.tsx'
import { signOffRoutes } from './sign-off.tsx'
import { workListRoutes } from './work-list.tsx'
import { workbenchRoutes } from './workbench.tsx'

/** Registers them. */
export async function deidentificationPages(app: FastifyInstance): Promise<void> {
  workListRoutes(app)
  agreementRoutes(app)
  workbenchRoutes(app)
  decisionRoutes(app)
  signOffRoutes(app)
  leakRoutes(app)
  riskRoutes(app)
  listRoutes(app)
  leftRoutes(app)
  dateRoutes(app)
}
