import type { MessageOptions } from '../diff/message.ts'
import type { Repository } from '../git/repository.ts'

/** How git will clean the message up. git tells a hook with `GIT_EDITOR=:` that no editor was used; comments stay in the message then. */
export async function messageOptions(repository: Repository): Promise<MessageOptions> {
  const listed = await repository.git.attempt([
    'config',
    '-z',
    '--get-regexp',
    '^(core\\.commentchar|core\\.commentstring|commit\\.cleanup)$',
  ])
  const settings = new Map<string, string>()
  for (const line of listed.stdout.toString().split('\0')) {
    const [name = '', value = ''] = line.split('\n')
    settings.set(name, value)
  }
  const edited = repository.git.env['GIT_EDITOR'] !== ':'
  const cleanup = settings.get('commit.cleanup') ?? 'default'
  const comment = settings.get('core.commentstring') ?? settings.get('core.commentchar') ?? '#'
  return {
    comment: comment === 'auto' ? null : comment,
    stripsComments: cleanup === 'strip' || (cleanup === 'default' && edited),
    edited,
  }
}
