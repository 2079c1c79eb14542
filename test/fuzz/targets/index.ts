import type { Target } from '../target.ts'
import { files } from './files.ts'
import { imports } from './imports.ts'
import { patches } from './patches.ts'
import { reports } from './reports.ts'
import { texts } from './texts.ts'

export const targets: readonly Target[] = [...patches, ...files, ...texts, ...reports, ...imports]
