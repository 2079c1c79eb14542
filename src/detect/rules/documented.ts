/**
 * The same rules with their examples and sources, for those who read about them. The build leaves these out of the table that hooks load:
 * a table of hundreds of formats takes longer to parse than a commit to scan.
 */
export { rules } from './index.ts'
