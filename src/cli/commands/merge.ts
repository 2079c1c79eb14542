import type { Command } from '../command.ts'
import { FORMAT, NO_COLOR, OUTPUT, QUIET } from '../shared-options.ts'

export const merge: Command = {
  name: 'merge',
  says: 'join the results of shards',
  explains: [
    'Takes the JSON or SARIF results of all parts of one history, each made with',
    '--shard K/N; or one result, to tell it again in another format.',
    'Reports what one scan would have reported, and ends with its exit code.',
  ],
  words: { name: 'FILE', least: 1, most: Number.POSITIVE_INFINITY },
  options: [FORMAT, OUTPUT, NO_COLOR, QUIET],
  examples: [
    'keyhook merge shard-1.json shard-2.json',
    'keyhook merge --format json --output all.json shard-*.json',
    'keyhook merge --format github keyhook.sarif',
  ],
}
