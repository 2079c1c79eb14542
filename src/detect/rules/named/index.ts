import type { Rule } from '../../../types.ts'
import { namedAToC } from './a-c.ts'
import { namedDToI } from './d-i.ts'
import { namedJToP } from './j-p.ts'
import { namedQToZ } from './q-z.ts'

/** Keys without an opening of their own, told by the provider's word in the name they are assigned to. */
export const named: readonly Rule[] = [...namedAToC, ...namedDToI, ...namedJToP, ...namedQToZ]
